import type { AppendBatch, Appended } from '@clientele/domain'
import { failureError, logDiverged } from '@clientele/domain'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import { refuseHostWrites } from '../../../log/refuse-host-writes.js'
import { storeFailureOf } from '../client/failure.js'
import { isAway } from '../intents/completing.js'
import { type After, afterOf, isAfter, placeOf, positionOf } from '../log/position.js'
import { kept, type Open } from '../open.js'
import { onlyStrangersCame } from '../writing/strangers.js'
import { after, type Write } from '../writing/write.js'
import { readBack } from '../writing/writing.js'
import { type Answer, answered, conflictOn, type Events, type Stored, toldOf } from './answering.js'
import { appendInLayers, finish } from './carrying-out.js'
import { conflictIn } from './checking.js'
import { deletedIn } from './cut.js'
import { appendTogether, earlierTogether } from './multi-stream-append.js'
import { type Work, workOf } from './work.js'

// Where the first write went: behind what was expected, or behind what others wrote there.
const revisionOf = async (open: Open, { stream, expected, events }: Write): Promise<number> => {
  const known = open.known.place(events[0].id)
  const usual = after(expected)
  if (known === undefined || known.stream !== stream || known.revision <= usual) return usual
  return (await onlyStrangersCame(open, { stream, expected }, known.revision - 1)) ? known.revision : usual
}

// The first answer, should the batch be in already, or begun.
const earlier = async (open: Open, work: Work): Answer<Events | null> => {
  const { first } = work.plan
  const begun = await readBack(open, first, await revisionOf(open, first))
  return begun === null ? right(null) : finish(open, work, begun)
}

const knownWrite = ({ known }: Open, { writes }: Work): Write | undefined =>
  writes.find(({ events }) => events.some(({ id }) => known.place(id) !== undefined))

const firstOf = ({ writes }: Work, { stream }: Write): Write => writes.find((one) => one.stream === stream) ?? writes[0]

const repeated = async (open: Open, work: Work, known: Write): Answer<Events> => {
  const before = await (open.together === null ? earlier(open, work) : earlierTogether(open, work))
  if (isLeft(before)) return before
  return before.right === null ? left(await conflictOn(open, firstOf(work, known))) : right(before.right)
}

const appendApart = async (open: Open, work: Work): Answer<Stored> => {
  const conflict = await conflictIn(open, work)
  if (conflict === null) return answered(open, await appendInLayers(open, work))
  const before = await earlier(open, work)
  if (isLeft(before)) return before
  return before.right === null ? left(conflict) : answered(open, right(before.right))
}

// The server takes an id again where another revision is expected: what is known to be in is not sent.
const appendWork = async (open: Open, work: Work): Answer<Stored> => {
  const known = knownWrite(open, work)
  if (known !== undefined) return answered(open, await repeated(open, work, known))
  const deleted = await deletedIn(open, work)
  if (deleted !== null) return left(deleted)
  return (await appendTogether(open, work)) ?? appendApart(open, work)
}

// Nothing is asked before: the event right before, read anyway, tells that the log went on from where it was known.
const isDiverged = ({ looks }: Open, { after }: Stored, known: After): boolean => {
  if (known.eventId === null || known.place === 'start') return false
  // On a server that others use too, places behind it are no sign.
  if (looks.tail()?.lacks(known) === true) return true
  if (after === null) return true
  const before = placeOf(after.position)
  if (isLeft(before) || isAfter(known.place, before.right)) return true
  return after.position === positionOf(known.place) && after.eventId !== known.eventId
}

// Who waits for their turn hears of a server that is away by what is thrown.
const appendOrThrow = async (open: Open, work: Work, known: After): Answer<Appended> => {
  const stored = await appendWork(open, work)
  if (isLeft(stored) && isAway(stored.left)) throw failureError(stored.left)
  if (isLeft(stored)) return stored
  return isDiverged(open, stored.right, known) ? left(logDiverged) : right(toldOf(stored.right))
}

const append = async (open: Open, batch: AppendBatch): Answer<Appended> => {
  const refused = refuseHostWrites(batch, null)
  if (refused !== null) return left(refused)
  const work = workOf(batch)
  if (isLeft(work)) return work
  const known = afterOf(batch.after)
  if (isLeft(known)) return known
  try {
    return await open.appends(() => appendOrThrow(open, work.right, known.right))
  } catch (error) {
    return left(storeFailureOf(error))
  }
}

/** `append` of the port. What was taken on is finished before the store closes. */
export const appending = (open: Open) => (batch: AppendBatch) => async (): Answer<Appended> =>
  open.closing === null ? kept(open, append(open, batch)) : left({ error: 'StoreClosed' })
