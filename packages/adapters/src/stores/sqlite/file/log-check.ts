import { failureError, logDiverged } from '@clientele/domain'
import type { Row } from '../../numbered-log/recorded.js'
import type { Connection, OpenDatabase } from '../driver/connection.js'
import { applicationId } from '../schema.js'
import { type FileCheck, fileCheckOf } from './file-check.js'

/** An event that was there. */
export type Witness = Pick<Row, 'position' | 'id'>

const newest = 'select position, id from events order by position desc limit 1'
const idAt = 'select id from events where position = ?'

const newestIn = (connection: Connection): Witness | null => connection.prepare<[], Witness>(newest).get() ?? null

const isIn =
  (connection: Connection) =>
  (event: Witness | null): boolean =>
    event === null || connection.prepare<[number], string>(idAt).pluck().get(event.position) === event.id

const isOurs = (connection: Connection): boolean =>
  connection.pragma('application_id', { simple: true }) === applicationId

// The connection that is open goes on reading what it has in its memory: another one sees what others see.
const afresh = <A>(open: OpenDatabase, file: string, read: (connection: Connection) => A): A => {
  const connection = open(file, { readonly: true, timeout: 0 })
  try {
    return read(connection)
  } finally {
    connection.close()
  }
}

/** A check of a file of events, which also looks whether it still holds what was seen of it. */
export type LogCheck = FileCheck & {
  /** Remembers the last of some events that were read or appended. */
  saw(event: Witness | undefined): void
}

/**
 * A check of the file a connection has open; `open` opens it once more. When the file itself was written, by a checkpoint or by who knows whom, the
 * newest events of then and of now have to be where they were.
 */
export const logCheckOf = (connection: Connection, open: OpenDatabase, file: string): LogCheck => {
  let written = newestIn(connection)
  let seen = written
  const onWritten = (): void => {
    written = afresh(open, file, (fresh) => {
      if (!isOurs(fresh) || ![written, seen].every(isIn(fresh))) throw failureError(logDiverged)
      return newestIn(fresh)
    })
  }
  return {
    ...fileCheckOf(file, onWritten),
    saw: (event) => {
      if (event !== undefined && event.position > (seen?.position ?? 0)) seen = event
    },
  }
}
