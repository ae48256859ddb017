export * from '@clientele/adapters/snapshots'
