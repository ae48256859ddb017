export * from './channel.js'
export * from './events.js'
export * from './permission.js'
export * from './statements.js'
