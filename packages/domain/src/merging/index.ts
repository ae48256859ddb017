export * from './commands.js'
export * from './fields.js'
export * from './permissions.js'
export * from './rejections.js'
