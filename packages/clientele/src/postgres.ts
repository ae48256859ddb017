export * from '@clientele/adapters/postgres'
