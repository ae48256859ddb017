import type { Row } from '../numbered-log/recorded.js'
import type { Texts } from './connections/connections.js'

/** What a statement over `events e` selects to be read by `rowFrom`; the name of the stream stands first. */
export const columns: string =
  'e.position, e.revision, e.id, e.type, e.schema_version, e.ordinal, e.recorded_at, e.data, e.metadata'

/** The name of the stream of an event. */
export const nameIn = (schema: string): string => `(select s.name from ${schema}.streams s where s.key = e.stream)`

const text = (value: string | null | undefined): string => value ?? ''

/** A row of the columns above. */
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
  stream: text(stream),
  revision: Number(revision),
  id: text(id),
  type: text(type),
  schemaVersion: Number(schemaVersion),
  ordinal: Number(ordinal),
  recordedAt: text(recordedAt),
  data: text(data),
  metadata: text(metadata),
})
