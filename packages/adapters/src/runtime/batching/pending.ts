import {
  type AppendBatch,
  type Expected,
  joins,
  type Mark,
  type NewEvent,
  type NoneSince,
  type Occurred,
  type StreamName,
  type StreamOf,
  type StreamWrite,
  type Writes,
} from '@clientele/domain'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import type { Reads } from '../execution/reads.js'
import type { Cached, States } from '../execution/states.js'

/** What was decided and is not appended yet. */
export type Pending = {
  readonly writes: StreamWrite[]
  /** The states of the streams written to, as the writes leave them. */
  readonly states: Map<StreamName, Cached>
  /** The streams that begin in the batch: their states share nothing with the cache and are folded in place. */
  readonly own: Set<StreamName>
  /** Where the streams stood that were read before they were written to. */
  readonly read: Map<StreamName, Expected>
  readonly noneSince: NoneSince[]
  readonly commandIds: Set<string>
  readonly eventsByType: Map<string, NewEvent[]>
}

/** Nothing is pending. */
export const nothingPending = (): Pending => ({
  writes: [],
  states: new Map(),
  own: new Set(),
  read: new Map(),
  noneSince: [],
  commandIds: new Set(),
  eventsByType: new Map(),
})

/** The states of streams as they are once what is pending is appended. */
export const statesAfter = ({ states }: Pending, stored: States): States => ({
  ...stored,
  known: (stream) => states.get(stream) ?? stored.known(stream),
})

/** Whether a stream that was read stands elsewhere than where an earlier command of the batch read it. */
export const contradicts = ({ states, read }: Pending, { streams }: Reads): boolean => {
  for (const [stream, { revision }] of streams)
    if (!states.has(stream) && (read.get(stream) ?? revision) !== revision) return true
  return false
}

/** Whether a lookup would find what is pending; lookups see only what is in the log. */
export const isFoundBy = ({ eventsByType }: Pending, { lookups }: Reads): boolean =>
  lookups.some((guard) =>
    Object.keys(guard.index.joins).some((type) =>
      eventsByType.get(type)?.some(({ data }) => joins(guard, type, () => data)),
    ),
  )

/** Makes the append depend on what a decision has read. */
export const keepReads = ({ states, read, noneSince }: Pending, { streams, lookups }: Reads): void => {
  for (const [stream, { revision }] of streams) if (!states.has(stream)) read.set(stream, revision)
  for (const guard of lookups) noneSince.push(guard)
}

const keepEvent = ({ commandIds, eventsByType }: Pending, event: NewEvent): void => {
  commandIds.add(event.metadata.commandId)
  const before = eventsByType.get(event.type)
  if (before === undefined) eventsByType.set(event.type, [event])
  else before.push(event)
}

const revisionAfter = ({ expected, events }: StreamWrite): number =>
  (expected === 'noStream' ? -1 : expected) + events.length

const occurred = ({ type, data, metadata }: NewEvent): Occurred => ({ type, data, occurrence: metadata }) as Occurred

// The states of the cache are not touched: a fold leaves them as they are.
const stateAfter = (
  { own }: Pending,
  { aggregate }: StreamOf<unknown>,
  before: unknown,
  { stream, events, expected }: StreamWrite,
): unknown => {
  if (expected === 'noStream') own.add(stream)
  if (!own.has(stream)) return aggregate.fold(before, events.map(occurred))
  const state = expected === 'noStream' ? aggregate.begin() : before
  aggregate.advance(state, events.map(occurred))
  return state
}

const keepWrite = (pending: Pending, stream: StreamOf<unknown>, write: StreamWrite, reads: Reads): void => {
  const before = pending.states.get(stream.name) ?? reads.streams.get(stream.name)?.cached
  const state = stateAfter(pending, stream, before?.state, write)
  pending.states.set(stream.name, { stream, state, revision: revisionAfter(write) })
  pending.writes.push(write)
  for (const event of write.events) keepEvent(pending, event)
}

/** Adds the writes of a decision, as `made` from what it answered. */
export const keepWrites = (pending: Pending, decided: Writes, made: readonly StreamWrite[], reads: Reads): void => {
  const streams = new Map(decided.map(({ stream }) => [stream.name, stream]))
  for (const write of made) {
    const stream = streams.get(write.stream)
    if (stream !== undefined) keepWrite(pending, stream, write, reads)
  }
}

/** What to append, in a log that holds the event `after`; `null` when nothing was written. */
export const batchOfPending = (
  { writes, states, read, noneSince }: Pending,
  after: Mark | null,
): AppendBatch | null => {
  if (!isNonEmpty(writes)) return null
  const unchanged = [...read].flatMap(([stream, revision]) => (states.has(stream) ? [] : [{ stream, revision }]))
  return { writes, unchanged, noneSince, after }
}
