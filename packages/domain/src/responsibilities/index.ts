export * from './assignment.js'
export * from './events.js'
export * from './memberships.js'
