export * from './channel.js'
export * from './events.js'
