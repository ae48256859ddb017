export * from './details.js'
export * from './events.js'
