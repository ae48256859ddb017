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

let parsed: { readonly text: string; readonly metadata: Metadata } | null = null

// The events of a command lie beside each other and have the same metadata: it is parsed once, and shared frozen.
const metadataIn = (text: string): Metadata => {
  if (parsed?.text !== text) parsed = { text, metadata: Object.freeze(JSON.parse(text) as Metadata) }
  return parsed.metadata
}

/** The event of a row whose data and metadata are parsed already. */
export const recordedAs = (row: Row, data: unknown, metadata: Metadata): RecordedEvent => ({
  id: row.id,
  type: row.type,
  schemaVersion: row.schemaVersion,
  data,
  metadata,
  stream: row.stream,
  revision: row.revision,
  position: String(row.position),
  recordedAt: row.recordedAt,
})

/** The event of a row, a new object each time. */
export const recordedFrom = (row: Row): RecordedEvent =>
  recordedAs(row, JSON.parse(row.data) as unknown, metadataIn(row.metadata))
