import type { Row } from '../numbered-log/recorded.js'
import type { Texts } from './connections/connections.js'

/** The columns of `events e` that `rowFrom` reads; the name of the stream is selected before them. */
export const columns: string =
  'e.position, e.revision, e.id, e.type, e.schema_version, e.ordinal, e.recorded_at, e.data, e.metadata'

/** Selects the name of the stream of an event. */
export const streamNameIn = (schema: string): string =>
  `(select s.name from ${schema}.streams s where s.key = e.stream)`

const textOrEmpty = (value: string | null | undefined): string => value ?? ''

/** Parses a row of the columns above. */
export const rowFrom = ([
  stream,
  position,
  revision,
  id,
  type,
  schemaVersion,
  ordinal,
  recordedAt,
  data,
  metadata,
]: Texts): Row => ({
  position: Number(position),
  stream: textOrEmpty(stream),
  revision: Number(revision),
  id: textOrEmpty(id),
  type: textOrEmpty(type),
  schemaVersion: Number(schemaVersion),
  ordinal: Number(ordinal),
  recordedAt: textOrEmpty(recordedAt),
  data: textOrEmpty(data),
  metadata: textOrEmpty(metadata),
})
