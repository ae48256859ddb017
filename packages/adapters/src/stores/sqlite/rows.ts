import type { StreamName } from '@clientele/domain'
import type { Row } from '../numbered-log/recorded.js'
import type { Connection } from './driver/connection.js'

/** The columns of an event as the driver returns them. */
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

/** The columns of `events e` that `rowFrom` reads. */
export const columns: string =
  'e.position, e.stream, e.revision, e.id, e.type, e.schema_version, e.ordinal, e.recorded_at, e.data, e.metadata'

/** Looks up the names of streams by key. */
export type Names = {
  of(key: number): StreamName
  /** Clears the cache after a rollback. */
  clear(): void
}

// More than the number of event types; a file may contain anything.
const maxTypes = 1_000

const types = new Map<string, string>()

/**
 * Returns the same string for all events of a type: a property lookup is faster with an identical string than with an
 * equal one.
 */
const internType = (type: string): string => {
  const known = types.get(type)
  if (known === undefined && types.size < maxTypes) types.set(type, type)
  return known ?? type
}

/** Converts columns to a row with the name of its stream. */
export const rowFrom = (
  names: Names,
  [position, key, revision, id, type, schemaVersion, ordinal, recordedAt, data, metadata]: Columns,
): Row => ({
  position,
  stream: names.of(key),
  revision,
  id,
  type: internType(type),
  schemaVersion,
  ordinal,
  recordedAt,
  data,
  metadata,
})

/** Caches the names of streams: they never change, and a join costs more than the rest of a row. */
export const streamNames = (connection: Connection): Names => {
  let known: StreamName[] = []
  const newer = connection.prepare<[number], [number, StreamName]>('select key, name from streams where key >= ?').raw()
  return {
    of: (key) => {
      if (known[key] === undefined) for (const [number, name] of newer.all(known.length)) known[number] = name
      return known[key] ?? ''
    },
    clear: () => {
      known = []
    },
  }
}
