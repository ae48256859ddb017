export * from '@clientele/adapters/keys'
