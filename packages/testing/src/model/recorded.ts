import assert from 'node:assert/strict'
import {
  type EventUnreadable,
  type KnownEvent,
  type Message,
  type Problem,
  type RecordedEvent,
  readEvent,
  type StreamName,
  schemaVersionOf,
} from '@clientele/domain'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'

/** The stream, position and time of an event, and who caused it. `position` counts from 1, `revision` from 0. */
export type Place = {
  readonly stream: StreamName
  readonly revision: number
  readonly position: number
  readonly at: string
  readonly by: string
  readonly commandId: string
}

const problemsOf = ({ problems }: EventUnreadable): string =>
  problems
    .map(({ path, expected, actual }: Problem) => `${path || 'data'}: expected ${expected}, got ${actual}`)
    .join('; ')

/** Decodes events, and knows the schema version that they are written with. */
export type EventReader = {
  readEvent(recorded: RecordedEvent): Either<EventUnreadable, KnownEvent | null>
  schemaVersionOf(type: string): number
}

const domainReader: EventReader = { readEvent, schemaVersionOf }

/** Decodes a stored event. Throws an `AssertionError` if it does not decode or its type is unknown. */
export const decodedEvent = (recorded: RecordedEvent, reader: EventReader = domainReader): KnownEvent => {
  const read = reader.readEvent(recorded)
  if (isLeft(read))
    assert.fail(`The event ${recorded.type} of ${recorded.stream} does not decode: ${problemsOf(read.left)}`)
  return read.right ?? assert.fail(`There is no event called ${recorded.type}`)
}

const asJson = (type: string, data: unknown): unknown => {
  try {
    return data === undefined ? {} : JSON.parse(JSON.stringify(data))
  } catch {
    return assert.fail(`The event ${type} cannot be written as JSON`)
  }
}

/** Builds an event as a store returns it: converted to JSON and decoded. Throws an `AssertionError` if it does not decode. */
export const recordedEvent = (
  { type, data }: Message,
  place: Place,
  reader: EventReader = domainReader,
): KnownEvent => {
  const { stream, revision, position, at, by, commandId } = place
  const recorded: RecordedEvent = {
    id: `00000000-0000-7000-8000-${String(position).padStart(12, '0')}`,
    type,
    schemaVersion: reader.schemaVersionOf(type),
    data: asJson(type, data),
    metadata: { by, at, commandId },
    stream,
    revision,
    position: String(position),
    recordedAt: at,
  }
  return decodedEvent(recorded, reader)
}
