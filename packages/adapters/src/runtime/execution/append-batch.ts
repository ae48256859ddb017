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
import { expectedUnread } from './expected.js'
import type { Reads } from './reads.js'

/**
 * The metadata of a command's events. Fields are written out, because removing one from a copy costs several times as
 * much.
 */
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

type IdSequence = { readonly idOf: (ordinal: number) => string; readonly catalogue: EventCatalogue; next: number }

const newEvents = (events: Write['events'], metadata: Metadata, sequence: IdSequence): readonly NewEvent[] =>
  events.map(({ type, data }) => {
    const id = sequence.idOf(sequence.next)
    sequence.next += 1
    return { id, type, schemaVersion: sequence.catalogue.schemaVersionOf(type), data, metadata }
  })

/** Shares one metadata object among all writes of an origin: a store serializes the same object only once. */
const metadataByOrigin = (meta: Meta): ((write: Write) => Metadata) => {
  const usual = metadataOf(meta, meta.origin)
  let other = usual
  return ({ origin }) => {
    if (origin === undefined || origin === meta.origin) return usual
    if (other.origin !== origin) other = metadataOf(meta, origin)
    return other
  }
}

const revisionAfter = (expected: Expected, events: readonly NewEvent[]): number =>
  (expected === 'noStream' ? -1 : expected) + events.length

/** The stream writes for the writes of a decision; a repeated write to a stream continues after the previous one. */
export const streamWrites = (
  writes: Writes,
  { streams }: Reads,
  meta: Meta,
  catalogue: EventCatalogue,
): readonly StreamWrite[] => {
  const sequence: IdSequence = { idOf: eventIds(meta.commandId), catalogue, next: 0 }
  const metadataFor = metadataByOrigin(meta)
  const ahead = writes.length > 1 ? new Map<StreamName, Expected>() : null
  const newWrites: StreamWrite[] = []
  for (const write of writes) {
    const { stream } = write
    const expected = ahead?.get(stream.name) ?? streams.get(stream.name)?.revision ?? 'noStream'
    const own = newEvents(write.events, metadataFor(write), sequence)
    if (!isNonEmpty(own)) continue
    ahead?.set(stream.name, revisionAfter(expected, own))
    newWrites.push({ stream: stream.name, expected, events: own })
  }
  return newWrites
}

const createIsWritten = (newWrites: readonly StreamWrite[]): ((stream: StreamName) => boolean) => {
  if (newWrites.length === 1) return (stream) => stream === newWrites[0]?.stream
  const written = new Set(newWrites.map(({ stream }) => stream))
  return (stream) => written.has(stream)
}

const unchangedStreams = ({ streams }: Reads, made: readonly StreamWrite[]): Unchanged[] => {
  const written = createIsWritten(made)
  const unchanged: Unchanged[] = []
  for (const { cached, revision } of streams.values())
    if (!written(cached.stream.name)) unchanged.push({ stream: cached.stream.name, revision })
  return unchanged
}

/** The command that appends, and the revisions it expects. */
type AppendRequest = { readonly meta: Meta; readonly expected?: readonly Unchanged[] | undefined }

/** The event types of a register, and its position in the log. */
type AppendContext = { readonly events: EventCatalogue; readonly follower: { mark(): Mark | null } }

/**
 * The batch for the writes of a decision, conditional on everything it read and on the last event seen being in the
 * log. `null` if there is nothing to append.
 */
export const toAppendBatch = (
  writes: Writes,
  reads: Reads,
  { meta, expected = [] }: AppendRequest,
  { events, follower }: AppendContext,
): AppendBatch | null => {
  const made = streamWrites(writes, reads, meta, events)
  if (!isNonEmpty(made)) return null
  const unchanged = unchangedStreams(reads, made)
  if (expected.length > 0) unchanged.push(...expectedUnread(expected, reads))
  return { writes: made, unchanged, noneSince: reads.lookups, after: follower.mark() }
}

/** The refusal of writes with an event that could not be decoded again; `null` if there is none. */
export const unreadableEvent = (writes: readonly StreamWrite[], catalogue: EventCatalogue): AppendRefused | null => {
  for (const { events } of writes) {
    const undecodable = events.find(({ type, data }) => !catalogue.isEventData(type, data))
    if (undecodable !== undefined)
      return { error: 'AppendRefused', problem: `An event ${undecodable.type} would not decode.` }
  }
  return null
}
