import { streamConflict } from '@clientele/domain'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import { flatten } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import { getIn } from '../intents/completing.js'
import { type Intent, intentFor } from '../intents/intent.js'
import { announce, settle } from '../intents/intents.js'
import { kept, type Open } from '../open.js'
import { doLayers, isOpenEnded } from '../writing/plan.js'
import { appendPastStrangers } from '../writing/strangers.js'
import type { Write } from '../writing/write.js'
import { type Answer, type Events, readAgain, sentAndSeen } from './answering.js'
import { inOrderOf, isLone, type Work } from './work.js'

const appendFirst = async (open: Open, write: Write): Answer<number> => {
  const { stream, expected } = write
  const written = await appendPastStrangers(open, write)
  if (written.kind === 'failed') return left(written.failure)
  if (written.kind === 'moved') return left(streamConflict({ stream, revision: expected }, written.actual))
  return right(written.first)
}

const sentBy = (open: Open, write: Write, send: () => Answer<number>): Answer<Events> =>
  sentAndSeen(open, write.events, { send, readAgain: (first) => readAgain(open, write, first) })

const begin = (open: Open, write: Write): Answer<Events> => sentBy(open, write, () => appendFirst(open, write))

const goOn = (open: Open, write: Write): Answer<Events> => sentBy(open, write, () => getIn(open, write))

/** Does what follows the first write, and gives the events of all in the order of the batch. */
export const finish = async (open: Open, work: Work, begun: Events): Answer<Events> => {
  // The first write has decided: whatever happens to the other streams, theirs follow.
  const runs = await doLayers(work.plan.layers, (write) => goOn(open, write))
  return isLeft(runs) ? runs : right(inOrderOf(work, flatten([begun, ...runs.right])))
}

const carryOut = async (open: Open, work: Work): Answer<Events> => {
  const begun = await begin(open, work.plan.first)
  return isLeft(begun) ? begun : finish(open, work, begun.right)
}

// Whatever ends it, also a throw: what is not known to be done, or not to have begun, is completed later.
const carryOutAnnounced = async (open: Open, work: Work, intent: Intent): Answer<Events> => {
  open.unfinished.set(intent.id, { intent, since: performance.now() })
  const events = await carryOut(open, work)
  if (!isOpenEnded(events)) void kept(open, settle(open, intent))
  return events
}

const appendSeveral = async (open: Open, work: Work): Answer<Events> => {
  const intent = intentFor(work.plan)
  open.inHand.add(intent.id)
  try {
    const failure = await announce(open, intent)
    return failure === null ? await carryOutAnnounced(open, work, intent) : left(failure)
  } finally {
    open.inHand.delete(intent.id)
  }
}

/**
 * Appends a batch stream by stream: one write as it is, several once they are noted, so that anybody can finish them.
 */
export const appendInLayers = (open: Open, work: Work): Answer<Events> =>
  isLone(work) ? begin(open, work.plan.first) : appendSeveral(open, work)
