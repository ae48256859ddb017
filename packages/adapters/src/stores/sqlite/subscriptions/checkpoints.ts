import type { CheckpointStore } from '@clientele/domain'
import { malformedOptions } from '../../../options.js'
import { noCheckpoints } from '../../subscriptions/no-checkpoints.js'
import type { Connection } from '../driver/connection.js'
import { claimFile, type FileKind } from '../file/file-kind.js'
import { locatedFile } from '../file/located.js'
import { subscriptionsInFile } from './subscriptions.js'

export type SqliteCheckpointOptions = {
  /** A separate file, created if it is missing; its directory must exist. */
  readonly file: string
  /** How long to wait for other processes that are writing to the file, in milliseconds; 10,000 by default. */
  readonly patience?: number | undefined
}

/** Checkpoints in a file; opens it at the first use. */
export type SqliteCheckpoints = CheckpointStore & {
  /** Closes the file. */
  close(): Promise<void>
}

// `CLNC`; an event file has `CLNT`.
const applicationId = 0x434c4e43

// `tables` is empty: `subscriptionsInFile` creates the tables, as it does in an event file.
const kindOf = (file: string): FileKind => ({
  file,
  applicationId,
  version: 0,
  tables: '',
  foreign: `${file} holds something else than checkpoints: give them a file of their own.`,
  newer: () => `${file} was written by a newer version: update @clientele/clientele.`,
})

const prepareFile =
  (file: string) =>
  (connection: Connection): void =>
    claimFile(connection, kindOf(file), () => connection.exec('pragma journal_mode = wal'))

/**
 * Stores checkpoints in a separate file, which any number of processes may share. A loss of power may set checkpoints
 * back, never forward: some events are then delivered again. If the file is removed or replaced, it is opened again.
 */
export const sqliteCheckpoints = (options: SqliteCheckpointOptions): SqliteCheckpoints => {
  const malformed = malformedOptions('sqliteCheckpoints', options, { file: 'path', patience: 'milliseconds' })
  if (malformed !== null) return noCheckpoints(malformed)
  const { patience = 10_000 } = options
  const file = locatedFile(options.file)
  const { checkpoints, close } = subscriptionsInFile({ file, patience, mustExist: false, prepare: prepareFile(file) })
  return { ...checkpoints, close }
}
