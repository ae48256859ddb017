export * from './commands.js'
export * from './events.js'
export * from './memberships.js'
export * from './state.js'
