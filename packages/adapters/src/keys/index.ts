export { memoryKeys } from '../stores/memory/keys.js'
export { type SqliteKeysOptions, sqliteKeys } from '../stores/sqlite/keys.js'
export type { KeysOptions, MasterKey } from './options.js'
