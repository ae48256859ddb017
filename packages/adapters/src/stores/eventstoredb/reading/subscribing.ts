import { failureError, type RecordedEvent, type SubscribeOptions, type Subscription } from '@clientele/domain'
import { type Filter, filterOf } from '../../numbered-log/reading.js'
import { isAwayError, storeFailureOf } from '../client/failure.js'
import { pauseBefore, restUntilWoken } from '../client/patience.js'
import { unlessHeld } from '../log/held.js'
import type { After, Place } from '../log/position.js'
import { isOurs, placeIn } from '../log/stored.js'
import type { Open } from '../open.js'
import { feedFrom } from '../tail/feed.js'
import { startOf, takenFrom } from './reading.js'

type Interest = { readonly filter: Filter; readonly isOver: () => boolean; readonly sleepers: Set<() => void> }

// `held` is the last event of ours that was handed out: it must be there still whenever the connection is made anew.
type Cursor = { place: Place; held: After; attempt: number }

// The cursor follows what was handed out, never what has merely arrived.
async function* whileConnected(
  open: Open,
  { filter, isOver, sleepers }: Interest,
  cursor: Cursor,
): AsyncGenerator<readonly RecordedEvent[]> {
  await unlessHeld(open, cursor.held)
  const feed = feedFrom(open, cursor.place)
  sleepers.add(feed.wake)
  try {
    while (!isOver()) {
      const page = await feed.next()
      const last = page.at(-1)
      if (isOver() || last === undefined) continue
      const { events, failure } = takenFrom(open, page, filter)
      cursor.attempt = 0
      if (events.length > 0) yield events
      if (failure !== null) throw failureError(failure)
      cursor.place = placeIn(last)
      const ours = page.findLast(isOurs)
      if (ours !== undefined) cursor.held = { place: placeIn(ours), eventId: ours.id }
    }
  } finally {
    sleepers.delete(feed.wake)
    feed.stop()
  }
}

async function* follow(open: Open, interest: Interest, start: () => After): AsyncGenerator<readonly RecordedEvent[]> {
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
    await restUntilWoken(interest.sleepers, pauseBefore(cursor.attempt))
  }
}

/** `subscribe` of the port: connects again after a lost connection, for as long as it takes. */
export const subscribing =
  (open: Open) =>
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
