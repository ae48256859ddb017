export * from '../../model/customer-traits/commands.js'
export * from '../../model/customer-traits/events.js'
export * from '../../model/customer-traits/state.js'
