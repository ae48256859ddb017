export * from './event-store.js'
export * from './store-failure.js'
