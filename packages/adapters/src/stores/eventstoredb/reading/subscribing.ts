import { failureError, type RecordedEvent, type SubscribeOptions, type Subscription } from '@clientele/domain'
import { type Filter, filterOf } from '../../numbered-log/reading.js'
import { isAwayError, storeFailureOf } from '../client/failure.js'
import { pauseUntilWoken, retryDelay } from '../client/retry.js'
import { checkStillThere } from '../log/diverged.js'
import type { After, Place } from '../log/position.js'
import { isRegisterEvent, placeIn } from '../log/stored.js'
import type { OpenStore } from '../open.js'
import { createFeed } from '../tail/feed.js'
import { selectFrom, startOf } from './reading.js'

type FollowOptions = { readonly filter: Filter; readonly isOver: () => boolean; readonly sleepers: Set<() => void> }

// `held` is the last register event that was delivered: after each reconnection it must still be there.
type Cursor = { place: Place; held: After; attempt: number }

// The cursor follows the delivered events, not those that have only arrived.
async function* whileConnected(
  open: OpenStore,
  { filter, isOver, sleepers }: FollowOptions,
  cursor: Cursor,
): AsyncGenerator<readonly RecordedEvent[]> {
  await checkStillThere(open, cursor.held)
  const feed = createFeed(open, cursor.place)
  sleepers.add(feed.wake)
  try {
    while (!isOver()) {
      const page = await feed.next()
      const last = page.at(-1)
      if (isOver() || last === undefined) continue
      const { events, failure } = selectFrom(open, page, filter)
      cursor.attempt = 0
      if (events.length > 0) yield events
      if (failure !== null) throw failureError(failure)
      cursor.place = placeIn(last)
      const ours = page.findLast(isRegisterEvent)
      if (ours !== undefined) cursor.held = { place: placeIn(ours), eventId: ours.id }
    }
  } finally {
    sleepers.delete(feed.wake)
    feed.stop()
  }
}

async function* follow(
  open: OpenStore,
  interest: FollowOptions,
  start: () => After,
): AsyncGenerator<readonly RecordedEvent[]> {
  if (interest.isOver() && open.closing === null) return
  const held = start()
  const cursor = { place: held.place, held, attempt: 0 }
  while (!interest.isOver()) {
    try {
      yield* whileConnected(open, interest, cursor)
    } catch (error) {
      if (!isAwayError(error)) throw failureError(storeFailureOf(error))
    }
    if (interest.isOver()) return
    cursor.attempt += 1
    await pauseUntilWoken(interest.sleepers, retryDelay(cursor.attempt))
  }
}

/** `subscribe` of the port: reconnects after a lost connection, without a time limit. */
export const createSubscribe =
  (open: OpenStore) =>
  (options: SubscribeOptions = {}): Subscription => {
    const filter = filterOf(options)
    const own = new Set<() => void>()
    let ended = false
    const wakeOwn = (): void => {
      for (const wake of [...own]) wake()
    }
    open.sleepers.add(wakeOwn)
    const interest = { filter, sleepers: own, isOver: () => ended || open.closing !== null }
    return {
      [Symbol.asyncIterator]: () => follow(open, interest, () => startOf(open, options.after)),
      close: async () => {
        ended = true
        open.sleepers.delete(wakeOwn)
        wakeOwn()
      },
    }
  }
