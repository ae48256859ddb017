import {
  type EventCatalogue,
  type EventStore,
  failureOf,
  type RecordedEvent,
  type StoreFailure,
  type SubscribeOptions,
} from '@clientele/domain'
import type { Logger } from '../../logger.js'
import { stayAwake } from '../../stores/subscriptions/awake.js'
import { createLease, type NameLease } from '../../stores/subscriptions/lease.js'
import { atMost } from '../../timing/at-most.js'
import { backoff, pause } from '../../timing/pause.js'
import { createSignal } from '../../timing/signal.js'
import { drainIn } from '../under-way.js'
import { type Handling, handleBatch, nameOf } from './handling.js'
import { knownEvents } from './known-events.js'
import type {
  EventHandler,
  EventSubscription,
  SubscriptionFailure,
  SubscriptionOptions,
  SubscriptionStatus,
} from './options.js'
import { type Progress, progressOf } from './progress.js'
import { tailing } from './tailing.js'

/** A subscription to be opened. */
export type Subscriber = {
  readonly name: string
  readonly handler: EventHandler
  readonly options: SubscriptionOptions
  readonly store: EventStore
  readonly logger: Logger
  readonly catalogue: EventCatalogue
}

type Doing = { -readonly [K in 'state' | 'parked' | 'failure']: SubscriptionStatus[K] }

type Worker = Subscriber & {
  readonly progress: Progress
  readonly tenure: NameLease
  readonly handling: Handling
  readonly doing: Doing
}

const mostAtOnce = 1_000

// For letting go of the name, in milliseconds, when the handler was waited for long enough.
const aMoment = 500

const sliced = (events: readonly RecordedEvent[], size: number): readonly (readonly RecordedEvent[])[] =>
  Array.from({ length: Math.ceil(events.length / size) }, (_, index) => events.slice(index * size, (index + 1) * size))

type Hearing = Pick<Subscriber, 'name' | 'logger'> & { readonly onFailure: SubscriptionOptions['onFailure'] }

/** Tells the log and the host why a subscription has stopped. */
export const tellFailure = async (
  { name, logger, onFailure }: Hearing,
  failure: SubscriptionFailure,
): Promise<void> => {
  const { position, from, to, attempts, thrown } = failure.error === 'HandlerFailed' ? failure : {}
  const facts = { subscription: name, error: failure.error, position, from, to, attempts, thrown }
  logger.error(facts, 'a subscription has stopped')
  try {
    await onFailure?.(failure)
  } catch (error) {
    logger.error({ subscription: name, thrown: nameOf(error) }, 'what hears of a stopped subscription has thrown')
  }
}

const stopping = ({ logger, name, options, doing }: Worker, failure: SubscriptionFailure): SubscriptionFailure => {
  doing.state = 'stopped'
  doing.failure = failure
  void tellFailure({ name, logger, onFailure: options.onFailure }, failure)
  return failure
}

// What no waiting mends.
const forGood: ReadonlySet<StoreFailure['error']> = new Set([
  'StoreClosed',
  'StoreUnreadable',
  'LogDiverged',
  'EventUnreadable',
])

// What is no failure of a store comes from the checkpoints: they are the caller's, and may be away for a while.
const lost = (worker: Worker, error: unknown, failures: number): SubscriptionFailure | null => {
  const { name, logger, doing } = worker
  const failure = failureOf(error)
  if (failure !== null && forGood.has(failure.error)) return stopping(worker, failure)
  const found = failure ?? { error: nameOf(error) }
  doing.state = 'retrying'
  doing.failure = found
  if (failures === 1)
    logger.warn({ subscription: name, error: found.error }, 'a subscription cannot go on: trying again until it can')
  return null
}

const take = async (
  worker: Worker,
  recorded: readonly RecordedEvent[],
  signal: AbortSignal,
): Promise<SubscriptionFailure | null> => {
  const { handling, options, tenure } = worker
  for (const batch of sliced(recorded, options.batchSize ?? mostAtOnce)) {
    if (signal.aborted || !tenure.isHeld()) return null
    const failure = await handleBatch(handling, batch, signal)
    if (failure !== null) return stopping(worker, failure)
  }
  return null
}

