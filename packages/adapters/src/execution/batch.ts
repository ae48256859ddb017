import {
  type AppendBatch,
  type Expected,
  type Meta,
  type Metadata,
  type NewEvent,
  type StreamName,
  type StreamWrite,
  schemaVersionOf,
  type Unchanged,
  type Write,
  type Writes,
} from '@clientele/domain'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import { eventIds } from '../event-id.js'
import type { Reads } from './reads.js'

/** The metadata of every event a command makes. */
export const metadataOf = ({ today: _, ...metadata }: Meta): Metadata => metadata

type Numbered = { readonly idOf: (ordinal: number) => string; readonly metadata: Metadata; next: number }

const newEvents = (events: Write['events'], numbered: Numbered): readonly NewEvent[] =>
  events.map(({ type, data }) => {
    const id = numbered.idOf(numbered.next)
    numbered.next += 1
    return { id, type, schemaVersion: schemaVersionOf(type), data, metadata: numbered.metadata }
  })

const lastOf = (expected: Expected, events: readonly NewEvent[]): number =>
  (expected === 'noStream' ? -1 : expected) + events.length

// A stream that is written to again goes on where it was left.
const streamWrites = (writes: Writes, { streams }: Reads, meta: Meta): readonly StreamWrite[] => {
  const numbered: Numbered = { idOf: eventIds(meta.commandId), metadata: metadataOf(meta), next: 0 }
  const ahead = new Map<StreamName, Expected>()
  const made: StreamWrite[] = []
  for (const { stream, events } of writes) {
    const expected = ahead.get(stream.name) ?? streams.get(stream.name)?.revision ?? 'noStream'
    const own = newEvents(events, numbered)
    if (!isNonEmpty(own)) continue
    ahead.set(stream.name, lastOf(expected, own))
    made.push({ stream: stream.name, expected, events: own })
  }
  return made
}

const unchangedBeside = ({ streams }: Reads, made: readonly StreamWrite[]): readonly Unchanged[] => {
  const written = new Set(made.map(({ stream }) => stream))
  const unchanged: Unchanged[] = []
  for (const [stream, { revision }] of streams) if (!written.has(stream)) unchanged.push({ stream, revision })
  return unchanged
}

/** What to append for the writes of a decision: conditional on everything it read. `null` when there is nothing. */
export const batchOf = (writes: Writes, reads: Reads, meta: Meta): AppendBatch | null => {
  const made = streamWrites(writes, reads, meta)
  if (!isNonEmpty(made)) return null
  return { writes: made, unchanged: unchangedBeside(reads, made), noneSince: reads.lookups }
}
