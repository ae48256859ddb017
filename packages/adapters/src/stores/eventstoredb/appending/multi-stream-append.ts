import type { StoreFailure } from '@clientele/domain'
import { type Either, fromNullable, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { flatten, map } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import type { EsdbAppendRecords } from '../client/client.js'
import type { OpenStore } from '../open.js'
import { byStream, joinWrites, type Writes } from '../writing/layers.js'
import { doLayer } from '../writing/plan.js'
import { sealedRecords } from '../writing/sealing.js'
import { after, type Write } from '../writing/write.js'
import { findConflict } from './checking.js'
import { type Ends, type Request, requestOf, sendTogether } from './records.js'
import { type Answer, type Events, readStored, type Stored, sendAndWait, toResult } from './results.js'
import { eventsOf, sortByBatch, type Work } from './work.js'

const firstRevision = ({ stream, expected, events }: Write, ends: Ends): number => {
  const end = ends.get(stream)
  return end === undefined ? after(expected) : end - events.length + 1
}

const single = (write: Write): Writes => [write]

// The append was all or nothing: if the events of the first stream are missing, the others are not read.
const readAllBack = async (open: OpenStore, work: Work, ends: Ends): Answer<Events> => {
  const read = (write: Write): Answer<Events> => readStored(open, write, firstRevision(write, ends))
  const [first, ...rest] = map(joinWrites)(byStream(work.writes))
  const begun = await read(first)
  if (isLeft(begun)) return begun
  const others = await doLayer(rest.map(single), read)
  return isLeft(others) ? others : right(sortByBatch(work, flatten([begun.right, ...others.right])))
}

/** The earlier result, if the batch was appended before; else `null`. */
export const findEarlierTogether = async (open: OpenStore, work: Work): Answer<Events | null> => {
  const before = await readAllBack(open, work, new Map())
  return isLeft(before) && before.left.error === 'ConcurrencyConflict' ? right(null) : before
}

// If the batch was appended before, its guards may find its own events: that is no conflict.
const findEarlierOr = async (open: OpenStore, work: Work, conflict: StoreFailure): Answer<Stored> => {
  const before = await findEarlierTogether(open, work)
  if (isLeft(before)) return before
  return before.right === null ? left(conflict) : toResult(open, right(before.right))
}

// The server does not accept the batch as one request.
const notAsOneRequest = 'elsewise'

type Together = { readonly append: EsdbAppendRecords; readonly request: Request }

const appendRequest = async (
  open: OpenStore,
  work: Work,
  { append, request }: Together,
): Promise<Either<StoreFailure, Stored> | null> => {
  const conflict = work.guards.length === 0 ? null : await findConflict(open, work)
  if (conflict !== null) return findEarlierOr(open, work, conflict)
  const send = async (): Promise<Either<StoreFailure | typeof notAsOneRequest, Ends>> => {
    const records = await sealedRecords(open, work.writes)
    const ends = await sendTogether(open, work, { append, request: { ...request, records } })
    return isLeft(ends) ? ends : fromNullable<typeof notAsOneRequest>(notAsOneRequest)(ends.right)
  }
  const again = (ends: Ends): Answer<Events> => readAllBack(open, work, ends)
  const events = await sendAndWait(open, eventsOf(work), { send, readAgain: again })
  if (isLeft(events)) return events.left === notAsOneRequest ? null : left(events.left)
  return toResult(open, events)
}

/** Appends a batch as one request; `null` if the server or this batch does not allow that. */
export const appendTogether = (open: OpenStore, work: Work): ReturnType<typeof appendRequest> | null => {
  const { together: append } = open
  const request = append === null ? null : requestOf(work)
  return append === null || request === null ? null : appendRequest(open, work, { append, request })
}
