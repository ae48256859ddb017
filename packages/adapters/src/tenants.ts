import { type CommandGuard, failureError, type HostDecision, type StoreSource } from '@clientele/domain'
import type { ProjectionsByName } from '@clientele/projections'
import type { Clientele, ClienteleOptions, CloseOptions } from './clientele.js'
import type { HostOf, HostTypes, NoHost } from './host/typed.js'
import { openWithHost } from './open-clientele.js'
import { malformedOptions, type OptionKinds, refuseOption, throwIfMalformed } from './options.js'
import { drainOf } from './runtime/running-calls.js'
import { atMost } from './timing/at-most.js'
import { createSignal, type Signal } from './timing/signal.js'

export type TenantsOptions<
  D extends readonly HostDecision[] = readonly [],
  G extends readonly CommandGuard[] = readonly [],
  P extends ProjectionsByName = ProjectionsByName,
> = Omit<ClienteleOptions<D, G, P>, 'store' | 'snapshots' | 'keys' | 'readLog'> & {
  /** The store of a tenant: its own file, schema or prefix. */
  readonly store: (id: string) => StoreSource
  /** Where to save the snapshots of a tenant. */
  readonly snapshots?: ((id: string) => ClienteleOptions['snapshots']) | undefined
  /** The keys of a tenant: its own master key or key store. */
  readonly keys?: ((id: string) => ClienteleOptions['keys']) | undefined
  /** The read log of a tenant: called with who read whose personal data. */
  readonly readLog?: ((id: string) => ClienteleOptions['readLog']) | undefined
  /** How many registers stay open (default 100); more are open only while all of them are in use. */
  readonly limit?: number | undefined
  /** How many folded streams all registers together cache in memory (default 100,000), divided by `limit` for each. */
  readonly cachedStreams?: number | undefined
}

/** The registers of many tenants, opened on demand. */
export type Tenants<H extends HostTypes = NoHost, P extends ProjectionsByName = ProjectionsByName> = {
  /**
   * Returns the register of a tenant; opens it if it is not open. What is called at once runs to its end; later the register
   * may be closed to open others: call `get` for every request, or use `use`. Rejects as `openClientele` does; the next call
   * tries again.
   */
  get(id: string): Promise<Clientele<H, P>>
  /** Runs work on the register of a tenant, which stays open until the work ends. */
  use<A>(id: string, work: (crm: Clientele<H, P>) => Promise<A>): Promise<A>
  /** The tenants with open registers, the least recently used first. */
  open(): readonly string[]
  /** Opens no more registers (`StoreClosed`), waits for running work and closes all registers. */
  close(options?: CloseOptions): Promise<void>
}

type Tenant<Crm> = { readonly opening: Promise<Crm>; users: number }

type OptionsOfAny = TenantsOptions<readonly HostDecision[], readonly CommandGuard[]>

const optionKinds: OptionKinds<OptionsOfAny> = {
  store: 'function',
  snapshots: 'function',
  keys: 'function',
  readLog: 'function',
  limit: 'count',
  cachedStreams: 'count',
  clock: 'function',
  logger: 'logger',
  streamsAtOnce: 'count',
  follow: 'flag',
  snapshotEvery: 'count',
  guards: 'object',
  decisions: 'object',
  projections: 'object',
  writes: 'object',
  onHostError: 'function',
}

const defaultLimit = 100
const defaultStreams = 100_000

const optionsFor = <D extends readonly HostDecision[], G extends readonly CommandGuard[], P extends ProjectionsByName>(
  id: string,
  { store, snapshots, keys, readLog, limit, cachedStreams, ...shared }: TenantsOptions<D, G, P>,
): ClienteleOptions<D, G, P> => {
  const ownSnapshots = snapshots?.(id)
  const ownKeys = keys?.(id)
  const ownReadLog = readLog?.(id)
  return {
    ...shared,
    store: store(id),
    cachedStreams: Math.max(1, Math.floor((cachedStreams ?? defaultStreams) / (limit ?? defaultLimit))),
    ...(ownSnapshots === undefined ? {} : { snapshots: ownSnapshots }),
    ...(ownKeys === undefined ? {} : { keys: ownKeys }),
    ...(ownReadLog === undefined ? {} : { readLog: ownReadLog }),
  }
}

type Closable = { close(options?: CloseOptions): Promise<void> }

type Pool<Crm extends Closable> = {
  readonly openRegister: (id: string) => Promise<Crm>
  readonly limit: number
  /** In the order of use, the most recently used last. */
  readonly tenants: Map<string, Tenant<Crm>>
  /** Running closings; a register can be opened again only after its closing. */
  readonly closings: Map<string, Promise<void>>
  readonly unused: Signal
  isClosing: boolean
}

