import type { AppendBatch, Appended } from '@clientele/domain'
import { failureError, logDiverged } from '@clientele/domain'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import { refuseHostWrites } from '../../../log/refuse-host-writes.js'
import { storeFailureOf } from '../client/failure.js'
import { isAway } from '../intents/complete-intents.js'
import { type After, afterOf, isAfter, placeOf, positionOf } from '../log/position.js'
import { type OpenStore, trackTask } from '../open.js'
import { onlyForeignEvents } from '../writing/foreign-events.js'
import { after, type Write } from '../writing/write.js'
import { readBack } from '../writing/writing.js'
import { findConflict } from './checking.js'
import { findDeletedStream } from './cut-off-streams.js'
import { appendInLayers, finishWork } from './in-layers.js'
import { appendTogether, findEarlierTogether } from './multi-stream-append.js'
import { type Answer, conflictOn, type Events, type Stored, toAppended, toResult } from './results.js'
import { type Work, workOf } from './work.js'

// The revision of the first write: right after the expected revision, or after events of other programs in the stream.
const revisionOf = async (open: OpenStore, { stream, expected, events }: Write): Promise<number> => {
  const known = open.known.place(events[0].id)
  const usual = after(expected)
  if (known === undefined || known.stream !== stream || known.revision <= usual) return usual
  return (await onlyForeignEvents(open, { stream, expected }, known.revision - 1)) ? known.revision : usual
}

// The earlier result, if the batch was appended before or its first write was; then the rest is appended too.
const findEarlier = async (open: OpenStore, work: Work): Answer<Events | null> => {
  const { first } = work.plan
  const begun = await readBack(open, first, await revisionOf(open, first))
  return begun === null ? right(null) : finishWork(open, work, begun)
}

const findKnownWrite = ({ known }: OpenStore, { writes }: Work): Write | undefined =>
  writes.find(({ events }) => events.some(({ id }) => known.place(id) !== undefined))

const firstWriteTo = ({ writes }: Work, { stream }: Write): Write =>
  writes.find((one) => one.stream === stream) ?? writes[0]

const answerRetry = async (open: OpenStore, work: Work, known: Write): Answer<Events> => {
  const before = await (open.together === null ? findEarlier(open, work) : findEarlierTogether(open, work))
  if (isLeft(before)) return before
  return before.right === null ? left(await conflictOn(open, firstWriteTo(work, known))) : right(before.right)
}

const appendStreamByStream = async (open: OpenStore, work: Work): Answer<Stored> => {
  const checking = findConflict(open, work)
  const conflict = checking && (await checking)
  if (conflict === null) return toResult(open, await appendInLayers(open, work))
  const before = await findEarlier(open, work)
  if (isLeft(before)) return before
  return before.right === null ? left(conflict) : toResult(open, right(before.right))
}

// The server accepts a stored id again if another revision is expected: so known events are not sent.
const appendWork = async (open: OpenStore, work: Work): Answer<Stored> => {
  const known = findKnownWrite(open, work)
  if (known !== undefined) return toResult(open, await answerRetry(open, work, known))
  const deleting = findDeletedStream(open, work)
  const deleted = deleting && (await deleting)
  if (deleted !== null) return left(deleted)
  const together = appendTogether(open, work)
  return (together && (await together)) ?? appendStreamByStream(open, work)
}

// Checks after the append, without an extra request: the event before it shows whether the log continues the one we
// know.
const isDiverged = ({ logTail }: OpenStore, { after }: Stored, known: After): boolean => {
  if (known.eventId === null || known.place === 'start') return false
  // If other programs use the server, an event at a later position proves nothing about ours.
  if (logTail.tail()?.lacks(known) === true) return true
  if (after === null) return true
  const before = placeOf(after.position)
  if (isLeft(before) || isAfter(known.place, before.right)) return true
  return after.position === positionOf(known.place) && after.eventId !== known.eventId
}

// Throws if the server is away, so that the gate fails the appends that wait for their turn.
const appendOrThrow = async (open: OpenStore, work: Work, known: After): Answer<Appended> => {
  const stored = await appendWork(open, work)
  if (isLeft(stored) && isAway(stored.left)) throw failureError(stored.left)
  if (isLeft(stored)) return stored
  return isDiverged(open, stored.right, known) ? left(logDiverged) : right(toAppended(stored.right))
}

const append = async (open: OpenStore, batch: AppendBatch): Answer<Appended> => {
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

/** `append` of the port. Closing the store waits for appends that were started. */
export const createAppend = (open: OpenStore) => (batch: AppendBatch) => async (): Answer<Appended> =>
  open.closing === null ? trackTask(open, append(open, batch)) : left({ error: 'StoreClosed' })
