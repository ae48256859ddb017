export * from './rejections.js'
export * from './rights.js'
