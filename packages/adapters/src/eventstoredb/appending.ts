import type { AppendBatch, Appended, ConcurrencyConflict, RecordedEvent, StoreFailure } from '@clientele/domain'
import { streamConflict } from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { concat, type ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import { conflictIn } from './checking.js'
import { getIn } from './completing.js'
import { storeFailureOf } from './failure.js'
import { announce, intentFor, settle } from './intents.js'
import { kept, type Open } from './open.js'
import { placeOf } from './position.js'
import { lastRevision } from './raw.js'
import { lastBefore } from './reading.js'
import { type Work, workOf } from './work.js'
import { after, appendExactly, readBack, type Write } from './writing.js'

type Events = ReadonlyNonEmptyArray<RecordedEvent>
type Answer<A> = Promise<Either<StoreFailure, A>>

/** The answer for events that are in. */
export const appendedFrom = async (open: Open, events: Events): Promise<Appended> => {
  const place = placeOf(events[0].position)
  return { events, after: isLeft(place) || place.right === 'start' ? null : await lastBefore(open, place.right) }
}

const conflictOn = async (open: Open, { stream, expected }: Write): Promise<ConcurrencyConflict> =>
  streamConflict({ stream, revision: expected }, await lastRevision(open, stream))

// Equal ids are not enough: a part of another append, or two of them, are no retry.
const begin = async (open: Open, write: Write): Answer<Events> => {
  const { stream, expected } = write
  const written = await appendExactly(open, write)
  if (written.kind === 'failed') return left(written.failure)
  if (written.kind === 'moved') return left(streamConflict({ stream, revision: expected }, written.actual))
  const events = await readBack(open, write, written.first)
  return events === null ? left(await conflictOn(open, write)) : right(events)
}

const goOn = async (open: Open, write: Write): Answer<Events> => {
  const first = await getIn(open, write)
  if (isLeft(first)) return first
  const events = await readBack(open, write, first.right)
  return events === null ? left(await conflictOn(open, write)) : right(events)
}

// The first write has decided: whatever happens to the other streams, theirs follow.
const finish = async (open: Open, begun: Events, rest: readonly Write[]): Answer<Events> => {
  let all = begun
  for (const write of rest) {
    const events = await goOn(open, write)
    if (isLeft(events)) return events
    all = concat(events.right)(all)
  }
  return right(all)
}

const carryOut = async (open: Open, { writes: [first, ...rest] }: Work): Answer<Events> => {
  const begun = await begin(open, first)
  return isLeft(begun) ? begun : finish(open, begun.right, rest)
}

const appendSeveral = async (open: Open, work: Work): Answer<Events> => {
  const intent = intentFor(work.writes)
  open.inHand.add(intent.id)
  try {
    const failure = await announce(open, intent)
    if (failure !== null) return left(failure)
    const events = await carryOut(open, work)
    const isOpenEnded = isLeft(events) && events.left.error === 'StoreUnavailable'
    if (isOpenEnded) open.unfinished.set(intent.id, { intent, since: performance.now() })
    else void kept(open, settle(open, intent))
    return events
  } finally {
    open.inHand.delete(intent.id)
  }
}

// The first answer, should the batch be in already, or begun.
const earlier = async (open: Open, { writes: [first, ...rest] }: Work): Answer<Events | null> => {
  const begun = await readBack(open, first, after(first.expected))
  return begun === null ? right(null) : finish(open, begun, rest)
}

const knownWrite = ({ known }: Open, { writes }: Work): Write | undefined =>
  writes.find(({ events }) => events.some(({ id }) => known.place(id) !== undefined))

const firstOf = ({ writes }: Work, { stream }: Write): Write => writes.find((one) => one.stream === stream) ?? writes[0]

const repeated = async (open: Open, work: Work, known: Write): Answer<Events> => {
  const before = await earlier(open, work)
  if (isLeft(before)) return before
  return before.right === null ? left(await conflictOn(open, firstOf(work, known))) : right(before.right)
}

const eventsOf = async (open: Open, work: Work): Answer<Events> => {
  const known = knownWrite(open, work)
  if (known !== undefined) return repeated(open, work, known)
  const conflict = await conflictIn(open, work)
  if (conflict === null) return work.writes.length === 1 ? carryOut(open, work) : appendSeveral(open, work)
  const before = await earlier(open, work)
  if (isLeft(before)) return before
  return before.right === null ? left(conflict) : right(before.right)
}

const append = async (open: Open, batch: AppendBatch): Answer<Appended> => {
  const work = workOf(batch)
  if (isLeft(work)) return work
  try {
    const events = await eventsOf(open, work.right)
    return isLeft(events) ? events : right(await appendedFrom(open, events.right))
  } catch (error) {
    return left(storeFailureOf(error))
  }
}

/** `append` of the port. What was taken on is finished before the store closes. */
export const appending = (open: Open) => (batch: AppendBatch) => async (): Answer<Appended> =>
  open.closing === null ? kept(open, append(open, batch)) : left({ error: 'StoreClosed' })
