import type { EventStore } from '@clientele/domain'
import type { Logger } from '../logger.js'
import {
  type EventHandler,
  type EventSubscription,
  openSubscription,
  type SubscriptionOptions,
} from './subscription.js'

/** The open subscriptions of a process, by name. */
export type Subscriptions = {
  open(name: string, handler: EventHandler, options?: SubscriptionOptions): EventSubscription
  /** Closes them all. */
  close(): Promise<void>
}

const taken = (subscription: string): EventSubscription => ({
  stopped: Promise.resolve({ error: 'SubscriptionNameTaken', subscription }),
  close: async () => {},
  position: () => null,
})

/** No subscription yet. */
export const subscriptionsTo = (store: EventStore, logger: Logger): Subscriptions => {
  const all = new Map<string, EventSubscription>()
  return {
    open: (name, handler, options = {}) => {
      if (all.has(name)) return taken(name)
      const onStopped = (): void => void all.delete(name)
      const opened = openSubscription({ name, handler, options, store, logger, onStopped })
      all.set(name, opened)
      return opened
    },
    close: async () => {
      await Promise.all([...all.values()].map((one) => one.close()))
    },
  }
}
