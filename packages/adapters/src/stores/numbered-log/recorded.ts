import { eventUnreadable, failureError, type Metadata, type RecordedEvent, type StreamName } from '@clientele/domain'

/** An event as stored: JSON as text, its position as a number, and its ordinal within its append. */
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

type Stored = Pick<Row, 'stream' | 'revision' | 'type'>

const notJson = (event: Stored, path: 'data' | 'metadata', text: string): Error => {
  const problem = { path, expected: 'JSON', actual: `a text of ${text.length} characters that is none` }
  return failureError(eventUnreadable(event, [problem]))
}

/** The data of an event; throws `EventUnreadable` when it is no JSON. */
export const dataIn = (row: Stored & Pick<Row, 'data'>): unknown => {
  try {
    return JSON.parse(row.data)
  } catch {
    throw notJson(row, 'data', row.data)
  }
}

const parsedMetadata = (row: Row): Metadata => {
  try {
    return Object.freeze(JSON.parse(row.metadata) as Metadata)
  } catch {
    throw notJson(row, 'metadata', row.metadata)
  }
}

let lastParsed: { readonly text: string; readonly metadata: Metadata } | null = null

// Consecutive events of a command have the same metadata: it is parsed once, frozen and shared.
const metadataIn = (row: Row): Metadata => {
  if (lastParsed?.text !== row.metadata) lastParsed = { text: row.metadata, metadata: parsedMetadata(row) }
  return lastParsed.metadata
}

/** The event of a row with parsed data and metadata. */
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

/** The event of a row, a new object each time; throws `EventUnreadable` if its data or metadata is no JSON. */
export const recordedFrom = (row: Row): RecordedEvent => recordedAs(row, dataIn(row), metadataIn(row))

/**
 * The events of some rows up to the first that is no JSON, so that a reader gets the events before it first. Throws
 * `EventUnreadable` if the first row is no JSON.
 */
export const readableFrom = (rows: readonly Row[]): readonly RecordedEvent[] => {
  const events: RecordedEvent[] = []
  for (const row of rows) {
    try {
      events.push(recordedFrom(row))
    } catch (error) {
      if (events.length === 0) throw error
      return events
    }
  }
  return events
}
