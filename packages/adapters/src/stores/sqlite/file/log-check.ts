import { failureError, logDiverged } from '@clientele/domain'
import type { Row } from '../../numbered-log/recorded.js'
import type { Connection, OpenDatabase } from '../driver/connection.js'
import { applicationId } from '../schema.js'
import { createFileCheck, type FileCheck } from './file-check.js'

/** An event that was seen in the log, to recognize the log by. */
export type Witness = Pick<Row, 'position' | 'id'>

const newest = 'select position, id from events order by position desc limit 1'
const idAt = 'select id from events where position = ?'

const newestIn = (connection: Connection): Witness | null => connection.prepare<[], Witness>(newest).get() ?? null

const contains =
  (connection: Connection) =>
  (event: Witness | null): boolean =>
    event === null || connection.prepare<[number], string>(idAt).pluck().get(event.position) === event.id

const isEventFile = (connection: Connection): boolean =>
  connection.pragma('application_id', { simple: true }) === applicationId

// The open connection reads from its cache: a new connection sees the file as other processes do.
const withFreshConnection = <A>(open: OpenDatabase, file: string, read: (connection: Connection) => A): A => {
  const connection = open(file, { readonly: true, timeout: 0 })
  try {
    return read(connection)
  } finally {
    connection.close()
  }
}

/** A check of an event file which also verifies that it still contains the events seen before. */
export type LogCheck = FileCheck & {
  /** Remembers the last event that was read or appended. */
  noteSeen(event: Witness | undefined): void
}

/**
 * Creates a check of the file that a connection has open; `open` opens it again. After the main file was written, by a
 * WAL checkpoint or by another program, the newest event of the previous check and the newest event seen must still be
 * at their positions.
 */
export const createLogCheck = (connection: Connection, open: OpenDatabase, file: string): LogCheck => {
  let written = newestIn(connection)
  let seen = written
  const onWritten = (): void => {
    written = withFreshConnection(open, file, (fresh) => {
      if (!isEventFile(fresh) || ![written, seen].every(contains(fresh))) throw failureError(logDiverged)
      return newestIn(fresh)
    })
  }
  return {
    ...createFileCheck(file, onWritten),
    noteSeen: (event) => {
      if (event !== undefined && event.position > (seen?.position ?? 0)) seen = event
    },
  }
}
