import { randomUUID } from 'node:crypto'
import { type Checkpoint, type CheckpointStore, failureError, type StoreUnreadable } from '@clientele/domain'
import * as t from 'io-ts'
import { isMissingStream, storeFailureOf } from './client/failure.js'
import { inTime } from './client/patience.js'
import { lastIn } from './log/raw.js'
import { type Open, whileOpen } from './open.js'
import { appendAnyhow } from './writing/writing.js'

/** How the streams of checkpoints begin, one for each subscription; never shown by the port. */
export const checkpointPrefix = 'clienteleCheckpoint-'

const streamOf = (name: string): string => `${checkpointPrefix}${name}`

const foreign: StoreUnreadable = Object.freeze({
  error: 'StoreUnreadable',
  problem: `The last event of the subscription's ${checkpointPrefix} stream is no checkpoint: save one, or delete the stream.`,
})

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
    if (last === undefined) return null
    // Beginning at the start would give everything again.
    if (!Kept.is(last.data)) throw failureError(foreign)
    return last.data
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
