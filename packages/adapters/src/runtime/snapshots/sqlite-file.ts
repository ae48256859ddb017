import { rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { failureError, type StoreFailure } from '@clientele/domain'
import type { Database } from 'better-sqlite3'
import { whenFree } from '../../stores/sqlite/patience.js'

/** How long to wait for another process that writes to the file, in milliseconds. */
export const patience: number = 10_000

/** Marks a file as ours (`CLSN`). */
const applicationId = 0x434c534e
const schemaVersion = 1

const schema = `
  create table snapshots (key integer primary key autoincrement) strict;
  create table lines (nr integer primary key, snapshot integer not null, line blob not null) strict;
  create index lines_by_snapshot on lines (snapshot);
  pragma application_id = ${applicationId};
  pragma user_version = ${schemaVersion};
`

const refuse = (error: 'StoreUnavailable' | 'StoreUnreadable', problem: string): never => {
  throw failureError({ error, problem } satisfies StoreFailure)
}

const numberFrom = (connection: Database, pragma: string): number => Number(connection.pragma(pragma, { simple: true }))

const isEmpty = (connection: Database): boolean =>
  connection.prepare('select 1 from sqlite_schema limit 1').get() === undefined

const isOurs = (connection: Database, file: string): boolean => {
  const [application, version] = [numberFrom(connection, 'application_id'), numberFrom(connection, 'user_version')]
  if (application === 0 && version === 0 && isEmpty(connection)) return false
  if (application !== applicationId) refuse('StoreUnreadable', `${file} holds no snapshots: give another file.`)
  if (version > schemaVersion)
    refuse('StoreUnreadable', `${file} was written by a newer version: remove it, or update.`)
  return true
}

const prepare = (connection: Database, file: string): void => {
  const known = isOurs(connection, file)
  connection.pragma('journal_mode = wal')
  connection.pragma('synchronous = normal')
  connection.pragma('secure_delete = on')
  const create = connection.transaction(() => {
    if (!isOurs(connection, file)) connection.exec(schema)
  })
  if (!known) create.immediate()
}

/** Opens a file of snapshots or makes a new one. The driver is loaded only now. */
export const connect = async (file: string): Promise<Database> => {
  const directory = await stat(dirname(file)).catch(() => null)
  if (directory?.isDirectory() !== true)
    refuse('StoreUnavailable', `The directory of ${file} does not exist: create it, or give another file.`)
  const { default: Sqlite } = await import('better-sqlite3')
  const connection = new Sqlite(file, { timeout: 0 })
  try {
    await whenFree(patience, () => prepare(connection, file))
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

/** Removes a file of snapshots that cannot be read: nothing but time is lost. */
export const discard = async (file: string): Promise<void> => {
  for (const end of ['', '-wal', '-shm']) await rm(file + end, { force: true })
}
