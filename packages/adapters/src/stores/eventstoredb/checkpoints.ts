import { randomUUID } from 'node:crypto'
import { type Checkpoint, type CheckpointStore, failureError, type StoreUnreadable } from '@clientele/domain'
import * as t from 'io-ts'
import { isMissingStream, storeFailureOf } from './client/failure.js'
import { withTimeout } from './client/retry.js'
import { lastIn } from './log/raw.js'
import { type OpenStore, throwIfClosed } from './open.js'
import { appendAtAnyRevision } from './writing/writing.js'

/** The prefix of checkpoint streams, one for each subscription; the port never shows them. */
export const checkpointPrefix = 'clienteleCheckpoint-'

const streamOf = (name: string): string => `${checkpointPrefix}${name}`

const foreign: StoreUnreadable = Object.freeze({
  error: 'StoreUnreadable',
  problem: `The last event of the subscription's ${checkpointPrefix} stream is no checkpoint: save one, or delete the stream.`,
})

const StoredCheckpoint = t.readonly(t.type({ position: t.string, eventId: t.union([t.string, t.null]) }))

const toEvent = (checkpoint: Checkpoint) => ({
  id: randomUUID(),
  type: 'SubscriptionCheckpoint',
  contentType: 'application/json' as const,
  data: { ...checkpoint },
  metadata: {},
})

// Lets the server remove earlier checkpoints. If it refuses, they stay, which does no harm.
const keepOnlyLast = async (open: OpenStore, stream: string): Promise<void> => {
  await withTimeout(open.appendTimeout, open.client.setStreamMetadata(stream, { maxCount: 1 }, open.call)).catch(
    () => {},
  )
}

const load = async (open: OpenStore, name: string): Promise<Checkpoint | null> => {
  try {
    const last = await lastIn(open, streamOf(name))
    if (last === undefined) return null
    // Do not treat it as a missing checkpoint: that would deliver all events again.
    if (!StoredCheckpoint.is(last.data)) throw failureError(foreign)
    return last.data
  } catch (error) {
    if (isMissingStream(error)) return null
    throw failureError(storeFailureOf(error))
  }
}

/** Stores checkpoints in streams beside the events: each save is an append. */
export const checkpointsOn = (open: OpenStore): CheckpointStore => {
  const withLimit = new Set<string>()
  return {
    load: (name) => {
      throwIfClosed(open)
      return load(open, name)
    },
    save: async (name, checkpoint) => {
      throwIfClosed(open)
      const stream = streamOf(name)
      const failure = await appendAtAnyRevision(open, stream, [toEvent(checkpoint)])
      if (failure !== null) throw failureError(failure)
      if (!withLimit.has(name)) await keepOnlyLast(open, stream)
      withLimit.add(name)
    },
  }
}
