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

/** The decided events that are not appended yet. */
export type Pending = {
  readonly writes: StreamWrite[]
  /** The states of the written streams, after the writes. */
  readonly states: Map<StreamName, Cached>
  /** The streams created in the batch: their states are not in the cache, so they are folded in place. */
  readonly createdStreams: Set<StreamName>
  /** The revisions of streams at the time they were read, before the batch wrote to them. */
  readonly read: Map<StreamName, Expected>
  readonly noneSince: NoneSince[]
  readonly commandIds: Set<string>
  readonly eventsByType: Map<string, NewEvent[]>
}

/** Creates a batch without events. */
export const createPending = (): Pending => ({
  writes: [],
  states: new Map(),
  createdStreams: new Set(),
  read: new Map(),
  noneSince: [],
  commandIds: new Set(),
  eventsByType: new Map(),
})

/** The states of streams as they will be after the pending events are appended. */
export const statesWithPending = ({ states }: Pending, stored: States): States => ({
  ...stored,
  known: (stream) => states.get(stream) ?? stored.known(stream),
})

/** Whether a stream now has another revision than when an earlier command of the batch read it. */
export const hasChanged = ({ states, read }: Pending, { streams }: Reads): boolean => {
  for (const [stream, { revision }] of streams)
    if (!states.has(stream) && (read.get(stream) ?? revision) !== revision) return true
  return false
}

/** Whether a lookup would find a pending event; lookups see only the log. */
export const isFoundByLookup = ({ eventsByType }: Pending, { lookups }: Reads): boolean =>
  lookups.some((guard) =>
    Object.keys(guard.index.joins).some((type) =>
      eventsByType.get(type)?.some(({ data }) => joins(guard, type, () => data)),
    ),
  )

/** Makes the append conditional on what a decision has read. */
export const addReads = ({ states, read, noneSince }: Pending, { streams, lookups }: Reads): void => {
  for (const [stream, { revision }] of streams) if (!states.has(stream)) read.set(stream, revision)
  for (const guard of lookups) noneSince.push(guard)
}

const addEvent = ({ commandIds, eventsByType }: Pending, event: NewEvent): void => {
  commandIds.add(event.metadata.commandId)
  const before = eventsByType.get(event.type)
  if (before === undefined) eventsByType.set(event.type, [event])
  else before.push(event)
}

const revisionAfter = ({ expected, events }: StreamWrite): number =>
  (expected === 'noStream' ? -1 : expected) + events.length

const toOccurred = ({ type, data, metadata }: NewEvent): Occurred => ({ type, data, occurrence: metadata }) as Occurred

/** A state that is folded when it is first read: most streams of a batch are written once and not read again. */
const foldedLater = (stream: StreamOf<unknown>, revision: Expected, fold: () => unknown): Cached => {
  let folded: { readonly state: unknown } | null = null
  return {
    stream,
    revision,
    get state() {
      folded ??= { state: fold() }
      return folded.state
    },
  }
}

// Cached states are not modified: `fold` creates a new state.
const stateAfter = (
  { createdStreams }: Pending,
  stream: StreamOf<unknown>,
  before: Cached | undefined,
  write: StreamWrite,
): Cached => {
  const { aggregate } = stream
  const isCreated = write.expected === 'noStream'
  if (isCreated) createdStreams.add(write.stream)
  const isOwn = createdStreams.has(write.stream)
  return foldedLater(stream, revisionAfter(write), () => {
    const events = write.events.map(toOccurred)
    if (!isOwn) return aggregate.fold(before?.state, events)
    const state = isCreated ? aggregate.begin() : before?.state
    aggregate.advance(state, events)
    return state
  })
}

const addWrite = (pending: Pending, stream: StreamOf<unknown>, write: StreamWrite, reads: Reads): void => {
  const before = pending.states.get(stream.name) ?? reads.streams.get(stream.name)?.cached
  pending.states.set(stream.name, stateAfter(pending, stream, before, write))
  pending.writes.push(write)
  for (const event of write.events) addEvent(pending, event)
}

/** Adds the writes of a decision; `made` are its stream writes. */
export const addWrites = (pending: Pending, decided: Writes, made: readonly StreamWrite[], reads: Reads): void => {
  const streams = new Map(decided.map(({ stream }) => [stream.name, stream]))
  for (const write of made) {
    const stream = streams.get(write.stream)
    if (stream !== undefined) addWrite(pending, stream, write, reads)
  }
}

/** The batch to append, conditional on the event `after` being in the log; `null` if nothing was written. */
export const toAppendBatch = ({ writes, states, read, noneSince }: Pending, after: Mark | null): AppendBatch | null => {
  if (!isNonEmpty(writes)) return null
  const unchanged = [...read].flatMap(([stream, revision]) => (states.has(stream) ? [] : [{ stream, revision }]))
  return { writes, unchanged, noneSince, after }
}
