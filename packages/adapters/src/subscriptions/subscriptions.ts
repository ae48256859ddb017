import type { EventStore } from '@clientele/domain'
import type { Logger } from '../logger.js'
import type { EventHandler, EventSubscription, SubscriptionOptions, SubscriptionStatus } from './options.js'
import { openSubscription } from './subscription.js'

/** The subscriptions of a register, by name. */
export type Subscriptions = {
  open(name: string, handler: EventHandler, options?: SubscriptionOptions): EventSubscription
  /** How each is doing, those that have stopped included, in the order in which they were opened. */
  statuses(): readonly SubscriptionStatus[]
  /** Closes them all. */
  close(): Promise<void>
}

const taken = (name: string): EventSubscription => {
  const failure = { error: 'SubscriptionNameTaken', subscription: name } as const
  return {
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
  }
}

/** No subscription yet. */
export const subscriptionsTo = (store: EventStore, logger: Logger): Subscriptions => {
  const open = new Set<string>()
  const all = new Map<string, EventSubscription>()
  return {
    open: (name, handler, options = {}) => {
      if (open.has(name)) return taken(name)
      const onStopped = (): void => void open.delete(name)
      open.add(name)
      const opened = openSubscription({ name, handler, options, store, logger, onStopped })
      all.set(name, opened)
      return opened
    },
    statuses: () => [...all.values()].map((one) => one.status()),
    close: async () => {
      await Promise.all([...all.values()].map((one) => one.close({ drain: Number.POSITIVE_INFINITY })))
    },
  }
}
