import { type CommandGuard, failureError, type HostDecision, type StoreSource } from '@clientele/domain'
import type { ProjectionsByName } from '@clientele/projections'
import type { Clientele, ClienteleOptions, CloseOptions } from './clientele.js'
import type { HostOf, HostTypes, NoHost } from './host/typed.js'
import { openWithHost } from './open-clientele.js'
import { malformedOptions, type OptionKinds, unlessMalformed } from './options.js'
import { drainOf } from './runtime/running-calls.js'
import { atMost } from './timing/at-most.js'
import { createSignal, type Signal } from './timing/signal.js'

export type TenantsOptions<
  D extends readonly HostDecision[] = readonly [],
  G extends readonly CommandGuard[] = readonly [],
  P extends ProjectionsByName = ProjectionsByName,
> = Omit<ClienteleOptions<D, G, P>, 'store' | 'snapshots' | 'keys' | 'readLog'> & {
  /** The store of a tenant: a file, a schema or a prefix of its own. */
  readonly store: (id: string) => StoreSource
  /** Where the views of a tenant are saved. */
  readonly snapshots?: (id: string) => ClienteleOptions['snapshots']
  /** The keys of a tenant: a master key or a key store of its own. */
  readonly keys?: (id: string) => ClienteleOptions['keys']
  /** Hears who looked at whose personal data in the register of a tenant. */
  readonly readLog?: (id: string) => ClienteleOptions['readLog']
  /** How many registers are open at a time, those in use not counted when all are (default 100). */
  readonly limit?: number
  /** How many folded streams all registers together keep in memory (default 100,000): each has its share of the limit. */
  readonly cachedStreams?: number
}

/** The registers of many tenants, opened when they are asked for. */
export type Tenants<H extends HostTypes = NoHost, P extends ProjectionsByName = ProjectionsByName> = {
  /**
   * The register of a tenant, opened where it is not. Others may have it closed later, which takes what is under way to
   * its end: ask again for every request, or use `use`. Rejects as `openClientele` does, and is tried anew the next time.
   */
  get(id: string): Promise<Clientele<H, P>>
  /** Does work on the register of a tenant, which stays open until the work ends. */
  use<A>(id: string, work: (crm: Clientele<H, P>) => Promise<A>): Promise<A>
  /** The tenants whose registers are open, the least recently used first. */
  open(): readonly string[]
  /** Opens nothing more (`StoreClosed`), waits for work under way and closes every register. */
  close(options?: CloseOptions): Promise<void>
}

type Tenant<Crm> = { readonly opening: Promise<Crm>; users: number }

type OptionsOfAny = TenantsOptions<readonly HostDecision[], readonly CommandGuard[]>

const known: OptionKinds<OptionsOfAny> = {
  store: 'function',
  snapshots: 'function',
  keys: 'function',
  readLog: 'function',
  limit: 'count',
  cachedStreams: 'count',
  clock: 'function',
  logger: 'object',
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
  const saved = snapshots?.(id)
  const own = keys?.(id)
  const heard = readLog?.(id)
  return {
    ...shared,
    store: store(id),
    cachedStreams: Math.max(1, Math.floor((cachedStreams ?? defaultStreams) / (limit ?? defaultLimit))),
    ...(saved === undefined ? {} : { snapshots: saved }),
    ...(own === undefined ? {} : { keys: own }),
    ...(heard === undefined ? {} : { readLog: heard }),
  }
}

type Closable = { close(options?: CloseOptions): Promise<void> }

type Pool<Crm extends Closable> = {
  readonly openRegister: (id: string) => Promise<Crm>
  readonly limit: number
  /** In the order of use: the last one was used last. */
  readonly tenants: Map<string, Tenant<Crm>>
  /** What has to end before a register of that name can be opened anew. */
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

// What fails while an unused register closes is nobody's request; the next opening tells.
const closeUnused = <Crm extends Closable>(pool: Pool<Crm>): void => {
  for (const [id, { users }] of pool.tenants) {
    if (pool.tenants.size <= pool.limit) return
    if (users === 0) closeTenant(pool, id).catch(() => undefined)
  }
}

const beginOpening = <Crm extends Closable>(
  { tenants, closings, openRegister }: Pool<Crm>,
  id: string,
): Tenant<Crm> => {
  const opening = (closings.get(id) ?? Promise.resolve()).catch(() => undefined).then(() => openRegister(id))
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
  const tenant = pool.tenants.get(id) ?? beginOpening(pool, id)
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

const allUnused = async <Crm extends Closable>({ tenants, unused }: Pool<Crm>): Promise<void> => {
  while ([...tenants.values()].some(({ users }) => users > 0)) await unused.next()
}

const closeAll = async <Crm extends Closable>(pool: Pool<Crm>, given?: CloseOptions): Promise<void> => {
  pool.isClosing = true
  await atMost(drainOf(given), allUnused(pool))
  for (const id of [...pool.tenants.keys()]) closeTenant(pool, id, given)
  const ended = await Promise.allSettled(pool.closings.values())
  const failed = ended.find((one) => one.status === 'rejected')
  if (failed !== undefined) throw failed.reason
}

/**
 * Keeps the registers of many tenants: opens each when it is asked for, and closes the least recently used one that
 * nobody uses when there are more than `limit`. Throws an `Error` with `MalformedOptions`.
 */
export const openTenants = <
  const D extends readonly HostDecision[] = readonly [],
  const G extends readonly CommandGuard[] = readonly [],
  P extends ProjectionsByName = ProjectionsByName,
>(
  options: TenantsOptions<D, G, P>,
): Tenants<HostOf<D, G>, P> => {
  unlessMalformed(malformedOptions('openTenants', options, known))
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
    get: (id) => useTenant(pool, id, async (crm) => crm),
    use: (id, work) => useTenant(pool, id, work),
    open: () => [...pool.tenants.keys()],
    close: (given) => closeAll(pool, given),
  }
}
