export { type FileSnapshotsOptions, fileSnapshots } from './file.js'
export { memorySnapshots } from './memory.js'
export { type PostgresSnapshotsOptions, postgresSnapshots } from './postgres.js'
export { type SqliteSnapshotsOptions, sqliteSnapshots } from './sqlite.js'
