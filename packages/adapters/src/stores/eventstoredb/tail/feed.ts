import { createSignal } from '../../../timing/signal.js'
import type { EsdbRecorded, EsdbSubscription } from '../client/client.js'
import type { Place } from '../log/position.js'
import type { OpenStore } from '../open.js'

type Lost = { readonly error: unknown }

/** Buffers what has arrived. */
type Arrivals = { waiting: EsdbRecorded[]; isLive: boolean; lost: Lost | null; timer: NodeJS.Timeout | undefined }

/** The events of one subscription of the client. */
export type Feed = {
  /** Waits for events; returns none if woken by `wake`. Throws when the connection is lost. */
  next(): Promise<readonly EsdbRecorded[]>
  wake(): void
  stop(): void
}

const maxBuffered = 1_000
const maxDelay = 20

const subscriptionEnded = Object.assign(new Error('the subscription ended'), { type: 'unavailable' })

const listen = ({ names }: OpenStore, subscription: EsdbSubscription, arrivals: Arrivals, notify: () => void): void => {
  const lose = (error: unknown): void => {
    arrivals.lost ??= { error }
    notify()
  }
  const notifySoon = (): void => {
    if (arrivals.isLive || arrivals.waiting.length >= maxBuffered) notify()
    else arrivals.timer ??= setTimeout(notify, maxDelay)
  }
  subscription.on('data', ({ event }) => {
    if (event !== undefined) arrivals.waiting.push(names.seen(event))
    if (arrivals.waiting.length >= maxBuffered) subscription.pause()
    notifySoon()
  })
  // Older servers never report this: there, buffered events are delivered after a short delay.
  subscription.on('caughtUp', () => {
    arrivals.isLive = true
    notify()
  })
  // The client ends a subscription at its first error, without an `end` event.
  subscription.on('error', lose)
  subscription.on('end', () => lose(subscriptionEnded))
}

const truncateToSeconds = (event: EsdbRecorded): EsdbRecorded => ({
  ...event,
  created: new Date(event.created.getTime() - event.created.getMilliseconds()),
})

const takeBuffered = (subscription: EsdbSubscription, arrivals: Arrivals): readonly EsdbRecorded[] => {
  const page = arrivals.waiting
  arrivals.waiting = []
  clearTimeout(arrivals.timer)
  arrivals.timer = undefined
  if (page.length >= maxBuffered) subscription.resume()
  return page
}

/** Subscribes to the log after a place (exclusive). */
export const createFeed = (open: OpenStore, fromPosition: Place): Feed => {
  const { requiresLeader: _, ...call } = open.call
  const { notify, next } = createSignal()
  const arrivals: Arrivals = { waiting: [], isLive: false, lost: null, timer: undefined }
  const subscription = open.client.subscribeToAll({ ...call, fromPosition })
  listen(open, subscription, arrivals, notify)
  return {
    wake: notify,
    next: async () => {
      if (arrivals.waiting.length === 0 && arrivals.lost === null) await next()
      if (arrivals.waiting.length === 0 && arrivals.lost !== null) throw arrivals.lost.error
      const page = takeBuffered(subscription, arrivals)
      return open.wholeSeconds ? page.map(truncateToSeconds) : page
    },
    stop: () => {
      clearTimeout(arrivals.timer)
      // Not awaited: the client first waits until the call has started, which may take long.
      subscription.unsubscribe().catch(() => {})
    },
  }
}
