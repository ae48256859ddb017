export * from '@clientele/adapters/import'
