export * from './checkpoint-store.js'
export * from './event-store.js'
export * from './snapshot-store.js'
export * from './store-failure.js'
