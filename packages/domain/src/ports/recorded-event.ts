import type { Metadata, Position, Revision, StreamName } from '../kernel/event.js'
import type { Instant } from '../kernel/values/instant.js'

/** An event to append. `id` is a UUID; `data` is JSON. */
export type NewEvent = {
  readonly id: string
  readonly type: string
  readonly schemaVersion: number
  readonly data: unknown
  readonly metadata: Metadata
}

/** A stored event; `data` as written, not decoded. `recordedAt` never decreases along positions. */
export type RecordedEvent = NewEvent & {
  readonly stream: StreamName
  readonly revision: Revision
  readonly position: Position
  readonly recordedAt: Instant
}
