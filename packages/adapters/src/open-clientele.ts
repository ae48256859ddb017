import {
  type CommandGuard,
  dateOf,
  type EventStore,
  failureError,
  type HostDecision,
  type RegisterTable,
  type SnapshotStore,
} from '@clientele/domain'
import { createReadableRegister, type Projections, type ProjectionsByName } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Clientele, ClienteleOptions, ExecuteLater, OptionsOfHost } from './clientele.js'
import { createCommands } from './commands.js'
import { tellingHost } from './host/host-errors.js'
import { createHostIndexes } from './host/host-indexes.js'
import { registerTableFor } from './host/register-table.js'
import type { HostOf, HostTypes, NoHost } from './host/typed.js'
import { copyOf } from './import/target/copy.js'
import { type ImportTarget, importTarget } from './import/target/target.js'
import { forgetAgain } from './keys/forget-again.js'
import { type RegisterKeys, sharedBy } from './keys/register-keys.js'
import { neverThrowing, silentLogger } from './logger.js'
import { closeOpen } from './opening/close.js'
import { createRuntime } from './opening/create-runtime.js'
import { knownOptions } from './opening/known-options.js'
import { openLive } from './opening/open-live.js'
import { malformedOptions, unlessMalformed } from './options.js'
import { privacyOf } from './privacy.js'
import { withReadLog } from './read-log/with-read-log.js'
import type { Follower } from './runtime/follower.js'
import { healthOf } from './runtime/health.js'
import { readersOf } from './runtime/host-projections.js'
import { withHostWrites } from './runtime/host-writes.js'
import { createKnownAt } from './runtime/known-at.js'
import { closeQuietly, openStore } from './runtime/open-store.js'
import { createRunningCalls } from './runtime/running-calls.js'
import { purgeOnErasure } from './runtime/snapshots/purging.js'
import { rebuild } from './runtime/snapshots/rebuild.js'
import { createSnapshotScheduler } from './runtime/snapshots/scheduler.js'
import { waitUntilSeen } from './runtime/subscriptions/catching-up.js'
import { createSubscriptions } from './runtime/subscriptions/subscriptions.js'
import { observeRegister } from './runtime/telemetry.js'
import { verify } from './runtime/verify.js'
import { runInBackground, runYielding } from './runtime/yielding.js'
import { systemClock } from './timing/clock.js'

// Most services import nothing: what reads files is loaded when it is asked for.
const importing = (target: ImportTarget): Pick<Clientele<HostTypes>, 'import' | 'importFile'> => ({
  import: async (directory, options) => (await import('#import')).importRegister(target, directory, options),
  importFile: async (content, options) => (await import('#import')).importFile(target, content, options),
})

/** The store that commands append to: with what the host writes, and without snapshots once a person is erased. */
const storeOfCommands = async (
  store: EventStore,
  { writes, snapshots, onHostError }: OptionsOfHost,
  keys: RegisterKeys,
): Promise<EventStore> =>
  purgeOnErasure(await withHostWrites(store, writes, tellingHost(onHostError)), {
    snapshots,
    renewKey: keys.renewSnapshotKey,
  })

const copying =
  (store: EventStore, options: Omit<OptionsOfHost, 'store'>, keys: RegisterKeys): NonNullable<ImportTarget['copy']> =>
  () =>
    copyOf(store, (source) => openUnder(sharedBy(keys), { ...options, store: source, follow: false }), keys.isBlocked)

const targetOf = (
  { executeUnknown, batch }: Pick<Clientele<HostTypes>, 'executeUnknown' | 'batch'>,
  register: Pick<Parameters<typeof importTarget>[0], 'store' | 'register' | 'isBlocked'>,
  copy: ImportTarget['copy'],
): ImportTarget => importTarget({ ...register, execute: executeUnknown, batch }, copy)

/** What a register is asked, now and as it was known. */
const questionsTo = (
  live: Projections,
  store: EventStore,
  snapshots: SnapshotStore | undefined,
): Pick<Clientele<HostTypes>, 'views' | 'audit' | 'prepareAudit' | 'knownAt'> => ({
  views: live.views,
  audit: live.audit,
  prepareAudit: () => runYielding(live.history.prepareLog()),
  knownAt: createKnownAt(live, store, snapshots),
})

const laterOf = ({ executeUnknown }: Pick<Clientele<HostTypes>, 'executeUnknown'>): ExecuteLater<HostTypes> =>
  ((...given: Parameters<typeof executeUnknown>) =>
    () =>
      executeUnknown(...given)) as ExecuteLater<HostTypes>

/** The log as it is stored, and as it reads. */
type Stores = { readonly log: EventStore; readonly store: EventStore }

