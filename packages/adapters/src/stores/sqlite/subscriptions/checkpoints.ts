import type { CheckpointStore } from '@clientele/domain'
import { malformedOptions } from '../../../options.js'
import { noCheckpoints } from '../../subscriptions/no-checkpoints.js'
import type { Connection } from '../driver/connection.js'
import { claimFile, type FileKind } from '../file/file-kind.js'
import { subscriptionsInFile } from './subscriptions.js'

export type SqliteCheckpointOptions = {
  /** A file of its own, made when there is none; its directory is not. */
  readonly file: string
  /** How long to wait for other processes that write to the file, in milliseconds; 10,000 by default. */
  readonly patience?: number
}

/** Checkpoints in a file; it is opened when first needed. */
export type SqliteCheckpoints = CheckpointStore & {
  /** Lets go of the file. */
  close(): Promise<void>
}

// `CLNC`: a file of events is `CLNT`.
const applicationId = 0x434c4e43

// The tables are made where those beside events are.
const kindOf = (file: string): FileKind => ({
  applicationId,
  version: 0,
  tables: '',
  foreign: `${file} holds something else than checkpoints: give them a file of their own.`,
  newer: () => `${file} was written by a newer version: update @clientele/clientele.`,
})

const preparing =
  (file: string) =>
  (connection: Connection): void =>
    claimFile(connection, kindOf(file), () => connection.exec('pragma journal_mode = wal'))

/**
 * Checkpoints in a file of their own, shared by as many processes as like. Losing power may set them back a little, never
 * forward: some events are then delivered again. A file that is removed or replaced meanwhile is opened again as it is.
 */
export const sqliteCheckpoints = (options: SqliteCheckpointOptions): SqliteCheckpoints => {
  const malformed = malformedOptions('sqliteCheckpoints', options, { file: 'text', patience: 'milliseconds' })
  if (malformed !== null) return noCheckpoints(malformed)
  const { file, patience = 10_000 } = options
  const { checkpoints, close } = subscriptionsInFile({ file, patience, mustExist: false, prepare: preparing(file) })
  return { ...checkpoints, close }
}
