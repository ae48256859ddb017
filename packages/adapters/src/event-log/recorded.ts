import type { Metadata, RecordedEvent, StreamName } from '@clientele/domain'

/** An event as a store keeps it: JSON as text, its place as a number, and its ordinal within the append it came with. */
export type Row = {
  readonly position: number
  readonly stream: StreamName
  readonly revision: number
  readonly id: string
  readonly type: string
  readonly schemaVersion: number
  readonly ordinal: number
  readonly recordedAt: string
  readonly data: string
  readonly metadata: string
}

/** The event of a row, a new object each time. */
export const recordedFrom = (row: Row): RecordedEvent => ({
  id: row.id,
  type: row.type,
  schemaVersion: row.schemaVersion,
  data: JSON.parse(row.data) as unknown,
  metadata: JSON.parse(row.metadata) as Metadata,
  stream: row.stream,
  revision: row.revision,
  position: String(row.position),
  recordedAt: row.recordedAt,
})
