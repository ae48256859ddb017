import {
  type Cancelled,
  dateOf,
  type EventStore,
  failureError,
  type Instant,
  type MalformedCommand,
  type Meta,
  type Position,
  type ReadAllOptions,
  type ReadCommand,
  type RecordedEvent,
  type Rejection,
  type StoreFailure,
  type StoreSource,
} from '@clientele/domain'
import type { Register, Views } from '@clientele/projections'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { systemClock } from './event-log/clock.js'
import { createArrivals } from './execution/arrivals.js'
import { type BulkOptions, type Ended, executeBulk } from './execution/bulk.js'
import { type Context, metaOf } from './execution/context.js'
import { executeTask, type Task, type Workshop } from './execution/executor.js'
import { createFollower } from './execution/follower.js'
import { executeParted, streamsAtOnceIn } from './execution/in-parts.js'
import { findingIn, lookupsOf } from './execution/lookups.js'
import { closeQuietly, openedStore } from './execution/opened-store.js'
import { type Preview, previewTask } from './execution/preview.js'
import { commandFrom, type Given, type Ready } from './execution/ready.js'
import { type Receipt, receiptOf } from './execution/receipt.js'
import { type CommandIdReused, createOneAtATime, digestOf } from './execution/retry.js'
import { createStates } from './execution/states.js'
import { countCommand, inSpan } from './execution/telemetry.js'
import { createTurns } from './execution/turns.js'
import { atMost, createUnderWay } from './execution/under-way.js'
import { copyOf } from './import/copy.js'
import { type ImportOptions, type ImportOutcome, importRegister, importTarget } from './import/index.js'
import { type Logger, silentLogger } from './logger.js'
import { inSpareTime } from './preparing.js'
import { createKeeper, openedProjections, type SnapshotOptions } from './snapshots/keeping.js'
import { type RebuildOptions, type Rebuilt, rebuild } from './snapshots/rebuild.js'
import { type CaughtUp, type CaughtUpOptions, seenBy } from './subscriptions/catching-up.js'
import type { EventHandler, EventSubscription, SubscriptionOptions } from './subscriptions/subscription.js'
import { subscriptionsTo } from './subscriptions/subscriptions.js'

/** Why nothing was done for reasons no rule is about: the store's, or the caller's signal. */
export type Failure = StoreFailure | Cancelled | CommandIdReused

/** How executing a command ends. */
export type Outcome = Either<Rejection | MalformedCommand | Failure, Receipt>

/** How trying a command ends. */
export type PreviewOutcome = Either<Rejection | MalformedCommand | Failure, Preview>

export type ClienteleOptions = SnapshotOptions & {
  /** `memory()`, `sqlite({ file })`, … */
  readonly store: StoreSource
  /** The time commands are given at; by default the system's. */
  readonly clock?: () => Instant
  readonly logger?: Logger
  /** How many folded streams are kept in memory (default 100,000). */
  readonly cachedStreams?: number
  /** How many streams a command changes in one append (default 500); what changes more is carried out in parts. */
  readonly streamsAtOnce?: number
  /**
   * Whether the views follow what other processes append without being asked (the default). Keeps no process alive, but
   * on EventStoreDB and KurrentDB, whose clients do as long as a connection is in use: close the register there.
   */
  readonly follow?: boolean
}

/** How long closing waits, in milliseconds, for what is under way. */
export type CloseOptions = { readonly drain?: number | undefined }

/** An open customer register. */
export type Clientele = {
  /**
   * Decides a command and appends its events. Takes any value; never throws for what a caller can cause. With `by` it acts
   * as that employee, with the rights of that employee today; without, as the embedding service, with every right.
   */
  execute(command: unknown, context?: Context & BulkOptions): Promise<Outcome>
  /**
   * Decides a command as `execute` would now, and appends nothing: the events it would append, or why it would be
   * refused. Shows what a change to many customers does before it is made.
   */
  preview(command: unknown, context?: Context & BulkOptions): Promise<PreviewOutcome>
  /**
   * The views, answered from memory; they show what this process has executed and, soon after, what others have. With
   * `viewer` a view shows what that employee may see today; without, the embedding service sees everything.
   */
  readonly views: Views
  /** The tables the views are read from. */
  readonly register: Register
  /**
   * Waits until the views have seen what another process wrote, up to now or (given one) at least a position, also one
   * that is not committed yet. `Cancelled` by the signal, `CatchUpTimedOut` after `timeout` milliseconds.
   */
  caughtUp(position?: Position, options?: CaughtUpOptions): Promise<CaughtUp>
  /**
   * Gives a handler the events of the log in order, each at least once: first those that are there, then those that
   * come. A checkpoint is stored after every batch; the next start under the same name goes on there.
   */
  subscribe(name: string, handler: EventHandler, options?: SubscriptionOptions): EventSubscription
  /** Builds the views anew beside the live ones and says whether, and where, they differ. */
  rebuild(options?: RebuildOptions): Promise<Either<Failure, Rebuilt>>
  /** Imports a register directory; the same directory again appends nothing. */
  import(directory: string, options?: ImportOptions): Promise<ImportOutcome>
  /** The raw log. */
  events(options?: ReadAllOptions): AsyncIterable<readonly RecordedEvent[]>
  /** The store it stands on. */
  readonly store: EventStore
  /** The same operations as `TaskEither` values. */
  readonly taskEither: {
    execute(command: unknown, context?: Context): TaskEither<Rejection | MalformedCommand | Failure, Receipt>
  }
  /** Today in the tenant's time zone. */
  today(): string
  /**
   * Takes on no more commands (`StoreClosed`), finishes those under way and the batches that subscriptions handle, and
   * lets go of the store. After `drain` milliseconds (10,000 by default) it waits no longer.
   */
  close(options?: CloseOptions): Promise<void>
}

