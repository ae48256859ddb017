import {
  type ConcurrencyConflict,
  type Expected,
  joinConflict,
  type LogDiverged,
  logDiverged,
  type StreamName,
  streamConflict,
} from '@clientele/domain'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { last, map, type ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import type { Rows } from './appended.js'
import type { Row } from './recorded.js'
import type { SerializedBatch, SerializedEvent, SerializedNoneSince } from './serialized.js'

/** What is asked of a numbered log before an append. */
export type Log = {
  /** The last revision of a stream. */
  revisionOf(stream: StreamName): Expected
  /** The event with an id, or `null`. */
  withId(id: string): Row | null
  /** Whether the event of an id is at a position. */
  holds(position: number, id: string): boolean
  /** The event at a position, or `null`. */
  at(position: number): Row | null
  /** Whether an event after `after` made its stream a member. */
  joinedSince(guard: SerializedNoneSince): boolean
}

const movedStream = (log: Log, { expected }: SerializedBatch): ConcurrencyConflict | null => {
  for (const stand of expected) {
    const actual = log.revisionOf(stand.stream)
    if (actual !== stand.revision) return streamConflict(stand, actual)
  }
  return null
}

const joinedKey = (log: Log, { noneSince }: SerializedBatch): ConcurrencyConflict | null => {
  const joined = noneSince.find((guard) => log.joinedSince(guard))
  return joined === undefined ? null : joinConflict({ ...joined, position: null })
}

type Found = ReadonlyNonEmptyArray<Row | null>

const isAnswer = (found: Found, events: readonly SerializedEvent[]): found is Rows =>
  found.every(
    (row, index) =>
      row !== null &&
      row.ordinal === index &&
      row.position === (found[0]?.position ?? 0) + index &&
      row.stream === events[index]?.stream &&
      row.revision === events[index]?.revision,
  )

const endsAppend = (log: Log, rows: Rows): boolean => {
  const next = log.at(last(rows).position + 1)
  return next === null || next.ordinal === 0
}

const firstAnswer = (log: Log, { events }: SerializedBatch): Rows | null => {
  const found = map(({ id }: SerializedEvent) => log.withId(id))(events)
  return isAnswer(found, events) && endsAppend(log, found) ? found : null
}

const knownId = (log: Log, { events, expected }: SerializedBatch): ConcurrencyConflict | null => {
  const known = events.find(({ id }) => log.withId(id) !== null)
  if (known === undefined) return null
  const stand = expected.find(({ stream }) => stream === known.stream)
  return stand === undefined ? null : streamConflict(stand, log.revisionOf(stand.stream))
}

/**
 * Whether a batch may be appended: yes (`null`), or it was already and these are its rows, or a conflict. The same ids
 * in the same order with the same expectation are a retry, even when the streams have moved on since.
 */
export const checkAppend = (
  log: Log,
  batch: SerializedBatch,
): Either<ConcurrencyConflict | LogDiverged, Rows | null> => {
  const { number, eventId } = batch.after
  if (eventId !== null && !log.holds(number, eventId)) return left(logDiverged)
  const known = knownId(log, batch)
  const conflict = known ?? movedStream(log, batch) ?? joinedKey(log, batch)
  const answer = known === null ? null : firstAnswer(log, batch)
  return conflict === null || answer !== null ? right(answer) : left(conflict)
}
