import { dateOf, type EventStore, failureError } from '@clientele/domain'
import { createReadableRegister, type Projections, type ProjectionsByName } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Clientele, ClienteleOptions } from './clientele.js'
import { createCommands } from './commands.js'
import { catchUpHost, openedHostProjections, readersOf } from './guests/host-projections.js'
import { withHostWrites } from './guests/host-writes.js'
import { copyOf } from './import/copy.js'
import { type ImportTarget, importRegister, importTarget } from './import/index.js'
import { type Logger, neverThrowing, silentLogger } from './logger.js'
import { malformedOptions, type OptionKinds, unlessMalformed } from './options.js'
import { createArrivals } from './runtime/execution/arrivals.js'
import type { ExecutionContext } from './runtime/execution/executor.js'
import { findingIn, lookupsOf } from './runtime/execution/lookups.js'
import { createOneAtATime } from './runtime/execution/retry.js'
import { createStates } from './runtime/execution/states.js'
import { createStreamLocks } from './runtime/execution/stream-locks.js'
import { createFollower, type Observer } from './runtime/follower.js'
import { healthOf } from './runtime/health.js'
import { closeQuietly, openedStore } from './runtime/opened-store.js'
import { usualStreamsAtOnce } from './runtime/parts/in-parts.js'
import { inSpareTime } from './runtime/preparing.js'
import { rebuild } from './runtime/snapshots/rebuild.js'
import { createSnapshotScheduler, openedProjections } from './runtime/snapshots/scheduler.js'
import { seenBy } from './runtime/subscriptions/catching-up.js'
import { subscriptionsTo } from './runtime/subscriptions/subscriptions.js'
import { createUnderWay, drainIn } from './runtime/under-way.js'
import { atMost } from './timing/at-most.js'
import { systemClock } from './timing/clock.js'

/** What commands run on: what follows the log, and what reads it. */
const createRuntime = (
  store: EventStore,
  { register, applyAll, host, mark }: Projections,
  { cachedStreams = 100_000, streamsAtOnce = usualStreamsAtOnce }: ClienteleOptions,
  observe: Observer,
  logger: Logger,
): ExecutionContext => {
  const [states, arrivals] = [createStates(store, cachedStreams), createArrivals()]
  const applyToHost: Observer = (_, all) => host.applyAll(all)
  const observers: readonly Observer[] = [applyAll, applyToHost, states.observe, arrivals.observe, observe]
  return {
    store,
    states,
    follower: createFollower(store, observers, logger, mark),
    locks: createStreamLocks(),
    oneAtATime: createOneAtATime(),
    lookups: lookupsOf(register),
    find: findingIn(register),
    prepareFinding: register.prepareLookups,
    arrivals,
    streamsAtOnce,
  }
}

const importing =
  (target: ImportTarget): Clientele['import'] =>
  (directory, options) =>
    importRegister(target, directory, options)

/** The views and the projections of the host, as far as the newest snapshot has them. */
const openLive = async (store: EventStore, options: ClienteleOptions, logger: Logger): Promise<Projections> => {
  const host = openedHostProjections(options.projections, logger)
  const live = await openedProjections(store, { ...options, host }, logger)
  await catchUpHost(store, host, live.mark, logger)
  return live
}

const clienteleOver = async <P extends ProjectionsByName>(
  store: EventStore,
  options: ClienteleOptions<P>,
): Promise<Clientele<P>> => {
  const { clock = systemClock, follow = true } = options
  const logger = neverThrowing(options.logger ?? silentLogger)
  const live = await openLive(store, { ...options, clock }, logger)
  const { views, host } = live
  const register = createReadableRegister(live.register)
  const timeZone = (): string => live.register.settings.policies.timeZone
  const snapshotScheduler = createSnapshotScheduler(live, options, logger)
  const runtime = createRuntime(withHostWrites(store, options.writes), live, options, snapshotScheduler.observe, logger)
  const { follower } = runtime
  const caughtUp = await follower.catchUp()
  if (isLeft(caughtUp)) throw failureError(caughtUp.left)
  snapshotScheduler.begin()
  const subscriptions = subscriptionsTo(store, logger)
  const stopFollowing = follow ? follower.follow() : () => {}
  const stopPreparing = follow ? inSpareTime(live.register.prepare('en')) : () => {}
  const underWay = createUnderWay()
  const { execute, executeUnknown, batch, preview, lastFailure } = createCommands({
    runtime,
    clock,
    timeZone,
    underWay,
  })
  const copy = () => copyOf(store, (source) => openClientele({ store: source, clock, logger, follow: false }))

  return {
    execute,
    executeUnknown,
    batch,
    preview,
    views,
    register,
    projections: readersOf<P>(host),
    import: importing(importTarget({ execute: executeUnknown, batch, store, register: live.register }, copy)),
    caughtUp: (position, caughtUpOptions = {}) => seenBy({ store, follower }, position, caughtUpOptions),
    subscribe: subscriptions.open,
    health: (healthOptions) =>
      healthOf({ name: options.store.name, store, follower, subscriptions, host, lastFailure }, healthOptions),
    rebuild: (rebuildOptions) => rebuild({ store, follower, live, logger }, rebuildOptions),
    events: (readOptions) => store.readAll(readOptions ?? {}),
    store,
    taskEither: { execute: (command, context) => () => execute(command, context) },
    today: () => dateOf(clock(), timeZone()),
    close: async (given) => {
      const drain = drainIn(given)
      stopFollowing()
      stopPreparing()
      await atMost(drain, Promise.all([underWay.drained(), subscriptions.close(drain)]))
      await atMost(
        drain,
        snapshotScheduler.close().then(() => store.close()),
      )
      follower.close()
    },
  }
}

const known: OptionKinds<ClienteleOptions> = {
  store: 'object',
  projections: 'object',
  writes: 'object',
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
export const openClientele = async <P extends ProjectionsByName = ProjectionsByName>(
  options: ClienteleOptions<P>,
): Promise<Clientele<P>> => {
  unlessMalformed(malformedOptions('openClientele', options, known))
  const store = await openedStore(options.store)
  try {
    return Object.freeze(await clienteleOver(store, options))
  } catch (error) {
    await closeQuietly(options.snapshots, store)
    throw error
  }
}
