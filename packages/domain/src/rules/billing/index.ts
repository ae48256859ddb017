export * from '../../model/billing/commands.js'
export * from '../../model/billing/events.js'
export * from '../../model/billing/rejections.js'
export * from '../../model/billing/state.js'
