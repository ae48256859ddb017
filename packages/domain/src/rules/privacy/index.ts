export * from '../../model/privacy/commands.js'
export * from '../../model/privacy/events.js'
export * from '../../model/privacy/rejections.js'
export * from '../../model/privacy/state.js'
