export * from '@clientele/adapters/csv'
