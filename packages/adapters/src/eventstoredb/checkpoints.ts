import { randomUUID } from 'node:crypto'
import { type Checkpoint, type CheckpointStore, failureError } from '@clientele/domain'
import * as t from 'io-ts'
import { isMissingStream, storeFailureOf } from './failure.js'
import { type Open, whileOpen } from './open.js'
import { inTime } from './patience.js'
import { lastIn } from './raw.js'
import { appendAnyhow } from './writing.js'

/** Streams of the names of subscriptions, each of one event; never shown by the port. */
const streamOf = (name: string): string => `clienteleCheckpoint-${name}`

const Kept = t.readonly(t.type({ position: t.string, eventId: t.union([t.string, t.null]) }))

const note = (checkpoint: Checkpoint) => ({
  id: randomUUID(),
  type: 'SubscriptionCheckpoint',
  contentType: 'application/json' as const,
  data: { ...checkpoint },
  metadata: {},
})

// The server then takes the earlier ones away; where it may not be told, they stay and harm nobody.
const keepOne = async (open: Open, stream: string): Promise<void> => {
  await inTime(open.appendTimeout, open.client.setStreamMetadata(stream, { maxCount: 1 }, open.call)).catch(() => {})
}

const load = async (open: Open, name: string): Promise<Checkpoint | null> => {
  try {
    const last = await lastIn(open, streamOf(name))
    return Kept.is(last?.data) ? last.data : null
  } catch (error) {
    if (isMissingStream(error)) return null
    throw failureError(storeFailureOf(error))
  }
}

/** Checkpoints in streams beside the events: each save is an append. */
export const checkpointsOn = (open: Open): CheckpointStore => {
  const known = new Set<string>()
  return {
    load: (name) => {
      whileOpen(open)
      return load(open, name)
    },
    save: async (name, checkpoint) => {
      whileOpen(open)
      const stream = streamOf(name)
      const failure = await appendAnyhow(open, stream, [note(checkpoint)])
      if (failure !== null) throw failureError(failure)
      if (!known.has(name)) await keepOne(open, stream)
      known.add(name)
    },
  }
}
