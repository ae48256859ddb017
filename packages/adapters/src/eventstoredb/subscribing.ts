import { failureError, type RecordedEvent, type SubscribeOptions, type Subscription } from '@clientele/domain'
import { bell } from '../event-log/bell.js'
import { type Filter, filterOf } from '../event-log/reading.js'
import type { EsdbRecorded, EsdbSubscription } from './client.js'
import { isTransient, storeFailureOf } from './failure.js'
import { unlessHeld } from './held.js'
import type { Open } from './open.js'
import { pause, pauseBefore } from './patience.js'
import type { After, Place } from './position.js'
import { noSystemEvents } from './raw.js'
import { startOf, takenFrom } from './reading.js'
import { placeIn, recordedFrom } from './stored.js'

type Lost = { readonly error: unknown }

/** What has arrived and was not taken yet. */
type Arrivals = { waiting: EsdbRecorded[]; isLive: boolean; lost: Lost | null; timer: NodeJS.Timeout | undefined }

/** What arrives from one subscription of the client. */
type Feed = {
  /** What has arrived; nothing when woken for another reason. Throws when the connection is lost. */
  next(): Promise<readonly EsdbRecorded[]>
  wake(): void
  stop(): void
}

const mostWaiting = 1_000
const longestGathering = 20

const ended = Object.assign(new Error('the subscription ended'), { type: 'unavailable' })

const listen = (subscription: EsdbSubscription, arrivals: Arrivals, ring: () => void): void => {
  const lose = (error: unknown): void => {
    arrivals.lost ??= { error }
    ring()
  }
  const gather = (): void => {
    if (arrivals.isLive || arrivals.waiting.length >= mostWaiting) ring()
    else arrivals.timer ??= setTimeout(ring, longestGathering)
  }
  subscription.on('data', ({ event }) => {
    if (event !== undefined) arrivals.waiting.push(event)
    if (arrivals.waiting.length >= mostWaiting) subscription.pause()
    gather()
  })
  // Older servers never say so: there, what has gathered is given after a while.
  subscription.on('caughtUp', () => {
    arrivals.isLive = true
    ring()
  })
  // The client ends a subscription with its first error, and says nothing more.
  subscription.on('error', lose)
  subscription.on('end', () => lose(ended))
}

const inWholeSeconds = (event: EsdbRecorded): EsdbRecorded => ({
  ...event,
  created: new Date(event.created.getTime() - event.created.getMilliseconds()),
})

const taken = (subscription: EsdbSubscription, arrivals: Arrivals): readonly EsdbRecorded[] => {
  const page = arrivals.waiting
  arrivals.waiting = []
  clearTimeout(arrivals.timer)
  arrivals.timer = undefined
  if (page.length >= mostWaiting) subscription.resume()
  return page
}

const feedFrom = (open: Open, fromPosition: Place): Feed => {
  const { requiresLeader: _, ...call } = open.call
  const { ring, next } = bell()
  const arrivals: Arrivals = { waiting: [], isLive: false, lost: null, timer: undefined }
  const subscription = open.client.subscribeToAll({ ...call, fromPosition, filter: noSystemEvents })
  listen(subscription, arrivals, ring)
  return {
    wake: ring,
    next: async () => {
      if (arrivals.waiting.length === 0 && arrivals.lost === null) await next()
      if (arrivals.waiting.length === 0 && arrivals.lost !== null) throw arrivals.lost.error
      const page = taken(subscription, arrivals)
      return open.wholeSeconds ? page.map(inWholeSeconds) : page
    },
    stop: () => {
      clearTimeout(arrivals.timer)
      // Nobody waits for it: the client first waits until the call has begun, which may be long.
      subscription.unsubscribe().catch(() => {})
    },
  }
}

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
      const ours = page.findLast((event) => recordedFrom(event) !== null)
      if (ours !== undefined) cursor.held = { place: placeIn(ours), eventId: ours.id }
    }
  } finally {
    sleepers.delete(feed.wake)
    feed.stop()
  }
}

const rest = async (sleepers: Set<() => void>, milliseconds: number): Promise<void> => {
  const { ring, next } = bell()
  sleepers.add(ring)
  await Promise.race([next(), pause(milliseconds)])
  sleepers.delete(ring)
}

async function* follow(open: Open, interest: Interest, start: () => After): AsyncGenerator<readonly RecordedEvent[]> {
  if (interest.isOver() && open.closing === null) return
  const held = start()
  const cursor = { place: held.place, held, attempt: 0 }
  while (!interest.isOver()) {
    try {
      yield* whileConnected(open, interest, cursor)
    } catch (error) {
      if (!isTransient(error)) throw failureError(storeFailureOf(error))
    }
    if (interest.isOver()) return
    cursor.attempt += 1
    await rest(interest.sleepers, pauseBefore(cursor.attempt))
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
