import {
  dateOf,
  type EventStore,
  failureError,
  type Instant,
  isStoreFailure,
  type MalformedCommand,
  type Meta,
  type ReadCommand,
} from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { type Batch, type BatchOptions, createBatch } from './batch.js'
import type { Clientele, ClienteleOptions } from './clientele.js'
import { copyOf } from './import/copy.js'
import { importRegister, importTarget } from './import/index.js'
import { neverThrowing, silentLogger } from './logger.js'
import { malformedOptions, type OptionKinds, unlessMalformed } from './options.js'
import type { Failure, Outcome } from './outcome.js'
import { createArrivals } from './runtime/execution/arrivals.js'
import { type BulkOptions, type Ended, executeBulk } from './runtime/execution/bulk.js'
import { createCommandBatch } from './runtime/execution/command-batch.js'
import { type Context, metaOf } from './runtime/execution/context.js'
import { type CommandExecution, type ExecutionContext, executeCommand } from './runtime/execution/executor.js'
import { findingIn, lookupsOf } from './runtime/execution/lookups.js'
import { previewCommand } from './runtime/execution/preview.js'
import { commandFrom, type Given, type Ready } from './runtime/execution/ready.js'
import { receiptOf } from './runtime/execution/receipt.js'
import { createOneAtATime, digestOf } from './runtime/execution/retry.js'
import { createStates } from './runtime/execution/states.js'
import { createStreamLocks } from './runtime/execution/stream-locks.js'
import { createFollower } from './runtime/follower.js'
import { healthOf, type LastFailure } from './runtime/health.js'
import { closeQuietly, openedStore } from './runtime/opened-store.js'
import { executeParted, usualStreamsAtOnce } from './runtime/parts/in-parts.js'
import { inSpareTime } from './runtime/preparing.js'
import { rebuild } from './runtime/snapshots/rebuild.js'
import { createSnapshotScheduler, openedProjections } from './runtime/snapshots/scheduler.js'
import { seenBy } from './runtime/subscriptions/catching-up.js'
import { subscriptionsTo } from './runtime/subscriptions/subscriptions.js'
import { countCommand, inSpan } from './runtime/telemetry.js'
import { createUnderWay, drainIn } from './runtime/under-way.js'
import { atMost } from './timing/at-most.js'
import { systemClock } from './timing/clock.js'

const outcomeName = (outcome: Outcome): string => (isLeft(outcome) ? outcome.left.error : 'accepted')

