import type { EventStore } from '@clientele/domain'
import type { Logger } from '../logger.js'
import { malformedOptions, type OptionKinds } from '../options.js'
import type {
  EventHandler,
  EventSubscription,
  SubscriptionFailure,
  SubscriptionOptions,
  SubscriptionStatus,
} from './options.js'
import { openSubscription } from './subscription.js'

/** The subscriptions of a register, by name. */
export type Subscriptions = {
  open(name: string, handler: EventHandler, options?: SubscriptionOptions): EventSubscription
  /** How each is doing, those that have stopped included, in the order in which they were opened. */
  statuses(): readonly SubscriptionStatus[]
  /** Closes them all. */
  close(): Promise<void>
}

const known: OptionKinds<SubscriptionOptions> = {
  after: 'place',
  types: 'list',
  categories: 'list',
  checkpoints: 'object',
  batchSize: 'count',
  attempts: 'count',
  park: 'function',
  onFailure: 'function',
  exclusive: 'flag',
  takeOverAfter: 'milliseconds',
}

/** A subscription that was not opened. */
const refused = (name: string, failure: SubscriptionFailure): EventSubscription => {
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
      const malformed = malformedOptions('subscribe', options, known)
      if (malformed !== null) return refused(name, malformed)
      if (open.has(name)) return refused(name, { error: 'SubscriptionNameTaken', subscription: name })
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
