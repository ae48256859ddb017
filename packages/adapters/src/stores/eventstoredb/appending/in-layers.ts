import { streamConflict } from '@clientele/domain'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import { flatten } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import { appendOnce } from '../intents/complete-intents.js'
import { type Intent, intentFor } from '../intents/intent.js'
import { recordFinished, recordIntent } from '../intents/intents.js'
import { type OpenStore, trackTask } from '../open.js'
import { appendPastForeign } from '../writing/foreign-events.js'
import { doLayers, isUnknownOutcome } from '../writing/plan.js'
import type { Write } from '../writing/write.js'
import { type Answer, type Events, readStored, sendAndWait } from './results.js'
import { isSingleWrite, sortByBatch, type Work } from './work.js'

const appendFirst = async (open: OpenStore, write: Write): Answer<number> => {
  const { stream, expected } = write
  const written = await appendPastForeign(open, write)
  if (written.kind === 'failed') return left(written.failure)
  if (written.kind === 'moved') return left(streamConflict({ stream, revision: expected }, written.actual))
  return right(written.first)
}

const sendWrite = (open: OpenStore, write: Write, send: () => Answer<number>): Answer<Events> =>
  sendAndWait(open, write.events, { send, readAgain: (first) => readStored(open, write, first) })

const sendFirst = (open: OpenStore, write: Write): Answer<Events> =>
  sendWrite(open, write, () => appendFirst(open, write))

const sendNext = (open: OpenStore, write: Write): Answer<Events> =>
  sendWrite(open, write, () => appendOnce(open, write))

/** Does the writes after the first one, and returns all events in the order of the batch. */
export const finishWork = async (open: OpenStore, work: Work, begun: Events): Answer<Events> => {
  // The first write has decided that the batch happens: the others follow, even if their streams have changed.
  const runs = await doLayers(work.plan.layers, (write) => sendNext(open, write))
  return isLeft(runs) ? runs : right(sortByBatch(work, flatten([begun, ...runs.right])))
}

const appendWork = async (open: OpenStore, work: Work): Answer<Events> => {
  const begun = await sendFirst(open, work.plan.first)
  return isLeft(begun) ? begun : finishWork(open, work, begun.right)
}

// If the outcome is unknown, also after a throw, the intent stays in `unfinished` and is completed later.
const appendRecorded = async (open: OpenStore, work: Work, intent: Intent): Answer<Events> => {
  open.unfinished.set(intent.id, { intent, since: performance.now() })
  const events = await appendWork(open, work)
  if (!isUnknownOutcome(events)) void trackTask(open, recordFinished(open, intent))
  return events
}

const appendSeveral = async (open: OpenStore, work: Work): Answer<Events> => {
  const intent = intentFor(work.plan)
  open.inHand.add(intent.id)
  try {
    const failure = await recordIntent(open, intent)
    return failure === null ? await appendRecorded(open, work, intent) : left(failure)
  } finally {
    open.inHand.delete(intent.id)
  }
}

/**
 * Appends a batch stream by stream. Several writes are recorded as an intent first, so that any process can finish
 * them.
 */
export const appendInLayers = (open: OpenStore, work: Work): Answer<Events> =>
  isSingleWrite(work) ? sendFirst(open, work.plan.first) : appendSeveral(open, work)
