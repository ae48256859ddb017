export * from '@clientele/adapters/excel'
