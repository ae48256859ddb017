export * from '@clientele/adapters/json-lines'
