import type { RecordedEvent, StoreFailure } from '@clientele/domain'
import { type Either, fromNullable, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import { flatten, map } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import { type Answer, answered, conflictOn, type Events, readAgain, type Stored, sentAndSeen } from './answering.js'
import { conflictIn } from './checking.js'
import type { Open } from './open.js'
import { type Ends, requestOf, sendTogether } from './records.js'
import type { Work } from './work.js'
import { after, type Write } from './writing.js'

type Written = { readonly write: Write; readonly first: number }

// Where the events of each write stand: those of one stream one behind the other, the last at its end.
const writtenOf = ({ writes }: Work, ends: Ends): readonly Written[] => {
  const left = new Map(ends)
  const backwards = [...writes].reverse().map((write) => {
    const end = left.get(write.stream) ?? after(write.expected) + write.events.length - 1
    left.set(write.stream, end - write.events.length)
    return { write, first: end - write.events.length + 1 }
  })
  return backwards.reverse()
}

const readAllBack = async (open: Open, work: Work, ends: Ends): Answer<Events> => {
  const found: RecordedEvent[] = []
  for (const { write, first } of writtenOf(work, ends)) {
    const events = await readAgain(open, write, first)
    if (isLeft(events)) return events
    found.push(...events.right)
  }
  return isNonEmpty(found) ? right(found) : left(await conflictOn(open, work.writes[0]))
}

const eventsOf = ({ writes }: Work): Write['events'] => flatten(map(({ events }: Write) => events)(writes))

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
    const ends = await sendTogether(open, work, { append, request })
    return isLeft(ends) ? ends : fromNullable<typeof elsewise>(elsewise)(ends.right)
  }
  const again = (ends: Ends): Answer<Events> => readAllBack(open, work, ends)
  const events = await sentAndSeen(open, eventsOf(work), { send, readAgain: again })
  if (isLeft(events)) return events.left === elsewise ? null : left(events.left)
  return answered(open, events)
}
