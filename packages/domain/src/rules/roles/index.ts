export * from '../../model/roles/commands.js'
export * from '../../model/roles/events.js'
export * from '../../model/roles/rejections.js'
export * from '../../model/roles/state.js'
