export * from '@clientele/adapters/sqlite'
