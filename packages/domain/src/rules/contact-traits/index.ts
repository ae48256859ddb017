export * from '../../model/contact-traits/commands.js'
export * from '../../model/contact-traits/events.js'
export * from '../../model/contact-traits/memberships.js'
export * from '../../model/contact-traits/state.js'
