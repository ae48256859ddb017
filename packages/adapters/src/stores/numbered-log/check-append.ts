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

/** The state of a numbered log as checked before an append. */
export type AppendState = {
  /** The last revision of a stream. */
  revisionOf(stream: StreamName): Expected
  /** The event with an id, or `null`. */
  withId(id: string): Row | null
  /** Whether the event with this id is at a position. */
  isAt(position: number, id: string): boolean
  /** The event at a position, or `null`. */
  at(position: number): Row | null
  /** Whether an event after `guard.after` added a stream to the guarded key. */
  joinedSince(guard: SerializedNoneSince): boolean
}

const findChangedStream = (log: AppendState, { expected }: SerializedBatch): ConcurrencyConflict | null => {
  for (const stand of expected) {
    const actual = log.revisionOf(stand.stream)
    if (actual !== stand.revision) return streamConflict(stand, actual)
  }
  return null
}

const findJoinedKey = (log: AppendState, { noneSince }: SerializedBatch): ConcurrencyConflict | null => {
  const joined = noneSince.find((guard) => log.joinedSince(guard))
  return joined === undefined ? null : joinConflict({ ...joined, position: null })
}

type Found = ReadonlyNonEmptyArray<Row | null>

const isSameAppend = (found: Found, events: readonly SerializedEvent[]): found is Rows =>
  found.every(
    (row, index) =>
      row !== null &&
      row.ordinal === index &&
      row.position === (found[0]?.position ?? 0) + index &&
      row.stream === events[index]?.stream &&
      row.revision === events[index]?.revision,
  )

const isLastOfAppend = (log: AppendState, rows: Rows): boolean => {
  const next = log.at(last(rows).position + 1)
  return next === null || next.ordinal === 0
}

const findEarlierAppend = (log: AppendState, { events }: SerializedBatch): Rows | null => {
  const found = map(({ id }: SerializedEvent) => log.withId(id))(events)
  return isSameAppend(found, events) && isLastOfAppend(log, found) ? found : null
}

const findKnownId = (log: AppendState, { events, expected }: SerializedBatch): ConcurrencyConflict | null => {
  const known = events.find(({ id }) => log.withId(id) !== null)
  if (known === undefined) return null
  const stand = expected.find(({ stream }) => stream === known.stream)
  return stand === undefined ? null : streamConflict(stand, log.revisionOf(stand.stream))
}

/**
 * Checks whether a batch may be appended: `null` if it may, its rows if it was appended before, or a conflict. The same
 * ids in the same order with the same expected revisions are a retry, even if the streams have later events.
 */
export const checkAppend = (
  log: AppendState,
  batch: SerializedBatch,
): Either<ConcurrencyConflict | LogDiverged, Rows | null> => {
  const { number, eventId } = batch.after
  if (eventId !== null && !log.isAt(number, eventId)) return left(logDiverged)
  const known = findKnownId(log, batch)
  const conflict = known ?? findChangedStream(log, batch) ?? findJoinedKey(log, batch)
  const answer = known === null ? null : findEarlierAppend(log, batch)
  return conflict === null || answer !== null ? right(answer) : left(conflict)
}
