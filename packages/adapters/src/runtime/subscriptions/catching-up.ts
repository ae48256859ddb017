import {
  type Cancelled,
  type EventStore,
  failureError,
  logDiverged,
  type Mark,
  type Position,
  type StoreFailure,
} from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { inBackground } from '#platform'
import { checkpointOf } from '../../log/position.js'
import { malformedOptions } from '../../options.js'
import { stayAwake } from '../../stores/subscriptions/awake.js'
import { longestTimer } from '../../timing/longest-timer.js'
import { createSignal } from '../../timing/signal.js'
import type { Follower } from '../follower.js'
import { storeFailure } from '../store-failure.js'

/** How long to wait; `timeout` is in milliseconds, unlimited by default. */
export type CaughtUpOptions = {
  readonly signal?: AbortSignal | undefined
  readonly timeout?: number | undefined
}

/** What to wait for: a position, an event by its mark, or the event of a receipt. */
export type CatchUpTo = Position | { readonly position: Position | null; readonly eventId: string | null }

/** The views did not reach the position in time; `position` is their current one. */
export type CatchUpTimedOut = { readonly error: 'CatchUpTimedOut'; readonly position: Position | null }

/** The result of waiting for the views: the last event they have seen, or a failure. */
export type CaughtUp = Either<StoreFailure | Cancelled | CatchUpTimedOut, Mark | null>

type Context = { readonly store: EventStore; readonly follower: Follower }

/** When to give up, and how to remove the timer and listener. */
type Deadline = { readonly signal: AbortSignal; readonly over: Promise<void>; release(): void }

// The caller's signal may live as long as the process: `release` must remove the listener from it.
const createDeadline = ({ signal, timeout = Number.POSITIVE_INFINITY }: CaughtUpOptions): Deadline => {
  const ending = new AbortController()
  const end = (): void => ending.abort()
  const over = new Promise<void>((resolve) => {
    ending.signal.addEventListener('abort', () => resolve(), { once: true })
  })
  const timer = timeout > longestTimer ? undefined : inBackground(setTimeout(end, Math.max(0, Math.ceil(timeout) || 0)))
  if (signal?.aborted === true) end()
  else signal?.addEventListener('abort', end)
  return {
    signal: ending.signal,
    over,
    release: () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', end)
    },
  }
}

const hasMoreAfter = async (store: EventStore, after: Position | Mark): Promise<boolean> => {
  for await (const events of store.readAll({ after, maxCount: 1 })) if (events.length > 0) return true
  return false
}

type Target = { readonly position: Position; readonly eventId: string | null }

// Throws `LogDiverged` if another event is at the position.
const checkSameEvent = async ({ store, follower }: Context, { position, eventId }: Target): Promise<void> => {
  if (eventId === null) return
  const mark = follower.mark()
  if (mark?.position !== position) await hasMoreAfter(store, { position, eventId })
  else if (mark.eventId !== eventId) throw failureError(logDiverged)
}

// If there are events after the position, catching up passes it; else the position is the end of the log, or in the
// future.
const hasSeen = async (seen: Context, target: Target): Promise<Either<StoreFailure, boolean>> => {
  const { store, follower } = seen
  try {
    const isPassed = await hasMoreAfter(store, target.position)
    const caughtUp = await follower.catchUp()
    if (isLeft(caughtUp)) return caughtUp
    const isSeen = isPassed || follower.position() === target.position
    if (isSeen) await checkSameEvent(seen, target)
    return right(isSeen)
  } catch (error) {
    return left(storeFailure(error))
  }
}

// A race of each move with the deadline would keep every move until then.
const waitFor = async (seen: Context, target: Target, { signal }: Deadline): Promise<CaughtUp> => {
  const { notify, next } = createSignal()
  signal.addEventListener('abort', notify)
  while (!signal.aborted) {
    const woken = next()
    void seen.follower.moved().then(notify)
    const found = await hasSeen(seen, target)
    if (isLeft(found)) return found
    if (found.right) return right(seen.follower.mark())
    await woken
  }
  return left({ error: 'Cancelled' })
}

const catchUpNow = async ({ follower }: Context): Promise<CaughtUp> => {
  const caughtUp = await follower.catchUp()
  return isLeft(caughtUp) ? caughtUp : right(follower.mark())
}

const withDeadline = async (work: Promise<CaughtUp>, { over }: Deadline): Promise<CaughtUp> => {
  work.catch(() => {})
  return Promise.race([work, over.then((): CaughtUp => left({ error: 'Cancelled' }))])
}

const toResult = (caughtUp: CaughtUp, { follower }: Context, deadline: Deadline, signal?: AbortSignal): CaughtUp => {
  const isOver = isLeft(caughtUp) && caughtUp.left.error === 'Cancelled' && deadline.signal.aborted
  return isOver && signal?.aborted !== true
    ? left({ error: 'CatchUpTimedOut', position: follower.position() })
    : caughtUp
}

// The receipt of a command without events may have no position.
const parseTarget = (awaited: CatchUpTo | undefined): Either<StoreFailure, Target | null> =>
  typeof awaited === 'object' && awaited?.position === null ? right(null) : checkpointOf(awaited)

/**
 * Waits until the views have seen a position, which may be in the future, or (without one) the current end of the log.
 */
export const waitUntilSeen = async (
  seen: Context,
  awaited: CatchUpTo | undefined,
  given: CaughtUpOptions | null,
): Promise<CaughtUp> => {
  const options = given ?? {}
  const malformed = malformedOptions('caughtUp', options, { signal: 'signal', timeout: 'milliseconds' })
  if (malformed !== null) return left(malformed)
  const wanted = parseTarget(awaited)
  if (isLeft(wanted)) return wanted
  const target = wanted.right
  const deadline = createDeadline(options)
  const [letSleep, leave] = target === null ? [() => {}, () => {}] : [stayAwake(), seen.follower.follow()]
  try {
    const work = target === null ? catchUpNow(seen) : waitFor(seen, target, deadline)
    return toResult(await withDeadline(work, deadline), seen, deadline, options.signal)
  } finally {
    leave()
    letSleep()
    deadline.release()
  }
}
