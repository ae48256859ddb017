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
import type { Clientele, ClienteleOptions, OptionsOfHost } from './clientele.js'
import { createCommands } from './commands.js'
import type { ExecuteLater } from './execute.js'
import { safeOnHostError } from './host/host-errors.js'
import { createHostIndexes } from './host/host-indexes.js'
import { registerTableFor } from './host/register-table.js'
import type { HostOf, HostTypes } from './host/typed.js'
import { copyOf } from './import/target/copy.js'
import { type ImportTarget, importTarget } from './import/target/target.js'
import { eraseAgain } from './keys/forget-again.js'
import { keysForCopy, type RegisterKeys } from './keys/register-keys.js'
import { readUntilAborted, signalIn } from './log/abortable.js'
import { neverThrowing, silentLogger } from './logger.js'
import { closeRegister } from './opening/close.js'
import { createRuntime } from './opening/create-runtime.js'
import { throwUnlessKnown } from './opening/known-options.js'
import { openLive } from './opening/open-live.js'
import { privacyOf } from './privacy.js'
import { withReadLog } from './read-log/with-read-log.js'
import type { Follower } from './runtime/follower.js'
import { healthOf } from './runtime/health.js'
import { readersOf } from './runtime/host-projections.js'
import { withHostWrites } from './runtime/host-writes.js'
import { createKnownAt } from './runtime/known-at.js'
import { closeQuietly, openStore } from './runtime/open-store.js'
import { createReceiptRedaction } from './runtime/out-of-sight/redact-receipt.js'
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
import { hostClock } from './timing/host-clock.js'

// Most services import nothing: the import code is loaded at the first use.
const createImports = (target: ImportTarget): Pick<Clientele<HostTypes>, 'import' | 'importFile'> => ({
  import: async (directory, options) => (await import('#import')).importRegister(target, directory, options),
  importFile: async (content, options) => (await import('#import')).importFile(target, content, options),
})

/** The store that commands append to: runs the host's writes, and purges snapshots when a person is erased. */
const storeOfCommands = async (
  store: EventStore,
  { writes, snapshots, onHostError }: OptionsOfHost,
  keys: RegisterKeys,
): Promise<EventStore> =>
  purgeOnErasure(await withHostWrites(store, writes, safeOnHostError(onHostError)), {
    snapshots,
    renewKey: keys.renewSnapshotKey,
  })

const createCopy =
  (store: EventStore, options: Omit<OptionsOfHost, 'store'>, keys: RegisterKeys): NonNullable<ImportTarget['copy']> =>
  () =>
    copyOf(
      store,
      (source) => openUnder(keysForCopy(keys), { ...options, store: source, follow: false }),
      keys.isBlocked,
    )

const targetOf = (
  { executeUnknown, batch }: Pick<Clientele<HostTypes>, 'executeUnknown' | 'batch'>,
  register: Pick<Parameters<typeof importTarget>[0], 'store' | 'register' | 'isBlocked'>,
  copy: ImportTarget['copy'],
): ImportTarget => importTarget({ ...register, execute: executeUnknown, batch }, copy)

/** The views and audit questions of a register, now and as known at past moments. */
const createQuestions = (
  live: Projections,
  store: EventStore,
  snapshots: SnapshotStore | undefined,
): Pick<Clientele<HostTypes>, 'views' | 'audit' | 'prepareAudit' | 'knownAt'> => ({
  views: live.views,
  audit: live.audit,
  prepareAudit: async (options) => runYielding(live.history.prepareLog(), signalIn('prepareAudit', options)),
  knownAt: createKnownAt(live, store, snapshots),
})

const createLater = ({ executeUnknown }: Pick<Clientele<HostTypes>, 'executeUnknown'>): ExecuteLater<HostTypes> =>
  ((...given: Parameters<typeof executeUnknown>) =>
    () =>
      executeUnknown(...given)) as ExecuteLater<HostTypes>

/** The log as it is stored (`log`), and with decryption (`store`). */
type Stores = { readonly log: EventStore; readonly store: EventStore }

/** Reads the log, and prepares lists if no snapshot was loaded; with a snapshot, opening should be fast. */
const catchUpAndPrepare = async (follower: Follower, live: Projections): Promise<void> => {
  const isFromLog = live.mark === null
  const caughtUp = await follower.catchUp()
  if (isLeft(caughtUp)) throw failureError(caughtUp.left)
  if (isFromLog) await runYielding(live.register.prepareLists('en'))
}

