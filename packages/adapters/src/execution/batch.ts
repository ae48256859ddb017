import {
  type AppendBatch,
  type Meta,
  type Metadata,
  type NewEvent,
  type StreamWrite,
  schemaVersionOf,
  type Writes,
} from '@clientele/domain'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import { eventIds } from '../event-id.js'
import type { Reads } from './reads.js'

/** The metadata of every event a command makes. */
export const metadataOf = (meta: Meta): Metadata => ({
  by: meta.by,
  at: meta.at,
  commandId: meta.commandId,
  ...(meta.correlationId === undefined ? {} : { correlationId: meta.correlationId }),
  ...(meta.causationId === undefined ? {} : { causationId: meta.causationId }),
  ...(meta.reason === undefined ? {} : { reason: meta.reason }),
})

const streamWrites = (writes: Writes, reads: Reads, meta: Meta): readonly StreamWrite[] => {
  const idOf = eventIds(meta.commandId)
  const metadata = metadataOf(meta)
  const ahead = new Map<string, number>()
  let ordinal = 0
  return writes.flatMap(({ stream, events }) => {
    const revision = reads.states.get(stream.name)?.revision ?? 'noStream'
    const before = ahead.get(stream.name)
    const made = events.map(({ type, data }): NewEvent => {
      const id = idOf(ordinal)
      ordinal += 1
      return { id, type, schemaVersion: schemaVersionOf(type), data, metadata }
    })
    const last = (before ?? (revision === 'noStream' ? -1 : revision)) + made.length
    ahead.set(stream.name, last)
    return isNonEmpty(made) ? [{ stream: stream.name, expected: before ?? revision, events: made }] : []
  })
}

/** What to append for the writes of a decision: conditional on everything it read. `null` when there is nothing. */
export const batchOf = (writes: Writes, reads: Reads, meta: Meta): AppendBatch | null => {
  const made = streamWrites(writes, reads, meta)
  const written = new Set(made.map(({ stream }) => stream))
  const unchanged = [...reads.states]
    .filter(([stream]) => !written.has(stream))
    .map(([stream, { revision }]) => ({ stream, revision }))
  return isNonEmpty(made) ? { writes: made, unchanged, noneSince: reads.lookups } : null
}
