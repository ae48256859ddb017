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
import { drainOf } from '../running-calls.js'
import { type HandlingContext, handleBatch, nameOf } from './handling.js'
import { knownEvents } from './known-events.js'
import type {
  EventHandler,
  EventSubscription,
  SubscriptionFailure,
  SubscriptionOptions,
  SubscriptionStatus,
} from './options.js'
import { createProgress, type Progress } from './progress.js'
import { tailLog } from './tail-log.js'

/** A subscription to open. */
export type Subscriber = {
  readonly name: string
  readonly handler: EventHandler
  readonly options: SubscriptionOptions
  readonly store: EventStore
  readonly logger: Logger
  readonly catalogue: EventCatalogue
}

type MutableStatus = { -readonly [K in 'state' | 'parked' | 'failure']: SubscriptionStatus[K] }

type Worker = Subscriber & {
  readonly progress: Progress
  readonly lease: NameLease
  readonly handling: HandlingContext
  readonly status: MutableStatus
}

const maxBatchSize = 1_000

// How long to wait for the lease to be released after an abandoned handler, in milliseconds.
const releaseTime = 500

const sliceEvents = (events: readonly RecordedEvent[], size: number): readonly (readonly RecordedEvent[])[] =>
  Array.from({ length: Math.ceil(events.length / size) }, (_, index) => events.slice(index * size, (index + 1) * size))

type FailureReport = Pick<Subscriber, 'name' | 'logger'> & { readonly onFailure: SubscriptionOptions['onFailure'] }

/** Logs why a subscription has stopped, and calls `onFailure`. */
export const reportFailure = async (
  { name, logger, onFailure }: FailureReport,
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

const stopWith = ({ logger, name, options, status }: Worker, failure: SubscriptionFailure): SubscriptionFailure => {
  status.state = 'stopped'
  status.failure = failure
  void reportFailure({ name, logger, onFailure: options.onFailure }, failure)
  return failure
}

// Permanent failures.
const permanentFailures: ReadonlySet<StoreFailure['error']> = new Set([
  'StoreClosed',
  'StoreUnreadable',
  'LogDiverged',
  'EventUnreadable',
])

// An error without a store failure comes from the caller's checkpoint store, which may be away for a while: retry.
const handleError = (worker: Worker, error: unknown, failures: number): SubscriptionFailure | null => {
  const { name, logger, status } = worker
  const failure = failureOf(error)
  if (failure !== null && permanentFailures.has(failure.error)) return stopWith(worker, failure)
  const found = failure ?? { error: nameOf(error) }
  status.state = 'retrying'
  status.failure = found
  if (failures === 1)
    logger.warn({ subscription: name, error: found.error }, 'a subscription cannot go on: trying again until it can')
  return null
}

const take = async (
  worker: Worker,
  recorded: readonly RecordedEvent[],
  signal: AbortSignal,
): Promise<SubscriptionFailure | null> => {
  const { handling, options, lease } = worker
  for (const batch of sliceEvents(recorded, options.batchSize ?? maxBatchSize)) {
    if (signal.aborted || !lease.isHeld()) return null
    const failure = await handleBatch(handling, batch, signal)
    if (failure !== null) return stopWith(worker, failure)
  }
  return null
}

type Filter = { readonly [K in 'types' | 'categories']?: readonly string[] | undefined }

/** The filter of a subscription, as options for the store. */
export const filterOf = ({ types, categories }: Filter): Omit<SubscribeOptions, 'after'> => ({
  ...(types === undefined ? {} : { types }),
  ...(categories === undefined ? {} : { categories }),
})

/** Handles events while this process holds the lease; `null` when the subscription or its store is closed. */
const handleWhileHeld = async (worker: Worker, closing: AbortSignal): Promise<SubscriptionFailure | 'lost' | null> => {
  const { store, options, progress, lease, status } = worker
  let isLost = false
  const tail = tailLog<SubscriptionFailure>({
    store,
    start: async () => {
      const after = await progress.start()
      status.state = 'running'
      return { after, ...filterOf(options) }
    },
    take: (events, signal) => take(worker, events, signal),
    onError: (error, failures) => handleError(worker, error, failures),
  })
  const stop = (): void => void tail.close()
  const stopRenewing = lease.renewUntil(() => {
    isLost = true
    stop()
  })
  closing.addEventListener('abort', stop)
  if (closing.aborted) stop()
  try {
    return (await tail.ended) ?? (isLost ? 'lost' : null)
  } finally {
    closing.removeEventListener('abort', stop)
    stopRenewing()
    progress.forget()
  }
}

const noteWaiting = async ({ status, progress }: Worker): Promise<void> => {
  status.state = 'waiting'
  await progress.refresh()
}

const run = async (worker: Worker, closing: AbortSignal): Promise<SubscriptionFailure | null> => {
  const { lease } = worker
  for (let failures = 0; !closing.aborted; ) {
    try {
      if (!(await lease.take(closing, () => noteWaiting(worker)))) break
      failures = 0
      const ending = await handleWhileHeld(worker, closing)
      if (ending !== 'lost') return ending
    } catch (error) {
      failures += 1
      const failure = handleError(worker, error, failures)
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
  const status: MutableStatus = { state: 'starting', parked: 0, failure: null }
  const progress = createProgress(name, checkpoints, options.after, catalogue)
  const lease = createLease(name, exclusive ? store.subscriptions.leases : null, takeOverAfter)
  const handling: HandlingContext = {
    name,
    handler,
    attempts: options.attempts ?? 8,
    park: options.park,
    known: knownEvents(logger, catalogue),
    progress,
    logger,
    holdsLease: lease.isHeld,
    onAttempt: (failure) => {
      status.state = failure === null ? 'running' : 'retrying'
      status.failure = failure
    },
    onParked: () => {
      status.parked += 1
    },
  }
  const worker: Worker = { ...subscriber, progress, lease, handling, status }
  const closing = new AbortController()
  const abandoned = createSignal()
  const letSleep = stayAwake()
  const leave = async (): Promise<void> => {
    if (status.state !== 'stopped') status.state = 'closed'
    letSleep()
    await lease.release()
  }
  const stopped = Promise.race([run(worker, closing.signal), abandoned.next().then(() => null)]).finally(leave)
  return {
    stopped,
    close: async (given) => {
      closing.abort()
      await atMost(drainOf(given), stopped)
      // A handler that ignores the signal keeps neither the process alive nor the lease.
      abandoned.notify()
      await atMost(releaseTime, stopped)
    },
    position: () => progress.handled()?.position ?? null,
    status: () => ({
      name,
      ...status,
      types: options.types,
      categories: options.categories,
      checkpoint: progress.handled(),
      heldBy: progress.heldBy(),
    }),
  }
}