const createClientele = async (
  { log, store }: Stores,
  options: OptionsOfHost,
  table: RegisterTable,
  keys: RegisterKeys,
): Promise<Clientele<HostTypes>> => {
  const { clock = systemClock, follow = true, guards = [], decisions = [], onHostError } = options
  const logger = neverThrowing(options.logger ?? silentLogger)
  const live = await openLive(store, { ...options, clock }, logger, table.events)
  const register = createReadableRegister(live.register)
  const timeZone = (): string => live.register.settings.policies.timeZone
  const snapshotScheduler = createSnapshotScheduler({ live, store, catalogue: table.events }, options, logger)
  const hostIndexes = createHostIndexes(table.indexes, table.events)
  const parts = { events: table.events, hostIndexes, observe: snapshotScheduler.observe, logger }
  const runtime = createRuntime(await storeOfCommands(store, options, keys), live, options, parts)
  const { follower } = runtime
  if (live.mark !== null) await hostIndexes.load(store)
  await catchUpAndPrepare(follower, live)
  snapshotScheduler.begin()
  const subscriptions = createSubscriptions(store, logger, table.events)
  const underWay = createRunningCalls()
  const { lastFailure, ...commands } = createCommands({
    runtime,
    table: table.commands,
    categories: table.categories,
    clock,
    timeZone,
    underWay,
    keyedDigest: keys.digestOf,
    redactReceipt: createReceiptRedaction(live.register),
  })
  const health: Clientele<HostTypes>['health'] = (healthOptions) =>
    healthOf({ name: options.store.name, store, follower, subscriptions, host: live.host, lastFailure }, healthOptions)
  const background = [
    observeRegister({ queue: underWay.count, health }),
    ...(follow ? [follower.follow(), runInBackground(live.register.prepare('en'))] : []),
  ]
  await eraseAgain(keys, { register, execute: commands.executeUnknown, logger })
  const today = (): string => dateOf(clock(), timeZone())
  const copy = createCopy(store, { clock, logger, guards, decisions, onHostError }, keys)
  const target = targetOf(commands, { store, register: live.register, isBlocked: keys.isBlocked }, copy)
  return {
    ...commands,
    ...createQuestions(live, store, options.snapshots),
    register,
    projections: readersOf(live.host),
    ...privacyOf({ log, store }, table, { register, commands, today }),
    ...createImports({ ...target, isClosed: underWay.isClosing }),
    caughtUp: (position, caughtUpOptions = {}) => waitUntilSeen({ store, follower }, position, caughtUpOptions),
    subscribe: subscriptions.open,
    health,
    rebuild: (rebuildOptions) => rebuild({ store, follower, live, logger, catalogue: table.events }, rebuildOptions),
    verify: (verifyOptions) => verify(store, verifyOptions),
    events: (readOptions) => readUntilAborted(store, readOptions ?? {}),
    store,
    taskEither: { execute: createLater(commands) },
    today,
    close: (given) => closeRegister({ background, underWay, subscriptions, snapshotScheduler, store, follower }, given),
  }
}

// One signature, not overloads: of those the compiler shows errors of the last one only, which knows no guards.
type OpenClientele = <
  const D extends readonly HostDecision[] = readonly [],
  const G extends readonly CommandGuard[] = readonly [],
  P extends ProjectionsByName = ProjectionsByName,
>(
  options: ClienteleOptions<D, G, P>,
) => Promise<Clientele<HostOf<D, G>, P>>

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
    return Object.freeze(await createClientele(stores, options, table, keys))
  } catch (error) {
    await closeQuietly(options.snapshots, stores.store)
    throw error
  }
}

const openRegister = async (given: OptionsOfHost): Promise<Clientele<HostTypes>> => {
  throwUnlessKnown(given)
  const options = given.clock === undefined ? given : { ...given, clock: hostClock(given.clock) }
  const { openKeys } = await import('#keys')
  const keys = await openKeys(options.store, options.keys)
  const crm = await openUnder(keys, options)
  const { readLog, clock = systemClock } = options
  const logger = neverThrowing(options.logger ?? silentLogger)
  if (keys.inClear !== null) logger.info({}, keys.inClear)
  return readLog === undefined ? crm : withReadLog(crm, readLog, { clock, logger })
}

/**
 * Opens a customer register on a store and brings its views up to date. The caller is the host: it acts and reads as itself
 * without `by` and `viewer`, and as an employee with them; see `docs/rights.md`. Rejects with an `Error` that carries the
 * `StoreFailure` if the store cannot be opened or read, or an option is malformed (`MalformedOptions`).
 */
export const openClientele = openRegister as OpenClientele

type OpenWithHost = <D extends readonly HostDecision[], G extends readonly CommandGuard[], P extends ProjectionsByName>(
  options: ClienteleOptions<D, G, P>,
) => Promise<Clientele<HostOf<D, G>, P>>

/** `openClientele` for callers that do not know the types of guards and decisions. */
export const openWithHost = openRegister as OpenWithHost
