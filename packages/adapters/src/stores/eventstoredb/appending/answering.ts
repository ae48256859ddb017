import type { Appended, ConcurrencyConflict, Mark, RecordedEvent, StoreFailure } from '@clientele/domain'
import { streamConflict } from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import { pause } from '../client/patience.js'
import { lastBefore } from '../log/last-before.js'
import { placeOf } from '../log/position.js'
import { lastRevision } from '../log/raw.js'
import { oursIn } from '../log/stored.js'
import { kept, type Open } from '../open.js'
import { copyOf, type Seen } from '../tail/latest.js'
import type { Awaited } from '../tail/tail.js'
import type { Write } from '../writing/write.js'
import { readBack } from '../writing/writing.js'

/** Events that are in. */
export type Events = ReadonlyNonEmptyArray<RecordedEvent>
/** What an append stored, and the event of ours before it. */
export type Stored = { readonly events: Events; readonly after: Mark | null }
/** What is answered, or why not. */
export type Answer<A> = Promise<Either<StoreFailure, A>>

const before = async (open: Open, { id, position }: RecordedEvent): Promise<Mark | null> => {
  const seen = open.looks.tail()?.byId(id)
  if (seen !== undefined) return seen.before
  const place = placeOf(position)
  return isLeft(place) || place.right === 'start' ? null : lastBefore(open, place.right)
}

/** The answer for events that are in. */
export const appendedFrom = async (open: Open, events: Events): Promise<Stored> => ({
  events,
  after: await before(open, events[0]),
})

/** The answer for events that are in, if they are. */
export const answered = async (open: Open, events: Either<StoreFailure, Events>): Answer<Stored> =>
  isLeft(events) ? events : right(await appendedFrom(open, events.right))

/** What was stored, as others see it. */
export const toldOf = ({ events, after }: Stored): Appended => ({ events, after: after?.position ?? null })

/** A conflict on the stream of a write, with where it stands now. */
export const conflictOn = async (open: Open, { stream, expected }: Write): Promise<ConcurrencyConflict> =>
  streamConflict({ stream, revision: expected }, await lastRevision(open, stream))

/**
 * The events of a write from a revision on. Equal ids are not enough: a part of another append, or two of them, are no
 * retry.
 */
export const readAgain = async (open: Open, write: Write, first: number): Answer<Events> => {
  const events = await readBack(open, write, first)
  return events === null ? left(await conflictOn(open, write)) : right(events)
}

const recordedIn = (seen: readonly Seen[] | null): Events | null => {
  const recorded = oursIn(seen?.map(copyOf) ?? [])
  return isNonEmpty(recorded) ? recorded : null
}

// Milliseconds: what is stored is heard of about when the server answers.
const usualDelay = 250

const heardOf = async (open: Open, { seen }: Awaited): Promise<Events | null> =>
  open.looks.hears() ? recordedIn(await Promise.race([seen, pause(usualDelay).then(() => null)])) : null

const lookedUp = async (open: Open, events: Write['events']): Promise<Events | null> =>
  recordedIn((await open.looks.look()).find(events))

/** How events are sent, and read again where the log does not show them. */
export type Sending<Sent, Failure> = {
  readonly send: () => Promise<Either<Failure, Sent>>
  readonly readAgain: (sent: Sent) => Answer<Events>
}

/**
 * Sends events, and gives them as soon as the log shows them, which may be before the server answers: who appends at
 * the same time is answered in the order of the log.
 */
export const sentAndSeen = async <Sent, Failure>(
  open: Open,
  events: Write['events'],
  { send, readAgain: again }: Sending<Sent, Failure>,
): Promise<Either<Failure | StoreFailure, Events>> => {
  const tail = open.looks.tail() ?? (await open.looks.look())
  const known = recordedIn(tail.find(events))
  if (known !== null) return right(known)
  open.looks.listen()
  const awaited = tail.awaitEvents(events)
  try {
    const sending = kept(open, send())
    const shown = recordedIn(await Promise.race([awaited.seen, sending.then(() => null)]))
    if (shown !== null) return right(shown)
    const sent = await sending
    if (isLeft(sent)) return sent
    const found = (await heardOf(open, awaited)) ?? (await lookedUp(open, events))
    return found === null ? again(sent.right) : right(found)
  } finally {
    awaited.stop()
  }
}
