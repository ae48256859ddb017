import {
  type CommandGuard,
  dateOf,
  type EventCatalogue,
  type EventStore,
  failureError,
  type HostDecision,
  type RegisterTable,
} from '@clientele/domain'
import { createReadableRegister, type Projections, type ProjectionsByName } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Clientele, ClienteleOptions, CloseOptions, OptionsOfHost } from './clientele.js'
import { createCommands } from './commands.js'
import { createHostIndexes, type HostIndexes } from './host/host-indexes.js'
import { registerTableFor } from './host/register-table.js'
import type { HostOf, NoHost } from './host/typed.js'
import { copyOf } from './import/copy.js'
import { type ImportTarget, importTarget } from './import/target.js'
import { type Logger, neverThrowing, silentLogger } from './logger.js'
import { malformedOptions, type OptionKinds, unlessMalformed } from './options.js'
import { createArrivals } from './runtime/execution/arrivals.js'
import type { ExecutionContext } from './runtime/execution/executor.js'
import { findingIn, lookupsOf } from './runtime/execution/lookups.js'
import { createOneAtATime } from './runtime/execution/retry.js'
import { createStates } from './runtime/execution/states.js'
import { createStreamLocks } from './runtime/execution/stream-locks.js'
import { createFollower, type Follower, type Observer } from './runtime/follower.js'
import { healthOf } from './runtime/health.js'
import { catchUpHost, openedHostProjections, readersOf } from './runtime/host-projections.js'
import { withHostWrites } from './runtime/host-writes.js'
import { createKnownAt } from './runtime/known-at.js'
import { closeQuietly, openedStore } from './runtime/opened-store.js'
import { usualStreamsAtOnce } from './runtime/parts/in-parts.js'
import { inSpareTime } from './runtime/preparing.js'
import { rebuild } from './runtime/snapshots/rebuild.js'
import { createSnapshotScheduler, openedProjections, type SnapshotScheduler } from './runtime/snapshots/scheduler.js'
import { seenBy } from './runtime/subscriptions/catching-up.js'
import { type Subscriptions, subscriptionsTo } from './runtime/subscriptions/subscriptions.js'
import { watch } from './runtime/telemetry.js'
import { createUnderWay, drainIn, type UnderWay } from './runtime/under-way.js'
import { verify } from './runtime/verify.js'
import { atMost } from './timing/at-most.js'
import { systemClock } from './timing/clock.js'

/** What a register has besides its store and its views. */
type Surroundings = {
  readonly events: EventCatalogue
  readonly hostIndexes: HostIndexes
  readonly observe: Observer
  readonly logger: Logger
}

/** What commands run on: what follows the log, and what reads it. */
const createRuntime = (
  store: EventStore,
  { register, applyAll, host, mark }: Projections,
  { cachedStreams = 100_000, streamsAtOnce = usualStreamsAtOnce }: OptionsOfHost,
  { events, hostIndexes, observe, logger }: Surroundings,
): ExecutionContext => {
  const [states, arrivals] = [createStates(store, cachedStreams, events), createArrivals()]
  const applyToHost: Observer = (_, all) => host.applyAll(all)
  const observers: readonly Observer[] = [
    applyAll,
    applyToHost,
    hostIndexes.observe,
    states.observe,
    arrivals.observe,
    observe,
  ]
  return {
    store,
    events,
    states,
    follower: createFollower(store, observers, logger, mark, events),
    locks: createStreamLocks(),
    oneAtATime: createOneAtATime(),
    lookups: lookupsOf(register, hostIndexes),
    find: findingIn(register),
    prepareFinding: register.prepareLookups,
    arrivals,
    streamsAtOnce,
  }
}

/** What of an open register has to end. */
type Open = {
  /** Stops what goes on by itself. */
  readonly background: readonly (() => void)[]
  readonly underWay: UnderWay
  readonly subscriptions: Subscriptions
  readonly snapshotScheduler: SnapshotScheduler
  readonly store: EventStore
  readonly follower: Follower
}

const closeOpen = async (open: Open, given?: CloseOptions): Promise<void> => {
  const drain = drainIn(given)
  for (const stop of open.background) stop()
  await atMost(drain, Promise.all([open.underWay.drained(), open.subscriptions.close(drain)]))
  await atMost(
    drain,
    open.snapshotScheduler.close().then(() => open.store.close()),
  )
  open.follower.close()
}

const importing =
  (target: ImportTarget): Clientele['import'] =>
  async (directory, options) => {
    // Most services import nothing: what reads files is loaded when it is asked for.
    const { importRegister } = await import('#import')
    return importRegister(target, directory, options)
  }

/** The views and the projections of the host, as far as the newest snapshot has them. */
const openLive = async (
  store: EventStore,
  options: OptionsOfHost,
  logger: Logger,
  catalogue: EventCatalogue,
): Promise<Projections> => {
  const host = openedHostProjections(options.projections, logger)
  const live = await openedProjections(store, { ...options, host }, logger)
  await catchUpHost(store, host, live.mark, logger, catalogue)
  return live
}

