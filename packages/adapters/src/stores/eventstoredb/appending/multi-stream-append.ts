import type { StoreFailure } from '@clientele/domain'
import { type Either, fromNullable, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { flatten, map } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import type { Open } from '../open.js'
import { byStream, joined, type Writes } from '../writing/layers.js'
import { doLayer } from '../writing/plan.js'
import { sealedRecords } from '../writing/sealing.js'
import { after, type Write } from '../writing/write.js'
import { type Answer, answered, type Events, readAgain, type Stored, sentAndSeen } from './answering.js'
import { conflictIn } from './checking.js'
import { type Ends, requestOf, sendTogether } from './records.js'
import { eventsOf, inOrderOf, type Work } from './work.js'

const firstRevision = ({ stream, expected, events }: Write, ends: Ends): number => {
  const end = ends.get(stream)
  return end === undefined ? after(expected) : end - events.length + 1
}

const alone = (write: Write): Writes => [write]

// All or nothing: where the first is not, none is looked for.
const readAllBack = async (open: Open, work: Work, ends: Ends): Answer<Events> => {
  const read = (write: Write): Answer<Events> => readAgain(open, write, firstRevision(write, ends))
  const [first, ...rest] = map(joined)(byStream(work.writes))
  const begun = await read(first)
  if (isLeft(begun)) return begun
  const others = await doLayer(rest.map(alone), read)
  return isLeft(others) ? others : right(inOrderOf(work, flatten([begun.right, ...others.right])))
}

/** The first answer, should the batch be in already. */
export const earlierTogether = async (open: Open, work: Work): Answer<Events | null> => {
  const before = await readAllBack(open, work, new Map())
  return isLeft(before) && before.left.error === 'ConcurrencyConflict' ? right(null) : before
}

// What a batch that is in already wrote may be what its own conditions find.
const earlierOr = async (open: Open, work: Work, conflict: StoreFailure): Answer<Stored> => {
  const before = await earlierTogether(open, work)
  if (isLeft(before)) return before
  return before.right === null ? left(conflict) : answered(open, right(before.right))
}

// The server does not take the batch as one request.
const elsewise = 'elsewise'

/** Appends a batch as one request; `null` when it is not done this way here. */
export const appendTogether = async (open: Open, work: Work): Promise<Either<StoreFailure, Stored> | null> => {
  const { together: append } = open
  const request = append === null ? null : requestOf(work)
  if (append === null || request === null) return null
  const conflict = work.guards.length === 0 ? null : await conflictIn(open, work)
  if (conflict !== null) return earlierOr(open, work, conflict)
  const send = async (): Promise<Either<StoreFailure | typeof elsewise, Ends>> => {
    const records = await sealedRecords(open, work.writes)
    const ends = await sendTogether(open, work, { append, request: { ...request, records } })
    return isLeft(ends) ? ends : fromNullable<typeof elsewise>(elsewise)(ends.right)
  }
  const again = (ends: Ends): Answer<Events> => readAllBack(open, work, ends)
  const events = await sentAndSeen(open, eventsOf(work), { send, readAgain: again })
  if (isLeft(events)) return events.left === elsewise ? null : left(events.left)
  return answered(open, events)
}
