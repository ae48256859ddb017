import type {
  AppendBatch,
  AppendRefused,
  EventCatalogue,
  Expected,
  Mark,
  Meta,
  Metadata,
  NewEvent,
  Origin,
  StreamName,
  StreamWrite,
  Unchanged,
  Write,
  Writes,
} from '@clientele/domain'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import { eventIds } from '../../event-id.js'
import { expectedBeside } from './expected.js'
import type { Reads } from './reads.js'

/** The metadata of every event a command makes. Written out: to leave out one field of many costs several times as much. */
const metadataOf = (
  { by, at, commandId, digest, correlationId, causationId, reason }: Meta,
  origin?: Origin,
): Metadata =>
  digest === undefined &&
  correlationId === undefined &&
  causationId === undefined &&
  reason === undefined &&
  origin === undefined
    ? { by, at, commandId }
    : { by, at, commandId, digest, correlationId, causationId, reason, origin }

type Numbered = { readonly idOf: (ordinal: number) => string; readonly catalogue: EventCatalogue; next: number }

const newEvents = (events: Write['events'], metadata: Metadata, numbered: Numbered): readonly NewEvent[] =>
  events.map(({ type, data }) => {
    const id = numbered.idOf(numbered.next)
    numbered.next += 1
    return { id, type, schemaVersion: numbered.catalogue.schemaVersionOf(type), data, metadata }
  })

/** One metadata for all writes of an origin: a store seals what is the same only once. */
const metadataByOrigin = (meta: Meta): ((write: Write) => Metadata) => {
  const usual = metadataOf(meta, meta.origin)
  let other = usual
  return ({ origin }) => {
    if (origin === undefined || origin === meta.origin) return usual
    if (other.origin !== origin) other = metadataOf(meta, origin)
    return other
  }
}

const lastOf = (expected: Expected, events: readonly NewEvent[]): number =>
  (expected === 'noStream' ? -1 : expected) + events.length

/** What to append for the writes of a decision: a stream that is written to again goes on where it was left. */
export const streamWrites = (
  writes: Writes,
  { streams }: Reads,
  meta: Meta,
  catalogue: EventCatalogue,
): readonly StreamWrite[] => {
  const numbered: Numbered = { idOf: eventIds(meta.commandId), catalogue, next: 0 }
  const metadataFor = metadataByOrigin(meta)
  const ahead = writes.length > 1 ? new Map<StreamName, Expected>() : null
  const made: StreamWrite[] = []
  for (const write of writes) {
    const { stream } = write
    const expected = ahead?.get(stream.name) ?? streams.get(stream.name)?.revision ?? 'noStream'
    const own = newEvents(write.events, metadataFor(write), numbered)
    if (!isNonEmpty(own)) continue
    ahead?.set(stream.name, lastOf(expected, own))
    made.push({ stream: stream.name, expected, events: own })
  }
  return made
}

const writtenBy = (made: readonly StreamWrite[]): ((stream: StreamName) => boolean) => {
  if (made.length === 1) return (stream) => stream === made[0]?.stream
  const written = new Set(made.map(({ stream }) => stream))
  return (stream) => written.has(stream)
}

const unchangedBeside = ({ streams }: Reads, made: readonly StreamWrite[]): Unchanged[] => {
  const written = writtenBy(made)
  const unchanged: Unchanged[] = []
  for (const { cached, revision } of streams.values())
    if (!written(cached.stream.name)) unchanged.push({ stream: cached.stream.name, revision })
  return unchanged
}

/** The command that appends, and where streams have to stand for it. */
type Appending = { readonly meta: Meta; readonly expected?: readonly Unchanged[] | undefined }

/** The events a register knows, and the last one it has seen. */
type AppendingIn = { readonly events: EventCatalogue; readonly follower: { mark(): Mark | null } }

/**
 * What to append for the writes of a decision: conditional on everything it read, in a log that holds the last event
 * seen. `null` when there is nothing.
 */
export const batchOf = (
  writes: Writes,
  reads: Reads,
  { meta, expected = [] }: Appending,
  { events, follower }: AppendingIn,
): AppendBatch | null => {
  const made = streamWrites(writes, reads, meta, events)
  if (!isNonEmpty(made)) return null
  const unchanged = unchangedBeside(reads, made)
  if (expected.length > 0) unchanged.push(...expectedBeside(expected, reads))
  return { writes: made, unchanged, noneSince: reads.lookups, after: follower.mark() }
}

/** An event that could not be read again is never appended, whatever made it. */
export const unreadableEvent = (writes: readonly StreamWrite[], catalogue: EventCatalogue): AppendRefused | null => {
  for (const { events } of writes) {
    const odd = events.find(({ type, data }) => !catalogue.isEventData(type, data))
    if (odd !== undefined) return { error: 'AppendRefused', problem: `An event ${odd.type} would not decode.` }
  }
  return null
}
