import type { RecordedEvent, StreamName } from '@clientele/domain'

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

const unread = Symbol('metadata not read yet')

type Lazy = { [unread]: unknown }

// Shared by all events: an accessor of its own per event costs more than the parsing it saves.
const lazyMetadata: PropertyDescriptor & ThisType<Lazy> = {
  enumerable: true,
  configurable: true,
  get() {
    if (typeof this[unread] === 'string') this[unread] = JSON.parse(this[unread])
    return this[unread]
  },
}

/** The event of a row, a new object each time. Its metadata is parsed on first use; copying by spread keeps it. */
export const recordedFrom = (row: Row): RecordedEvent => {
  const event = {
    id: row.id,
    type: row.type,
    schemaVersion: row.schemaVersion,
    data: JSON.parse(row.data) as unknown,
    stream: row.stream,
    revision: row.revision,
    position: String(row.position),
    recordedAt: row.recordedAt,
  }
  Object.defineProperty(event, unread, { value: row.metadata, writable: true })
  return Object.defineProperty(event, 'metadata', lazyMetadata) as RecordedEvent
}
