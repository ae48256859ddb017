import { rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { failureError, type StoreFailure } from '@clientele/domain'
import type { Connection } from '../../stores/sqlite/driver/connection.js'
import { loadDriver } from '../../stores/sqlite/driver/load.js'
import { connectToFile } from '../../stores/sqlite/file/connect-to-file.js'
import type { FileKind } from '../../stores/sqlite/file/file-kind.js'
import { realFile } from '../../stores/sqlite/file/located.js'

/** How long to wait for another process that is writing to the file, in milliseconds. */
export const patience: number = 10_000

/** Identifies a snapshot file (`CLSN`). */
const applicationId = 0x434c534e
const schemaVersion = 1

const tables = `
  create table snapshots (key integer primary key autoincrement) strict;
  create table lines (nr integer primary key, snapshot integer not null, line blob not null) strict;
  create index lines_by_snapshot on lines (snapshot);
`

const kindOf = (file: string): FileKind => ({
  file,
  applicationId,
  version: schemaVersion,
  tables,
  foreign: `${file} holds no snapshots: give another file.`,
  newer: () => `${file} was written by a newer version: remove it, or update.`,
})

const applySettings = (connection: Connection): void => {
  connection.exec('pragma journal_mode = wal')
  connection.exec('pragma synchronous = normal')
  connection.exec('pragma secure_delete = on')
}

/** Loads the driver, and opens or creates a snapshot file. */
export const connect = async (file: string): Promise<Connection> => {
  const directory = await stat(dirname(file)).catch(() => null)
  if (directory?.isDirectory() !== true)
    throw failureError({
      error: 'StoreUnavailable',
      problem: `The directory of ${file} does not exist: create it, or give another file.`,
    } satisfies StoreFailure)
  return connectToFile(await loadDriver(), { file, kind: kindOf(file), patience, applySettings })
}

/** Removes an unreadable snapshot file: snapshots can be created again. */
export const discard = async (file: string): Promise<void> => {
  for (const end of ['', '-wal', '-shm']) await rm(realFile(file) + end, { force: true })
}
