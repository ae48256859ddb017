import type { StreamName } from '@clientele/domain'
import type { Row } from '../numbered-log/recorded.js'
import type { Connection } from './driver/connection.js'

/** The columns of an event as the driver hands them over. */
export type Columns = readonly [
  position: number,
  stream: number,
  revision: number,
  id: string,
  type: string,
  schemaVersion: number,
  ordinal: number,
  recordedAt: string,
  data: string,
  metadata: string,
]

/** What a statement selects to be read by `rowFrom`. */
export const columns: string =
  'e.position, e.stream, e.revision, e.id, e.type, e.schema_version, e.ordinal, e.recorded_at, e.data, e.metadata'

/** Names of streams by their keys. */
export type Names = {
  of(key: number): StreamName
  /** Forgets what a transaction that came to nothing may have brought. */
  forget(): void
}

// More than there are; a file may hold anything.
const mostTypes = 1_000

const types = new Map<string, string>()

/** One text for all events of a type: tables of functions are looked into by the same text faster than by an equal one. */
const shared = (type: string): string => {
  const known = types.get(type)
  if (known === undefined && types.size < mostTypes) types.set(type, type)
  return known ?? type
}

/** A row with the name of its stream. */
export const rowFrom = (
  names: Names,
  [position, key, revision, id, type, schemaVersion, ordinal, recordedAt, data, metadata]: Columns,
): Row => ({
  position,
  stream: names.of(key),
  revision,
  id,
  type: shared(type),
  schemaVersion,
  ordinal,
  recordedAt,
  data,
  metadata,
})

/** Names are kept once read: they never change, and a join costs more than the rest of a row. */
export const streamNames = (connection: Connection): Names => {
  let known: StreamName[] = []
  const newer = connection.prepare<[number], [number, StreamName]>('select key, name from streams where key >= ?').raw()
  return {
    of: (key) => {
      if (known[key] === undefined) for (const [number, name] of newer.all(known.length)) known[number] = name
      return known[key] ?? ''
    },
    forget: () => {
      known = []
    },
  }
}