const clienteleOver = async (store: EventStore, options: OptionsOfHost, table: RegisterTable): Promise<Clientele> => {
  const { clock = systemClock, follow = true, guards = [], decisions = [] } = options
  const logger = neverThrowing(options.logger ?? silentLogger)
  const live = await openLive(store, { ...options, clock }, logger, table.events)
  const { views, audit, host } = live
  const register = createReadableRegister(live.register)
  const timeZone = (): string => live.register.settings.policies.timeZone
  const snapshotScheduler = createSnapshotScheduler(live, options, logger)
  const { observe } = snapshotScheduler
  const hostIndexes = createHostIndexes(table.indexes, table.events)
  const surroundings = { events: table.events, hostIndexes, observe, logger }
  const runtime = createRuntime(withHostWrites(store, options.writes), live, options, surroundings)
  const { follower } = runtime
  if (live.mark !== null) await hostIndexes.load(store)
  const caughtUp = await follower.catchUp()
  if (isLeft(caughtUp)) throw failureError(caughtUp.left)
  snapshotScheduler.begin()
  const subscriptions = subscriptionsTo(store, logger, table.events)
  const underWay = createUnderWay()
  const { execute, executeUnknown, batch, preview, lastFailure } = createCommands({
    runtime,
    table: table.commands,
    clock,
    timeZone,
    underWay,
  })
  const health: Clientele['health'] = (healthOptions) =>
    healthOf({ name: options.store.name, store, follower, subscriptions, host, lastFailure }, healthOptions)
  const background = [
    watch({ queue: underWay.count, health }),
    ...(follow ? [follower.follow(), inSpareTime(live.register.prepare('en'))] : []),
  ]
  const copy = () =>
    copyOf(store, (source) => openClientele({ store: source, clock, logger, follow: false, guards, decisions }))

  return {
    execute,
    executeUnknown,
    batch,
    preview,
    views,
    audit,
    knownAt: createKnownAt(live, store, options.snapshots),
    register,
    projections: readersOf(host),
    import: importing(importTarget({ execute: executeUnknown, batch, store, register: live.register }, copy)),
    caughtUp: (position, caughtUpOptions = {}) => seenBy({ store, follower }, position, caughtUpOptions),
    subscribe: subscriptions.open,
    health,
    rebuild: (rebuildOptions) => rebuild({ store, follower, live, logger, catalogue: table.events }, rebuildOptions),
    verify: (verifyOptions) => verify(store, verifyOptions),
    events: (readOptions) => store.readAll(readOptions ?? {}),
    store,
    taskEither: { execute: (command, context) => () => execute(command, context) },
    today: () => dateOf(clock(), timeZone()),
    close: (given) => closeOpen({ background, underWay, subscriptions, snapshotScheduler, store, follower }, given),
  }
}

const known: OptionKinds<OptionsOfHost> = {
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
  guards: 'object',
  decisions: 'object',
}

/** Opens a register; the guards and decisions of the host tell which commands and rejections it has besides its own. */
type OpenClientele = {
  <
    const D extends readonly HostDecision[],
    const G extends readonly CommandGuard[] = readonly [],
    P extends ProjectionsByName = ProjectionsByName,
  >(
    options: ClienteleOptions<D, G, P> & { readonly decisions: D },
  ): Promise<Clientele<HostOf<D, G>, P>>
  <const G extends readonly CommandGuard[], P extends ProjectionsByName = ProjectionsByName>(
    options: ClienteleOptions<readonly [], G, P> & { readonly guards: G },
  ): Promise<Clientele<HostOf<readonly [], G>, P>>
  <P extends ProjectionsByName = ProjectionsByName>(
    options: ClienteleOptions<readonly [], readonly [], P>,
  ): Promise<Clientele<NoHost, P>>
}

const openRegister = async (options: OptionsOfHost): Promise<Clientele> => {
  unlessMalformed(malformedOptions('openClientele', options, known))
  const table = registerTableFor(options)
  const store = await openedStore(options.store)
  try {
    return Object.freeze(await clienteleOver(store, options, table))
  } catch (error) {
    await closeQuietly(options.snapshots, store)
    throw error
  }
}

/**
 * Opens a customer register on a store and brings its views up to date. Who opens it is the host: it acts and looks as
 * itself by naming nobody, and as an employee by `by` and `viewer`; `docs/rights.md` says what each may.
 * Rejects with an `Error` that carries the `StoreFailure` when the store cannot be opened or read, or when an option is
 * none (`MalformedOptions`).
 */
export const openClientele = openRegister as OpenClientele

type OpenWithHost = <D extends readonly HostDecision[], G extends readonly CommandGuard[], P extends ProjectionsByName>(
  options: ClienteleOptions<D, G, P>,
) => Promise<Clientele<HostOf<D, G>, P>>

/** `openClientele`, where it is not known which guards and decisions there are. */
export const openWithHost = openRegister as OpenWithHost
