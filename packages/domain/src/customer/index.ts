export * from './details.js'
export * from './events.js'
export * from './memberships.js'