/** Reads what is in the log, and prepares lists where nothing was loaded: a snapshot is there to open at once. */
const caughtUpWith = async (follower: Follower, live: Projections): Promise<void> => {
  const isFromLog = live.mark === null
  const caughtUp = await follower.catchUp()
  if (isLeft(caughtUp)) throw failureError(caughtUp.left)
  if (isFromLog) await runYielding(live.register.prepareLists('en'))
}

const clienteleOver = async (
  { log, store }: Stores,
  options: OptionsOfHost,
  table: RegisterTable,
  keys: RegisterKeys,
): Promise<Clientele<HostTypes>> => {
  const { clock = systemClock, follow = true, guards = [], decisions = [], onHostError } = options
  const logger = neverThrowing(options.logger ?? silentLogger)
  const live = await openLive(store, { ...options, clock }, logger, table.events)
  const { host } = live
  const register = createReadableRegister(live.register)
  const timeZone = (): string => live.register.settings.policies.timeZone
  const snapshotScheduler = createSnapshotScheduler({ live, store, catalogue: table.events }, options, logger)
  const hostIndexes = createHostIndexes(table.indexes, table.events)
  const surroundings = { events: table.events, hostIndexes, observe: snapshotScheduler.observe, logger }
  const runtime = createRuntime(await storeOfCommands(store, options, keys), live, options, surroundings)
  const { follower } = runtime
  if (live.mark !== null) await hostIndexes.load(store)
  await caughtUpWith(follower, live)
  snapshotScheduler.begin()
  const subscriptions = createSubscriptions(store, logger, table.events)
  const underWay = createRunningCalls()
  const { lastFailure, ...commands } = createCommands({
    runtime,
    table: table.commands,
    clock,
    timeZone,
    underWay,
    keyedDigest: keys.digestOf,
  })
  const health: Clientele<HostTypes>['health'] = (healthOptions) =>
    healthOf({ name: options.store.name, store, follower, subscriptions, host, lastFailure }, healthOptions)
  const background = [
    observeRegister({ queue: underWay.count, health }),
    ...(follow ? [follower.follow(), runInBackground(live.register.prepare('en'))] : []),
  ]
  await forgetAgain(keys, { register, execute: commands.executeUnknown, logger })
  const today = (): string => dateOf(clock(), timeZone())
  const copy = copying(store, { clock, logger, guards, decisions, ...(onHostError && { onHostError }) }, keys)
  return {
    ...commands,
    ...questionsTo(live, store, options.snapshots),
    register,
    projections: readersOf(host),
    ...privacyOf({ log, store }, table, { register, commands, today }),
    ...importing(targetOf(commands, { store, register: live.register, isBlocked: keys.isBlocked }, copy)),
    caughtUp: (position, caughtUpOptions = {}) => waitUntilSeen({ store, follower }, position, caughtUpOptions),
    subscribe: subscriptions.open,
    health,
    rebuild: (rebuildOptions) => rebuild({ store, follower, live, logger, catalogue: table.events }, rebuildOptions),
    verify: (verifyOptions) => verify(store, verifyOptions),
    events: (readOptions) => store.readAll(readOptions ?? {}),
    store,
    taskEither: { execute: laterOf(commands) },
    today,
    close: (given) => closeOpen({ background, underWay, subscriptions, snapshotScheduler, store, follower }, given),
  }
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

const openEncrypted = async (
  { store }: OptionsOfHost,
  keys: RegisterKeys,
  { events }: RegisterTable,
): Promise<Stores> => {
  try {
    const log = await openStore(store)
    return { log, store: keys.storeOver(log, events) }
  } catch (error) {
    await closeQuietly(keys)
    throw error
  }
}

const openUnder = async (keys: RegisterKeys, given: OptionsOfHost): Promise<Clientele<HostTypes>> => {
  const table = registerTableFor(given)
  const snapshots = given.snapshots && keys.snapshotsOver(given.snapshots)
  const options = snapshots === undefined ? given : { ...given, snapshots }
  const stores = await openEncrypted(options, keys, table)
  try {
    return Object.freeze(await clienteleOver(stores, options, table, keys))
  } catch (error) {
    await closeQuietly(options.snapshots, stores.store)
    throw error
  }
}

const openRegister = async (options: OptionsOfHost): Promise<Clientele<HostTypes>> => {
  unlessMalformed(malformedOptions('openClientele', options, knownOptions))
  const { openKeys } = await import('#keys')
  const keys = await openKeys(options.store, options.keys)
  const crm = await openUnder(keys, options)
  const { readLog, clock = systemClock } = options
  const logger = neverThrowing(options.logger ?? silentLogger)
  if (keys.inClear !== null) logger.info({}, keys.inClear)
  return readLog === undefined ? crm : withReadLog(crm, readLog, { clock, logger })
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
