import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import { failureError, type StoreFailure } from '@clientele/domain'
import type { Connection, OpenDatabase } from '../driver/connection.js'
import { runImmediate } from '../driver/immediate.js'
import { whenFree } from '../patience.js'
import { applicationId, schema, schemaVersion } from '../schema.js'

/** Where the file is and how it is treated. */
export type FileOptions = {
  readonly file: string
  readonly synchronous: 'full' | 'normal'
  readonly patience: number
  readonly maxBytes: number | null
}

const refuse = (error: 'StoreUnavailable' | 'StoreUnreadable', problem: string): never => {
  throw failureError({ error, problem } satisfies StoreFailure)
}

const checkFile = (file: string): void => {
  if (statSync(dirname(file), { throwIfNoEntry: false })?.isDirectory() !== true)
    refuse('StoreUnavailable', `The directory of ${file} does not exist: create it, or give another file.`)
  const found = statSync(file, { throwIfNoEntry: false })
  if (found?.isFile() === false) refuse('StoreUnavailable', `${file} is no file: give the name of a file.`)
}

const numberFrom = (connection: Connection, pragma: string): number =>
  Number(connection.pragma(pragma, { simple: true }))

const isEmpty = (connection: Connection): boolean =>
  connection.prepare<[]>('select 1 from sqlite_schema limit 1').get() === undefined

/** Whether the file holds our tables; `false` when it is new. Another program's or a newer file is refused. */
const isOurs = (connection: Connection, file: string): boolean => {
  const [application, version] = [numberFrom(connection, 'application_id'), numberFrom(connection, 'user_version')]
  if (application === 0 && version === 0 && isEmpty(connection)) return false
  if (application !== applicationId)
    refuse('StoreUnreadable', `${file} is the database of another program: give another file.`)
  if (version > schemaVersion)
    refuse('StoreUnreadable', `${file} was written by a newer version (${version}): update @clientele/clientele.`)
  return true
}

const createTables = (connection: Connection, file: string): void => {
  runImmediate(connection, () => {
    if (!isOurs(connection, file)) connection.exec(schema)
  })
}

const pageLimit = (connection: Connection, maxBytes: number): number =>
  Math.max(1, Math.floor(maxBytes / numberFrom(connection, 'page_size')))

// The default of one driver: that of the other is an eighth of it.
const cacheKiB = 16_000

const prepare = (connection: Connection, options: FileOptions): void => {
  const known = isOurs(connection, options.file)
  if (connection.pragma('journal_mode = wal', { simple: true }) !== 'wal')
    refuse('StoreUnavailable', `${options.file} cannot be shared safely where it is: use a file on a local disk.`)
  connection.exec(`pragma synchronous = ${options.synchronous}`)
  connection.exec('pragma wal_autocheckpoint = 4000')
  connection.exec(`pragma cache_size = -${cacheKiB}`)
  if (options.maxBytes !== null) connection.exec(`pragma max_page_count = ${pageLimit(connection, options.maxBytes)}`)
  if (!known) createTables(connection, options.file)
}

/** Opens a file of ours or makes a new one; throws an error that `storeFailureOf` understands. */
export const connect = async (open: OpenDatabase, options: FileOptions): Promise<Connection> => {
  checkFile(options.file)
  const connection = open(options.file, { timeout: 0 })
  try {
    await whenFree(options.patience, () => prepare(connection, options))
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}
