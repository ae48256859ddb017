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
import type { Follower } from '../follower.js'
import { storeFailure } from '../store-failure.js'

/** Until when to wait; `timeout` in milliseconds, by default as long as it takes. */
export type CaughtUpOptions = { readonly signal?: AbortSignal; readonly timeout?: number }

/** What to wait for: a position, an event by its mark, or what a receipt tells of. */
export type CatchUpTo = Position | { readonly position: Position | null; readonly eventId: string | null }

/** The views had not seen the position in time; `position` is what they have seen. */
export type CatchUpTimedOut = { readonly error: 'CatchUpTimedOut'; readonly position: Position | null }

/** How waiting for the views ends: with the last event they have seen, or why not. */
export type CaughtUp = Either<StoreFailure | Cancelled | CatchUpTimedOut, Mark | null>

type Seeing = { readonly store: EventStore; readonly follower: Follower }

/** When to give up, and how to let go of what would tell it. */
type Limit = { readonly signal: AbortSignal; readonly over: Promise<void>; release(): void }

// A signal of the caller's may live as long as the process: nothing may be left on it.
const limitOf = ({ signal, timeout = Number.POSITIVE_INFINITY }: CaughtUpOptions): Limit => {
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

type Sought = { readonly position: Position; readonly eventId: string | null }

// It stands at the position now, or another does.
const unlessOther = async ({ store, follower }: Seeing, { position, eventId }: Sought): Promise<void> => {
  if (eventId === null) return
  const mark = follower.mark()
  if (mark?.position !== position) await hasMoreAfter(store, { position, eventId })
  else if (mark.eventId !== eventId) throw failureError(logDiverged)
}

// What has something behind it was committed, so reading to the end passes it; else it is the end, or still to come.
const hasSeen = async (seen: Seeing, sought: Sought): Promise<Either<StoreFailure, boolean>> => {
  const { store, follower } = seen
  try {
    const isPassed = await hasMoreAfter(store, sought.position)
    const caughtUp = await follower.catchUp()
    if (isLeft(caughtUp)) return caughtUp
    const isSeen = isPassed || follower.position() === sought.position
    if (isSeen) await unlessOther(seen, sought)
    return right(isSeen)
  } catch (error) {
    return left(storeFailure(error))
  }
}

const seeing = async (seen: Seeing, sought: Sought, { signal, over }: Limit): Promise<CaughtUp> => {
  while (!signal.aborted) {
    const moved = seen.follower.moved()
    const found = await hasSeen(seen, sought)
    if (isLeft(found)) return found
    if (found.right) return right(seen.follower.mark())
    await Promise.race([moved, over])
  }
  return left({ error: 'Cancelled' })
}

const seeingAll = async ({ follower }: Seeing): Promise<CaughtUp> => {
  const caughtUp = await follower.catchUp()
  return isLeft(caughtUp) ? caughtUp : right(follower.mark())
}

const within = async (work: Promise<CaughtUp>, { over }: Limit): Promise<CaughtUp> => {
  work.catch(() => {})
  return Promise.race([work, over.then((): CaughtUp => left({ error: 'Cancelled' }))])
}

const answered = (caughtUp: CaughtUp, { follower }: Seeing, limit: Limit, signal?: AbortSignal): CaughtUp => {
  const isOver = isLeft(caughtUp) && caughtUp.left.error === 'Cancelled' && limit.signal.aborted
  return isOver && signal?.aborted !== true
    ? left({ error: 'CatchUpTimedOut', position: follower.position() })
    : caughtUp
}

// A receipt of a command that had nothing to append has no position.
const soughtBy = (awaited: CatchUpTo | undefined): Either<StoreFailure, Sought | null> =>
  typeof awaited === 'object' && awaited?.position === null ? right(null) : checkpointOf(awaited)

/** Waits until the views have seen a position, committed already or not, or (without one) what is there now. */
export const seenBy = async (
  seen: Seeing,
  awaited: CatchUpTo | undefined,
  given: CaughtUpOptions | null,
): Promise<CaughtUp> => {
  const options = given ?? {}
  const malformed = malformedOptions('caughtUp', options, { signal: 'signal', timeout: 'milliseconds' })
  if (malformed !== null) return left(malformed)
  const wanted = soughtBy(awaited)
  if (isLeft(wanted)) return wanted
  const sought = wanted.right
  const limit = limitOf(options)
  const [rest, leave] = sought === null ? [() => {}, () => {}] : [stayAwake(), seen.follower.follow()]
  try {
    const work = sought === null ? seeingAll(seen) : seeing(seen, sought, limit)
    return answered(await within(work, limit), seen, limit, options.signal)
  } finally {
    leave()
    rest()
    limit.release()
  }
}
