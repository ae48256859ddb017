import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import { failureError, type StoreFailure } from '@clientele/domain'
import type { Connection, OpenDatabase } from '../driver/connection.js'
import { applicationId, chainSchema, schema, schemaVersion } from '../schema.js'
import { connectToFile } from './connect-to-file.js'
import type { FileKind } from './file-kind.js'

/** The file and its settings. */
export type FileOptions = {
  readonly file: string
  readonly synchronous: 'full' | 'normal'
  readonly patience: number
  readonly maxBytes: number | null
}

const refuse = (problem: string): never => {
  throw failureError({ error: 'StoreUnavailable', problem } satisfies StoreFailure)
}

const checkFile = (file: string): void => {
  if (file === '') refuse('`file` is empty: give the name of a file.')
  if (file === ':memory:') refuse('A register in memory is no file: use `memory()` instead of `sqlite(…)`.')
  if (statSync(dirname(file), { throwIfNoEntry: false })?.isDirectory() !== true)
    refuse(`The directory of ${file} does not exist: create it, or give another file.`)
  const found = statSync(file, { throwIfNoEntry: false })
  if (found?.isFile() === false) refuse(`${file} is no file: give the name of a file.`)
}

const kindOf = (file: string): FileKind => ({
  file,
  applicationId,
  version: schemaVersion,
  tables: schema,
  later: { table: 'chain', schema: chainSchema },
  foreign: `${file} is the database of another program: give another file.`,
  newer: (version) => `${file} was written by a newer version (${version}): update @clientele/clientele.`,
})

const pageLimit = (connection: Connection, maxBytes: number): number =>
  Math.max(1, Math.floor(maxBytes / Number(connection.pragma('page_size', { simple: true }))))

// The default of `better-sqlite3`; `node:sqlite` has an eighth of it.
const cacheKiB = 16_000

const applySettings = (connection: Connection, options: FileOptions): void => {
  if (connection.pragma('journal_mode = wal', { simple: true }) !== 'wal')
    refuse(`${options.file} cannot be shared safely where it is: use a file on a local disk.`)
  connection.exec(`pragma synchronous = ${options.synchronous}`)
  connection.exec('pragma wal_autocheckpoint = 4000')
  connection.exec(`pragma cache_size = -${cacheKiB}`)
  if (options.maxBytes !== null) connection.exec(`pragma max_page_count = ${pageLimit(connection, options.maxBytes)}`)
}

/** Opens an event file or creates one; throws errors that `storeFailureOf` converts. */
export const connect = async (open: OpenDatabase, options: FileOptions): Promise<Connection> => {
  const { file, patience } = options
  checkFile(file)
  const applyOptions = (connection: Connection): void => applySettings(connection, options)
  return connectToFile(open, { file, kind: kindOf(file), patience, applySettings: applyOptions })
}
