import { rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { failureError, type StoreFailure } from '@clientele/domain'
import type { Connection } from '../../stores/sqlite/driver/connection.js'
import { runImmediate } from '../../stores/sqlite/driver/immediate.js'
import { loadDriver } from '../../stores/sqlite/driver/load.js'
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

const numberFrom = (connection: Connection, pragma: string): number =>
  Number(connection.pragma(pragma, { simple: true }))

const isEmpty = (connection: Connection): boolean =>
  connection.prepare<[]>('select 1 from sqlite_schema limit 1').get() === undefined

const isOurs = (connection: Connection, file: string): boolean => {
  const [application, version] = [numberFrom(connection, 'application_id'), numberFrom(connection, 'user_version')]
  if (application === 0 && version === 0 && isEmpty(connection)) return false
  if (application !== applicationId) refuse('StoreUnreadable', `${file} holds no snapshots: give another file.`)
  if (version > schemaVersion)
    refuse('StoreUnreadable', `${file} was written by a newer version: remove it, or update.`)
  return true
}

const prepare = (connection: Connection, file: string): void => {
  const known = isOurs(connection, file)
  connection.exec('pragma journal_mode = wal')
  connection.exec('pragma synchronous = normal')
  connection.exec('pragma secure_delete = on')
  if (known) return
  runImmediate(connection, () => {
    if (!isOurs(connection, file)) connection.exec(schema)
  })
}

/** Opens a file of snapshots or makes a new one. The driver is loaded only now. */
export const connect = async (file: string): Promise<Connection> => {
  const directory = await stat(dirname(file)).catch(() => null)
  if (directory?.isDirectory() !== true)
    refuse('StoreUnavailable', `The directory of ${file} does not exist: create it, or give another file.`)
  const open = await loadDriver()
  const connection = open(file, { timeout: 0 })
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
