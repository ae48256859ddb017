export * from '../../model/special-groups/commands.js'
export * from '../../model/special-groups/events.js'
export * from '../../model/special-groups/rejections.js'
export * from '../../model/special-groups/state.js'
