export * from '@clientele/adapters/eventstoredb'
