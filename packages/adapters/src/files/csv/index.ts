export * from './writing.js'
export type { FileUnwritable } from './writing-file.js'