const clienteleOver = async (store: EventStore, options: ClienteleOptions): Promise<Clientele> => {
  const { clock = systemClock, cachedStreams = 100_000, follow = true } = options
  const logger = neverThrowing(options.logger ?? silentLogger)
  const { streamsAtOnce = usualStreamsAtOnce } = options
  const live = await openedProjections(store, { ...options, clock }, logger)
  const { register, views, applyAll } = live
  const snapshotScheduler = createSnapshotScheduler(live, options, logger)
  const states = createStates(store, cachedStreams)
  const [locks, oneAtATime, arrivals] = [createStreamLocks(), createOneAtATime(), createArrivals()]
  const observers = [applyAll, states.observe, arrivals.observe, snapshotScheduler.observe]
  const follower = createFollower(store, observers, logger, live.mark)
  const finding = {
    lookups: lookupsOf(register),
    find: findingIn(register),
    prepareFinding: register.prepareLookups,
    arrivals,
  }
  const runtime: ExecutionContext = { store, states, follower, locks, oneAtATime, ...finding, streamsAtOnce }
  const begun = await follower.catchUp()
  if (isLeft(begun)) throw failureError(begun.left)
  snapshotScheduler.begin()
  const subscriptions = subscriptionsTo(store, logger)
  const unfollow = follow ? follower.follow() : () => {}
  const unprepare = follow ? inSpareTime(register.prepare('en')) : () => {}

  const decide = <E>(
    { decided, data }: ReadCommand,
    meta: Meta,
    context: Context & BulkOptions,
    one: (execution: CommandExecution) => Promise<Ended<E>>,
  ): Promise<Ended<E>> => {
    if (decided.kind === 'decision') return one({ decision: decided, data, meta })
    const each = (part: ReadCommand, partMeta: Meta): Promise<Ended<E>> => decide(part, partMeta, context, one)
    return executeBulk(decided.each(data), meta, each, context, follower.mark())
  }

  let lastFailure: LastFailure | null = null

  // Others who were quicker are no trouble of the store.
  const noted = (outcome: Outcome): Outcome => {
    if (isLeft(outcome) && isStoreFailure(outcome.left) && outcome.left.error !== 'ConcurrencyConflict')
      lastFailure = { at: clock(), failure: outcome.left }
    return outcome
  }

  const append = async (execution: CommandExecution, { command, context }: Ready): Promise<Outcome> => {
    const { parts } = execution.decision
    const metaAt = (at: Instant): Meta => metaFor(command, { ...context, at: context.at ?? at })
    if (parts !== undefined) return noted(await executeParted(runtime, { ...execution, parts }, { ...context, metaAt }))
    const result = await executeCommand(runtime, execution)
    return noted(isLeft(result) ? result : right(receiptOf(result.right, follower.mark())))
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
        decide(command, metaFor(command, context), context, (execution) => append(execution, ready.right)),
      )
      countCommand(command.type, outcomeName(outcome))
      return outcome
    } finally {
      underWay.leave()
    }
  }

  const executionFor = ({ command, context }: Ready): CommandExecution | null => {
    const { decided, data } = command
    if (decided.kind !== 'decision' || decided.parts !== undefined) return null
    return { decision: decided, data, meta: metaFor(command, context) }
  }

  const batch = (batchOptions: BatchOptions = {}): Batch => {
    unlessMalformed(malformedOptions('batch', batchOptions, batchOptionKinds))
    const commands = createCommandBatch(runtime, batchOptions.expiresAfter ?? 30_000)
    return createBatch({ commands, underWay, readyFor, executionFor, execute })
  }

  const preview: Clientele['preview'] = async (value, given = {}) => {
    const ready = readyFor(value, given)
    if (isLeft(ready)) return ready
    const { command, context } = ready.right
    return decide(command, metaFor(command, context), context, (execution) => previewCommand(runtime, execution))
  }

  const copy = () => copyOf(store, (source) => openClientele({ store: source, clock, logger, follow: false }))

  return {
    execute,
    batch,
    preview,
    views,
    register,
    import: (directory, importOptions) =>
      importRegister(importTarget({ execute, batch, store, register }, copy), directory, importOptions),
    caughtUp: (position, caughtUpOptions = {}) => seenBy({ store, follower }, position, caughtUpOptions),
    subscribe: subscriptions.open,
    health: (healthOptions) =>
      healthOf(
        { name: options.store.name, store, follower, subscriptions, lastFailure: () => lastFailure },
        healthOptions,
      ),
    rebuild: (rebuildOptions) => rebuild({ store, follower, live, logger }, rebuildOptions),
    events: (readOptions) => store.readAll(readOptions ?? {}),
    store,
    taskEither: { execute: (command, context) => () => execute(command, context) },
    today: () => dateOf(clock(), register.settings.policies.timeZone),
    close: async (given) => {
      const drain = drainIn(given)
      unfollow()
      unprepare()
      await atMost(drain, Promise.all([underWay.drained(), subscriptions.close(drain)]))
      await atMost(
        drain,
        snapshotScheduler.close().then(() => store.close()),
      )
      follower.close()
    },
  }
}

const batchOptionKinds: OptionKinds<BatchOptions> = { expiresAfter: 'milliseconds' }

const known: OptionKinds<ClienteleOptions> = {
  store: 'object',
  clock: 'function',
  logger: 'object',
  cachedStreams: 'count',
  streamsAtOnce: 'count',
  follow: 'flag',
  snapshots: 'object',
  snapshotEvery: 'count',
}

/**
 * Opens a customer register on a store and brings its views up to date. Who opens it is the host: it acts and looks as
 * itself by naming nobody, and as an employee by `by` and `viewer`; `docs/rights.md` says what each may.
 * Rejects with an `Error` that carries the `StoreFailure` when the store cannot be opened or read, or when an option is
 * none (`MalformedOptions`).
 */
export const openClientele = async (options: ClienteleOptions): Promise<Clientele> => {
  unlessMalformed(malformedOptions('openClientele', options, known))
  const store = await openedStore(options.store)
  try {
    return await clienteleOver(store, options)
  } catch (error) {
    await closeQuietly(options.snapshots, store)
    throw error
  }
}
