import {
  type CheckpointStore,
  type EventStore,
  failureOf,
  type KnownEvent,
  type Position,
  type RecordedEvent,
  type StoreFailure,
  type SubscribeOptions,
} from '@clientele/domain'
import type { Logger } from '../logger.js'
import { stayAwake } from './awake.js'
import { type KnownEvents, knownEvents } from './known-events.js'
import { tailing } from './tailing.js'

/** Does something with events. What it throws or rejects with stops the subscription; never wait in it for `close`. */
export type EventHandler = (events: readonly KnownEvent[]) => void | Promise<void>

/** What of the log a subscription wants, and how. */
export type SubscriptionOptions = {
  /** Where to begin when there is no checkpoint (exclusive); by default with the first event. */
  readonly after?: Position | null
  readonly types?: readonly KnownEvent['type'][]
  readonly categories?: readonly string[]
  /** Where it is kept how far the subscription has come; without it every start begins at `after`. */
  readonly checkpoints?: CheckpointStore
  /** The most events the handler gets at once; 1,000 by default. */
  readonly batchSize?: number
}

/** The handler threw. The events from `from` to `to` are delivered again at the next start. */
export type HandlerFailed = {
  readonly error: 'HandlerFailed'
  readonly subscription: string
  /** The last position that was handled; `null` when there is none. */
  readonly position: Position | null
  readonly from: Position
  readonly to: Position
  /** The name of what was thrown; its message stays with the handler, it may be about people. */
  readonly thrown: string
}

/** A subscription of this name is open. */
export type SubscriptionNameTaken = { readonly error: 'SubscriptionNameTaken'; readonly subscription: string }

/** Why a subscription stopped by itself. */
export type SubscriptionFailure = HandlerFailed | SubscriptionNameTaken | StoreFailure

/** An open subscription; keeps the process alive until it stops. */
export type EventSubscription = {
  /** Resolves when the batch that is being handled is done and its checkpoint stored. */
  close(): Promise<void>
  /** Why it stopped; `null` when it was closed. Never rejects. */
  readonly stopped: Promise<SubscriptionFailure | null>
  /** The last position that was handled; `null` before the first. */
  position(): Position | null
}

/** A subscription to be opened. */
export type Subscriber = {
  readonly name: string
  readonly handler: EventHandler
  readonly options: SubscriptionOptions
  readonly store: EventStore
  readonly logger: Logger
  /** Called before `stopped` resolves. */
  readonly onStopped: () => void
}

type Progress = { handled: Position | null | undefined; saved: Position | null | undefined }

type Worker = Subscriber & { readonly progress: Progress; readonly known: KnownEvents }

const mostAtOnce = 1_000

const sliced = (events: readonly RecordedEvent[], size: number): readonly (readonly RecordedEvent[])[] =>
  Array.from({ length: Math.ceil(events.length / size) }, (_, index) => events.slice(index * size, (index + 1) * size))

const nameOf = (thrown: unknown): string => {
  const name: unknown = thrown instanceof Error ? thrown.name : typeof thrown
  return typeof name === 'string' && /^\w{1,60}$/.test(name) ? name : 'Error'
}

const stopping = ({ logger, name }: Subscriber, failure: SubscriptionFailure): SubscriptionFailure => {
  const { position, from, to, thrown } = failure.error === 'HandlerFailed' ? failure : {}
  logger.error({ subscription: name, error: failure.error, position, from, to, thrown }, 'a subscription has stopped')
  return failure
}

const save = async ({ name, options: { checkpoints }, progress }: Worker): Promise<void> => {
  const { handled, saved } = progress
  if (handled === saved || handled === null || handled === undefined) return
  await checkpoints?.save(name, handled)
  progress.saved = handled
}

/** Goes on after what was handled, whose checkpoint may still be missing; at first after what is stored. */
const start = async (worker: Worker): Promise<SubscribeOptions> => {
  const { name, progress, options } = worker
  if (progress.handled === undefined) {
    const stored = (await options.checkpoints?.load(name)) ?? null
    Object.assign(progress, { handled: stored ?? options.after ?? null, saved: stored ?? options.after ?? null })
  }
  await save(worker)
  return {
    after: progress.handled ?? null,
    ...(options.types === undefined ? {} : { types: options.types }),
    ...(options.categories === undefined ? {} : { categories: options.categories }),
  }
}

type Batch = { readonly events: readonly KnownEvent[]; readonly from: Position; readonly to: Position }

const deliver = async (worker: Worker, { events, from, to }: Batch): Promise<SubscriptionFailure | null> => {
  const { name, handler, progress } = worker
  try {
    if (events.length > 0) await handler(events)
  } catch (error) {
    const position = progress.handled ?? null
    const thrown = nameOf(error)
    return stopping(worker, { error: 'HandlerFailed', subscription: name, position, from, to, thrown })
  }
  progress.handled = to
  await save(worker)
  return null
}

/** Delivers a batch; where an event of it cannot be read, what stands before that. */
const handle = async (worker: Worker, recorded: readonly RecordedEvent[]): Promise<SubscriptionFailure | null> => {
  const { events, count, failure } = worker.known(recorded)
  const [first, last] = [recorded[0], recorded[count - 1]]
  const isDelivered = first !== undefined && last !== undefined
  const lost = isDelivered ? await deliver(worker, { events, from: first.position, to: last.position }) : null
  if (lost !== null) return lost
  return failure === null ? null : stopping(worker, failure)
}

const handleAll = async (
  worker: Worker,
  recorded: readonly RecordedEvent[],
  signal: AbortSignal,
): Promise<SubscriptionFailure | null> => {
  const size = Math.max(1, Math.floor(worker.options.batchSize ?? mostAtOnce) || mostAtOnce)
  for (const batch of sliced(recorded, size)) {
    if (signal.aborted) return null
    const failure = await handle(worker, batch)
    if (failure !== null) return failure
  }
  return null
}

const forGood: ReadonlySet<string> = new Set(['StoreClosed', 'StoreUnreadable', 'EventUnreadable', 'LogDiverged'])

const isForGood = ({ error }: StoreFailure): boolean => forGood.has(error)

// What is no failure of a store comes from the checkpoints: they are the caller's, and may be away for a while.
const lost = (worker: Worker, error: unknown, failures: number): SubscriptionFailure | null => {
  const failure = failureOf(error)
  if (failure !== null && isForGood(failure)) return stopping(worker, failure)
  const facts = { subscription: worker.name, error: failure?.error ?? nameOf(error) }
  if (failures === 1) worker.logger.warn(facts, 'a subscription cannot go on: trying again until it can')
  return null
}

/** Opens a subscription. */
export const openSubscription = (subscriber: Subscriber): EventSubscription => {
  const progress: Progress = { handled: undefined, saved: undefined }
  const worker: Worker = { ...subscriber, progress, known: knownEvents(subscriber.logger) }
  const rest = stayAwake()
  const tail = tailing<SubscriptionFailure>({
    store: subscriber.store,
    start: () => start(worker),
    take: (events, signal) => handleAll(worker, events, signal),
    lost: (error, failures) => lost(worker, error, failures),
  })
  const stopped = tail.ended.finally(() => {
    rest()
    subscriber.onStopped()
  })
  return {
    stopped,
    close: async () => {
      await tail.close()
      await stopped
    },
    position: () => progress.handled ?? null,
  }
}
