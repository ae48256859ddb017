export * from '@clientele/adapters/memory'
