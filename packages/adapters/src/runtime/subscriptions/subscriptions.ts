import type { EventCatalogue, EventStore } from '@clientele/domain'
import type { Logger } from '../../logger.js'
import { malformedSubscription } from './malformed.js'
import type {
  EventHandler,
  EventSubscription,
  SubscriptionFailure,
  SubscriptionOptions,
  SubscriptionStatus,
} from './options.js'
import { openSubscription, reportFailure } from './subscription.js'

/** The subscriptions of a register, by name. */
export type Subscriptions = {
  open(name: string, handler: EventHandler, options?: SubscriptionOptions): EventSubscription
  /** The status of each, including those that have failed, in the order in which they were opened. */
  statuses(): readonly SubscriptionStatus[]
  /** Closes all and opens no more; waits up to `drain` milliseconds for their handlers. */
  close(drain: number): Promise<void>
}

const refusedSubscription = (name: string, failure: SubscriptionFailure): EventSubscription => ({
  stopped: Promise.resolve(failure),
  close: async () => {},
  position: () => null,
  status: () => ({
    name,
    state: 'stopped',
    types: undefined,
    categories: undefined,
    checkpoint: null,
    parked: 0,
    heldBy: null,
    failure,
  }),
})

const isOver = (subscription: EventSubscription | undefined): boolean => {
  const state = subscription?.status().state ?? 'closed'
  return state === 'closed' || state === 'stopped'
}

const closeWhenAborted = ({ close, stopped }: EventSubscription, signal: AbortSignal | undefined): void => {
  if (signal === undefined) return
  const stop = (): void => {
    void close()
  }
  if (signal.aborted) stop()
  else signal.addEventListener('abort', stop)
  void stopped.then(() => signal.removeEventListener('abort', stop))
}

/** Creates a list without subscriptions. */
export const createSubscriptions = (store: EventStore, logger: Logger, catalogue: EventCatalogue): Subscriptions => {
  const all = new Map<string, EventSubscription>()
  let isClosed = false

  const refusal = (name: string, handler: EventHandler, options: SubscriptionOptions): SubscriptionFailure | null =>
    malformedSubscription(name, handler, options, catalogue) ??
    (isClosed ? { error: 'StoreClosed' } : null) ??
    (isOver(all.get(name)) ? null : { error: 'SubscriptionNameTaken', subscription: name })

  // Removes subscriptions that were closed; those that failed stay listed.
  const forget = (name: string, opened: EventSubscription): void => {
    if (all.get(name) === opened && opened.status().state === 'closed') all.delete(name)
  }

  const refuse = (name: string, options: SubscriptionOptions, failure: SubscriptionFailure): EventSubscription => {
    const listener: unknown = options?.onFailure
    const onFailure = typeof listener === 'function' ? options.onFailure : undefined
    void reportFailure({ name, logger, onFailure }, failure)
    return refusedSubscription(name, failure)
  }

  return {
    open: (name, handler, options = {}) => {
      const failure = refusal(name, handler, options)
      if (failure !== null) return refuse('subscription' in failure ? failure.subscription : name, options, failure)
      const opened = openSubscription({ name, handler, options: { ...options }, store, logger, catalogue })
      all.set(name, opened)
      void opened.stopped.then(() => forget(name, opened))
      closeWhenAborted(opened, options.signal)
      return opened
    },
    statuses: () => [...all.values()].map((one) => one.status()),
    close: async (drain) => {
      isClosed = true
      await Promise.all([...all.values()].map((one) => one.close({ drain })))
    },
  }
}
