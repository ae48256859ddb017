export * from '@clientele/adapters/generating'
