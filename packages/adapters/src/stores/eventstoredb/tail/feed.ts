import { createSignal } from '../../../timing/signal.js'
import type { EsdbRecorded, EsdbSubscription } from '../client/client.js'
import type { Place } from '../log/position.js'
import type { Open } from '../open.js'

type Lost = { readonly error: unknown }

/** What has arrived and was not taken yet. */
type Arrivals = { waiting: EsdbRecorded[]; isLive: boolean; lost: Lost | null; timer: NodeJS.Timeout | undefined }

/** What arrives from one subscription of the client. */
export type Feed = {
  /** What has arrived; nothing when woken for another reason. Throws when the connection is lost. */
  next(): Promise<readonly EsdbRecorded[]>
  wake(): void
  stop(): void
}

const mostWaiting = 1_000
const longestGathering = 20

const ended = Object.assign(new Error('the subscription ended'), { type: 'unavailable' })

const listen = ({ names }: Open, subscription: EsdbSubscription, arrivals: Arrivals, notify: () => void): void => {
  const lose = (error: unknown): void => {
    arrivals.lost ??= { error }
    notify()
  }
  const gather = (): void => {
    if (arrivals.isLive || arrivals.waiting.length >= mostWaiting) notify()
    else arrivals.timer ??= setTimeout(notify, longestGathering)
  }
  subscription.on('data', ({ event }) => {
    if (event !== undefined) arrivals.waiting.push(names.seen(event))
    if (arrivals.waiting.length >= mostWaiting) subscription.pause()
    gather()
  })
  // Older servers never say so: there, what has gathered is given after a while.
  subscription.on('caughtUp', () => {
    arrivals.isLive = true
    notify()
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

/** Everything the log holds behind a place (exclusive), as it happens. */
export const feedFrom = (open: Open, fromPosition: Place): Feed => {
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