const outcomeName = (outcome: Outcome): string => (isLeft(outcome) ? outcome.left.error : 'accepted')

const clienteleOver = async (store: EventStore, options: ClienteleOptions): Promise<Clientele> => {
  const { clock = systemClock, logger = silentLogger, cachedStreams = 100_000, follow = true } = options
  const live = await openedProjections(store, { ...options, clock }, logger)
  const { register, views, applyAll } = live
  const keeper = createKeeper(live, options, logger)
  const states = createStates(store, cachedStreams)
  const [turns, oneAtATime, arrivals] = [createTurns(), createOneAtATime(), createArrivals()]
  const observers = [applyAll, states.observe, arrivals.observe, keeper.observe]
  const follower = createFollower(store, observers, logger, register.position)
  const finding = { lookups: lookupsOf(register), find: findingIn(register), arrivals }
  const workshop: Workshop = {
    store,
    states,
    follower,
    turns,
    oneAtATime,
    ...finding,
    streamsAtOnce: streamsAtOnceIn(options),
  }
  const begun = await follower.catchUp()
  if (isLeft(begun)) throw failureError(begun.left)
  keeper.begin()
  const subscriptions = subscriptionsTo(store, logger)
  const unfollow = follow ? follower.follow() : () => {}
  const unprepare = follow ? inSpareTime(register.prepare('en')) : () => {}

  const decide = <E>(
    { decided, data }: ReadCommand,
    meta: Meta,
    context: Context & BulkOptions,
    one: (task: Task) => Promise<Ended<E>>,
  ): Promise<Ended<E>> => {
    if (decided.kind === 'decision') return one({ decision: decided, data, meta })
    const each = (part: ReadCommand, partMeta: Meta): Promise<Ended<E>> => decide(part, partMeta, context, one)
    return executeBulk(decided.each(data), meta, each, context, follower.position())
  }

  const append = async (task: Task, { command, context }: Ready): Promise<Outcome> => {
    const { parts } = task.decision
    const metaAt = (at: Instant): Meta => metaFor(command, { ...context, at: context.at ?? at })
    if (parts !== undefined) return executeParted(workshop, { ...task, parts }, { ...context, metaAt })
    const result = await executeTask(workshop, task)
    return isLeft(result) ? result : right(receiptOf(result.right, follower.position()))
  }

  const underWay = createUnderWay()

  const readyFor = (value: unknown, given: Given): Either<MalformedCommand | Failure, Ready> =>
    underWay.isClosing() ? left({ error: 'StoreClosed' }) : commandFrom(value, given, follower.stoppedBy())

  const metaFor = ({ type, data }: ReadCommand, context: Context): Meta => {
    const meta = metaOf(context, clock, register.settings.policies.timeZone)
    // An id that was made here is nobody's to give again.
    return context.commandId === undefined ? meta : { ...meta, digest: digestOf(type, data, meta.by) }
  }

  const execute: Clientele['execute'] = async (value, given = {}) => {
    const ready = readyFor(value, given)
    if (isLeft(ready)) return ready
    const { command, context } = ready.right
    underWay.enter()
    try {
      const outcome = await inSpan('clientele.execute', command.type, () =>
        decide(command, metaFor(command, context), context, (task) => append(task, ready.right)),
      )
      countCommand(command.type, outcomeName(outcome))
      return outcome
    } finally {
      underWay.leave()
    }
  }

  const preview: Clientele['preview'] = async (value, given = {}) => {
    const ready = readyFor(value, given)
    if (isLeft(ready)) return ready
    const { command, context } = ready.right
    return decide(command, metaFor(command, context), context, (task) => previewTask(workshop, task))
  }

  const copy = () => copyOf(store, (source) => openClientele({ store: source, clock, logger, follow: false }))

  return {
    execute,
    preview,
    views,
    register,
    import: (directory, importOptions) =>
      importRegister(importTarget({ execute, store, register }, copy), directory, importOptions),
    caughtUp: (position, caughtUpOptions = {}) => seenBy({ store, follower }, position, caughtUpOptions),
    subscribe: subscriptions.open,
    rebuild: (rebuildOptions) => rebuild({ store, follower, live, logger }, rebuildOptions),
    events: (readOptions) => store.readAll(readOptions),
    store,
    taskEither: { execute: (command, context) => () => execute(command, context) },
    today: () => dateOf(clock(), register.settings.policies.timeZone),
    close: async ({ drain = 10_000 } = {}) => {
      unfollow()
      unprepare()
      await atMost(drain, Promise.all([underWay.drained(), subscriptions.close()]))
      await atMost(
        drain,
        keeper.close().then(() => store.close()),
      )
      follower.close()
    },
  }
}

/**
 * Opens a customer register on a store and brings its views up to date. Who opens it is the host: it acts and looks as
 * itself by naming nobody, and as an employee by `by` and `viewer`; `docs/rights.md` says what each may.
 * Rejects with an `Error` that carries the `StoreFailure` when the store cannot be opened or read.
 */
export const openClientele = async (options: ClienteleOptions): Promise<Clientele> => {
  const store = await openedStore(options.store)
  try {
    return await clienteleOver(store, options)
  } catch (error) {
    await closeQuietly(options.snapshots, store)
    throw error
  }
}
