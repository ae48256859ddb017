import type { Appended, ConcurrencyConflict, Mark, RecordedEvent, StoreFailure } from '@clientele/domain'
import { streamConflict } from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import { lastBefore } from '../log/last-before.js'
import { placeOf } from '../log/position.js'
import { lastRevision } from '../log/raw.js'
import { registerEventsIn } from '../log/stored.js'
import { type OpenStore, trackTask } from '../open.js'
import type { AwaitedEvents } from '../tail/awaited-events.js'
import { copyOf, type Seen } from '../tail/latest.js'
import type { Write } from '../writing/write.js'
import { readBack } from '../writing/writing.js'

/** Events that are stored. */
export type Events = ReadonlyNonEmptyArray<RecordedEvent>
/** What an append stored, and the last register event before it. */
export type Stored = { readonly events: Events; readonly after: Mark | null }
/** A result or a failure. */
export type Answer<A> = Promise<Either<StoreFailure, A>>

const readMarkBefore = async (open: OpenStore, { position }: RecordedEvent): Promise<Mark | null> => {
  const place = placeOf(position)
  return isLeft(place) || place.right === 'start' ? null : lastBefore(open, place.right)
}

/** The result for stored events; reads the log only if the event before them is not cached. */
export const storedFrom = (open: OpenStore, events: Events): Stored | Promise<Stored> => {
  const seen = open.logTail.tail()?.byId(events[0].id)
  if (seen !== undefined) return { events, after: seen.before }
  return readMarkBefore(open, events[0]).then((after) => ({ events, after }))
}

type Result = Either<StoreFailure, Stored>

/** The result for stored events, or the failure; reads the log only if the event before them is not cached. */
export const toResult = (open: OpenStore, events: Either<StoreFailure, Events>): Result | Promise<Result> => {
  if (isLeft(events)) return events
  const stored = storedFrom(open, events.right)
  return stored instanceof Promise ? stored.then((one): Result => right(one)) : right(stored)
}

/** Converts what was stored to the port's result. */
export const toAppended = ({ events, after }: Stored): Appended => ({ events, after: after?.position ?? null })

/** A conflict on the stream of a write, with the stream's current revision. */
export const conflictOn = async (open: OpenStore, { stream, expected }: Write): Promise<ConcurrencyConflict> =>
  streamConflict({ stream, revision: expected }, await lastRevision(open, stream))

/**
 * The events of a write from a revision on. Equal ids are not enough for a retry: they may belong to a part of another
 * append, or to two appends.
 */
export const readStored = async (open: OpenStore, write: Write, first: number): Answer<Events> => {
  const events = await readBack(open, write, first)
  return events === null ? left(await conflictOn(open, write)) : right(events)
}

const recordedEvents = (seen: readonly Seen[] | null): Events | null => {
  const recorded = registerEventsIn(seen?.map(copyOf) ?? [])
  return isNonEmpty(recorded) ? recorded : null
}

// In milliseconds. The subscription usually delivers stored events about when the server answers the append.
const usualDelay = 250

// Waits for the subscription until a little after the answer of the server.
const waitUntilSeen = async <Sent>(
  { logTail }: OpenStore,
  { seen, stop }: AwaitedEvents,
  sending: Promise<Either<unknown, Sent>>,
): Promise<Events | null> => {
  let timer: NodeJS.Timeout | null | undefined
  const stopSoon = (sent: Either<unknown, Sent>): void => {
    if (isLeft(sent) || !logTail.hears()) stop()
    else if (timer !== null) timer = setTimeout(stop, usualDelay)
  }
  sending.then(stopSoon, stop)
  const found = await seen
  clearTimeout(timer ?? undefined)
  timer = null
  return recordedEvents(found)
}

const readFromTail = async (open: OpenStore, events: Write['events']): Promise<Events | null> =>
  recordedEvents((await open.logTail.look()).find(events))

/** How to send events, and how to read them if they do not show up in the tail of the log. */
export type SendOptions<Sent, Failure> = {
  readonly send: () => Promise<Either<Failure, Sent>>
  readonly readAgain: (sent: Sent) => Answer<Events>
}

/**
 * Sends events, and returns them once they show up in the log, possibly before the server answers. So concurrent
 * appends are answered in the order of the log.
 */
export const sendAndWait = async <Sent, Failure>(
  open: OpenStore,
  events: Write['events'],
  { send, readAgain: again }: SendOptions<Sent, Failure>,
): Promise<Either<Failure | StoreFailure, Events>> => {
  const tail = open.logTail.tail() ?? (await open.logTail.look())
  const known = recordedEvents(tail.find(events))
  if (known !== null) return right(known)
  open.logTail.listen()
  const awaited = tail.awaitEvents(events)
  const sending = trackTask(open, send())
  const shown = await waitUntilSeen(open, awaited, sending)
  if (shown !== null) return right(shown)
  const sent = await sending
  if (isLeft(sent)) return sent
  const found = await readFromTail(open, events)
  return found === null ? again(sent.right) : right(found)
}