type Wanted = { readonly [K in 'types' | 'categories']?: readonly string[] | undefined }

/** What a subscription wants of the log, as a store is asked for it. */
export const wantedBy = ({ types, categories }: Wanted): Omit<SubscribeOptions, 'after'> => ({
  ...(types === undefined ? {} : { types }),
  ...(categories === undefined ? {} : { categories }),
})

/** Handles events as long as the name is ours; `null` when the subscription, or its store, is closed. */
const whileHeld = async (worker: Worker, closing: AbortSignal): Promise<SubscriptionFailure | 'lost' | null> => {
  const { store, options, progress, tenure, doing } = worker
  let isLost = false
  const tail = tailing<SubscriptionFailure>({
    store,
    start: async () => {
      const after = await progress.start()
      doing.state = 'running'
      return { after, ...wantedBy(options) }
    },
    take: (events, signal) => take(worker, events, signal),
    lost: (error, failures) => lost(worker, error, failures),
  })
  const stop = (): void => void tail.close()
  const unkeep = tenure.renewUntil(() => {
    isLost = true
    stop()
  })
  closing.addEventListener('abort', stop)
  if (closing.aborted) stop()
  try {
    return (await tail.ended) ?? (isLost ? 'lost' : null)
  } finally {
    closing.removeEventListener('abort', stop)
    unkeep()
    progress.forget()
  }
}

const waiting = async ({ doing, progress }: Worker): Promise<void> => {
  doing.state = 'waiting'
  await progress.look()
}

const run = async (worker: Worker, closing: AbortSignal): Promise<SubscriptionFailure | null> => {
  const { tenure } = worker
  for (let failures = 0; !closing.aborted; ) {
    try {
      if (!(await tenure.take(closing, () => waiting(worker)))) break
      failures = 0
      const ending = await whileHeld(worker, closing)
      if (ending !== 'lost') return ending
    } catch (error) {
      failures += 1
      const failure = lost(worker, error, failures)
      if (failure !== null) return failure
      await pause(backoff(failures), closing)
    }
  }
  return null
}

/** Opens a subscription. */
export const openSubscription = (subscriber: Subscriber): EventSubscription => {
  const { name, options, store, logger, catalogue, handler } = subscriber
  const { checkpoints = store.subscriptions.checkpoints, exclusive = true, takeOverAfter = 10_000 } = options
  const doing: Doing = { state: 'starting', parked: 0, failure: null }
  const progress = progressOf(name, checkpoints, options.after, catalogue)
  const tenure = createLease(name, exclusive ? store.subscriptions.leases : null, takeOverAfter)
  const handling: Handling = {
    name,
    handler,
    attempts: options.attempts ?? 8,
    park: options.park,
    known: knownEvents(logger, catalogue),
    progress,
    logger,
    isOurs: tenure.isHeld,
    onAttempt: (failure) => {
      doing.state = failure === null ? 'running' : 'retrying'
      doing.failure = failure
    },
    onParked: () => {
      doing.parked += 1
    },
  }
  const worker: Worker = { ...subscriber, progress, tenure, handling, doing }
  const closing = new AbortController()
  const leftAlone = createSignal()
  const rest = stayAwake()
  const leave = async (): Promise<void> => {
    if (doing.state !== 'stopped') doing.state = 'closed'
    rest()
    await tenure.release()
  }
  const stopped = Promise.race([run(worker, closing.signal), leftAlone.next().then(() => null)]).finally(leave)
  return {
    stopped,
    close: async (given) => {
      closing.abort()
      await atMost(drainIn(given), stopped)
      // A handler that hears nothing keeps neither the process alive nor the name.
      leftAlone.notify()
      await atMost(aMoment, stopped)
    },
    position: () => progress.handled()?.position ?? null,
    status: () => ({
      name,
      ...doing,
      types: options.types,
      categories: options.categories,
      checkpoint: progress.handled(),
      heldBy: progress.heldBy(),
    }),
  }
}
