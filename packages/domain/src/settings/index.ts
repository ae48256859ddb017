export * from './events.js'
export * from './policies.js'
export * from './state.js'
