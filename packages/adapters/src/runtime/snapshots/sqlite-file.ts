import { rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { failureError, type StoreFailure } from '@clientele/domain'
import type { Connection } from '../../stores/sqlite/driver/connection.js'
import { loadDriver } from '../../stores/sqlite/driver/load.js'
import { claimFile, type FileKind } from '../../stores/sqlite/file/file-kind.js'
import { retryWhileLocked } from '../../stores/sqlite/retry-while-locked.js'

/** How long to wait for another process that writes to the file, in milliseconds. */
export const patience: number = 10_000

/** Marks a file as ours (`CLSN`). */
const applicationId = 0x434c534e
const schemaVersion = 1

const tables = `
  create table snapshots (key integer primary key autoincrement) strict;
  create table lines (nr integer primary key, snapshot integer not null, line blob not null) strict;
  create index lines_by_snapshot on lines (snapshot);
`

const kindOf = (file: string): FileKind => ({
  applicationId,
  version: schemaVersion,
  tables,
  foreign: `${file} holds no snapshots: give another file.`,
  newer: () => `${file} was written by a newer version: remove it, or update.`,
})

const settle = (connection: Connection): void => {
  connection.exec('pragma journal_mode = wal')
  connection.exec('pragma synchronous = normal')
  connection.exec('pragma secure_delete = on')
}

/** Opens a file of snapshots or makes a new one. The driver is loaded only now. */
export const connect = async (file: string): Promise<Connection> => {
  const directory = await stat(dirname(file)).catch(() => null)
  if (directory?.isDirectory() !== true)
    throw failureError({
      error: 'StoreUnavailable',
      problem: `The directory of ${file} does not exist: create it, or give another file.`,
    } satisfies StoreFailure)
  const open = await loadDriver()
  const connection = open(file, { timeout: 0 })
  try {
    await retryWhileLocked(patience, () => claimFile(connection, kindOf(file), () => settle(connection)))
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
