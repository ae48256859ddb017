import type { Appended, ConcurrencyConflict, Mark, RecordedEvent, StoreFailure } from '@clientele/domain'
import { streamConflict } from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import { markOfEvent } from '../event-log/position.js'
import type { Open } from './open.js'
import { placeOf } from './position.js'
import { lastRevision, logBefore } from './raw.js'
import { lastBefore } from './reading.js'
import { isSameAppend, oursIn, recordedFrom } from './stored.js'
import { readBack, type Write } from './writing.js'

/** Events that are in. */
export type Events = ReadonlyNonEmptyArray<RecordedEvent>
/** What an append stored, and the event of ours before it. */
export type Stored = { readonly events: Events; readonly after: Mark | null }
/** What is answered, or why not. */
export type Answer<A> = Promise<Either<StoreFailure, A>>

/** The answer for events that are in. */
export const appendedFrom = async (open: Open, events: Events): Promise<Stored> => {
  const place = placeOf(events[0].position)
  return { events, after: isLeft(place) || place.right === 'start' ? null : await lastBefore(open, place.right) }
}

/** The answer for events that are in, if they are. */
export const answered = async (open: Open, events: Either<StoreFailure, Events>): Answer<Stored> =>
  isLeft(events) ? events : right(await appendedFrom(open, events.right))

/** What was stored, as others see it. */
export const toldOf = ({ events, after }: Stored): Appended => ({ events, after: after?.position ?? null })

/** A conflict on the stream of a write, with where it stands now. */
export const conflictOn = async (open: Open, { stream, expected }: Write): Promise<ConcurrencyConflict> =>
  streamConflict({ stream, revision: expected }, await lastRevision(open, stream))

const mostInTail = 30
const mostAtOnce = 4

/** The answer for what has just been appended, when it still stands at the end of the log: one question for all. */
export const fromTail = async (open: Open, events: Write['events']): Promise<Stored | null> => {
  if (events.length > mostInTail || open.tasks.size > mostAtOnce) return null
  const size = events.length + 1
  const tail = [...(await logBefore(open, 'end', size))].reverse()
  const own = tail.slice(-events.length)
  const [before] = tail.length === size ? tail : []
  const isWhole = own.length === events.length && own.every((one, n) => isSameAppend(one, events[n] ?? events[0]))
  const recorded = oursIn(own)
  const after = before === undefined ? null : recordedFrom(before)
  if (!isWhole || !isNonEmpty(recorded) || (before !== undefined && after === null)) return null
  for (const one of own) open.known.note(one)
  return { events: recorded, after: after === null ? null : markOfEvent(after) }
}

/**
 * The events of a write from a revision on. Equal ids are not enough: a part of another append, or two of them, are no
 * retry.
 */
export const readAgain = async (open: Open, write: Write, first: number): Answer<Events> => {
  const events = await readBack(open, write, first)
  return events === null ? left(await conflictOn(open, write)) : right(events)
}