const closeTenant = <Crm extends Closable>(
  { tenants, closings }: Pool<Crm>,
  id: string,
  given?: CloseOptions,
): Promise<void> => {
  const opening = tenants.get(id)?.opening ?? Promise.resolve(null)
  tenants.delete(id)
  const closing = opening
    .then(
      (crm) => crm?.close(given),
      () => undefined,
    )
    .finally(() => closings.delete(id))
  closings.set(id, closing)
  return closing
}

// Ignores failures of closing an unused register, since no caller waits for it; the next opening reports them.
const closeUnused = <Crm extends Closable>(pool: Pool<Crm>): void => {
  for (const [id, { users }] of pool.tenants) {
    if (pool.tenants.size <= pool.limit) return
    if (users === 0) closeTenant(pool, id).catch(() => undefined)
  }
}

const openTenant = <Crm extends Closable>(pool: Pool<Crm>, id: string): Tenant<Crm> => {
  const { tenants, closings, openRegister } = pool
  // A register that the host closes must not be given to others.
  const leavingWhenClosed = (crm: Crm): Crm =>
    Object.freeze({
      ...crm,
      close: (given?: CloseOptions) => (tenants.get(id) === tenant ? closeTenant(pool, id, given) : crm.close(given)),
    })
  const opening = (closings.get(id) ?? Promise.resolve())
    .catch(() => undefined)
    .then(() => openRegister(id))
    .then(leavingWhenClosed)
  const tenant: Tenant<Crm> = { opening, users: 0 }
  opening.catch(() => {
    if (tenants.get(id) === tenant) tenants.delete(id)
  })
  return tenant
}

const useTenant = async <Crm extends Closable, A>(
  pool: Pool<Crm>,
  id: string,
  work: (crm: Crm) => Promise<A>,
): Promise<A> => {
  if (pool.isClosing) throw failureError({ error: 'StoreClosed' })
  if (typeof id !== 'string' || id === '') refuseOption('openTenants', 'the id of a tenant is a text.')
  if (typeof work !== 'function') refuseOption('openTenants', 'the work on a register is a function.')
  const tenant = pool.tenants.get(id) ?? openTenant(pool, id)
  pool.tenants.delete(id)
  pool.tenants.set(id, tenant)
  tenant.users += 1
  try {
    return await work(await tenant.opening)
  } finally {
    tenant.users -= 1
    closeUnused(pool)
    pool.unused.notify()
  }
}

// After how many microtasks those who wait for a register have surely called it; opening another one takes more.
const ticksOfWaiters = 16

// The register stays in use until those who wait for it had their turn: what they call at once still runs to its end.
const getRegister = <Crm extends Closable>(pool: Pool<Crm>, id: string): Promise<Crm> =>
  new Promise((resolve, reject) => {
    const handOver = async (crm: Crm): Promise<void> => {
      resolve(crm)
      for (let tick = 0; tick < ticksOfWaiters; tick += 1) await null
    }
    useTenant(pool, id, handOver).catch(reject)
  })

const waitUntilUnused = async <Crm extends Closable>({ tenants, unused }: Pool<Crm>): Promise<void> => {
  while ([...tenants.values()].some(({ users }) => users > 0)) await unused.next()
}

const closeAll = async <Crm extends Closable>(pool: Pool<Crm>, given?: CloseOptions): Promise<void> => {
  pool.isClosing = true
  await atMost(drainOf(given), waitUntilUnused(pool))
  for (const id of [...pool.tenants.keys()]) closeTenant(pool, id, given)
  const ended = await Promise.allSettled(pool.closings.values())
  const failed = ended.find((one) => one.status === 'rejected')
  if (failed !== undefined) throw failed.reason
}

/**
 * Manages the registers of many tenants: opens each on demand, and closes the least recently used idle ones if more than
 * `limit` are open. Throws an `Error` that carries `MalformedOptions`.
 */
export const openTenants = <
  const D extends readonly HostDecision[] = readonly [],
  const G extends readonly CommandGuard[] = readonly [],
  P extends ProjectionsByName = ProjectionsByName,
>(
  options: TenantsOptions<D, G, P>,
): Tenants<HostOf<D, G>, P> => {
  throwIfMalformed(malformedOptions('openTenants', options, optionKinds, ['store']))
  const { limit = defaultLimit } = options
  const pool: Pool<Clientele<HostOf<D, G>, P>> = {
    openRegister: (id) => openWithHost(optionsFor(id, options)),
    limit,
    tenants: new Map(),
    closings: new Map(),
    unused: createSignal(),
    isClosing: false,
  }
  return {
    get: (id) => getRegister(pool, id),
    use: (id, work) => useTenant(pool, id, work),
    open: () => [...pool.tenants.keys()],
    close: (given) => closeAll(pool, given),
  }
}
