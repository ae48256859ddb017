import { failureError, type StoreSource } from '@clientele/domain'
import type { Clientele, ClienteleOptions, CloseOptions } from './clientele.js'
import { openClientele } from './open-clientele.js'
import { malformedOptions, type OptionKinds, unlessMalformed } from './options.js'
import { drainIn } from './runtime/under-way.js'
import { atMost } from './timing/at-most.js'
import { createSignal, type Signal } from './timing/signal.js'

export type TenantsOptions = Omit<ClienteleOptions, 'store' | 'snapshots'> & {
  /** The store of a tenant: a file, a schema or a prefix of its own. */
  readonly store: (id: string) => StoreSource
  /** Where the views of a tenant are saved. */
  readonly snapshots?: (id: string) => ClienteleOptions['snapshots']
  /** How many registers are open at a time, those in use not counted when all are (default 100). */
  readonly limit?: number
  /** How many folded streams all registers together keep in memory (default 100,000): each has its share of the limit. */
  readonly cachedStreams?: number
}

/** The registers of many tenants, opened when they are asked for. */
export type Tenants = {
  /**
   * The register of a tenant, opened where it is not. Others may have it closed later, which takes what is under way to
   * its end: ask again for every request, or use `use`. Rejects as `openClientele` does, and is tried anew the next time.
   */
  get(id: string): Promise<Clientele>
  /** Does work on the register of a tenant, which stays open until the work ends. */
  use<A>(id: string, work: (crm: Clientele) => Promise<A>): Promise<A>
  /** The tenants whose registers are open, the least recently used first. */
  open(): readonly string[]
  /** Opens nothing more (`StoreClosed`), waits for work under way and closes every register. */
  close(options?: CloseOptions): Promise<void>
}

type Tenant = { readonly opening: Promise<Clientele>; users: number }

const known: OptionKinds<TenantsOptions> = {
  store: 'function',
  snapshots: 'function',
  limit: 'count',
  cachedStreams: 'count',
  clock: 'function',
  logger: 'object',
  streamsAtOnce: 'count',
  follow: 'flag',
  snapshotEvery: 'count',
}

const defaultLimit = 100
const defaultStreams = 100_000

const optionsFor = (id: string, { store, snapshots, limit, cachedStreams, ...shared }: TenantsOptions) => {
  const saved = snapshots?.(id)
  return {
    ...shared,
    store: store(id),
    cachedStreams: Math.max(1, Math.floor((cachedStreams ?? defaultStreams) / (limit ?? defaultLimit))),
    ...(saved === undefined ? {} : { snapshots: saved }),
  }
}

type Pool = {
  readonly options: TenantsOptions
  readonly limit: number
  /** In the order of use: the last one was used last. */
  readonly tenants: Map<string, Tenant>
  /** What has to end before a register of that name can be opened anew. */
  readonly closings: Map<string, Promise<void>>
  readonly unused: Signal
  isClosing: boolean
}

const closeTenant = ({ tenants, closings }: Pool, id: string, given?: CloseOptions): Promise<void> => {
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
const closeUnused = (pool: Pool): void => {
  for (const [id, { users }] of pool.tenants) {
    if (pool.tenants.size <= pool.limit) return
    if (users === 0) closeTenant(pool, id).catch(() => undefined)
  }
}

const beginOpening = ({ tenants, closings, options }: Pool, id: string): Tenant => {
  const opening = (closings.get(id) ?? Promise.resolve())
    .catch(() => undefined)
    .then(() => openClientele(optionsFor(id, options)))
  const tenant: Tenant = { opening, users: 0 }
  opening.catch(() => {
    if (tenants.get(id) === tenant) tenants.delete(id)
  })
  return tenant
}

const useTenant = async <A>(pool: Pool, id: string, work: (crm: Clientele) => Promise<A>): Promise<A> => {
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

const allUnused = async ({ tenants, unused }: Pool): Promise<void> => {
  while ([...tenants.values()].some(({ users }) => users > 0)) await unused.next()
}

const closeAll = async (pool: Pool, given?: CloseOptions): Promise<void> => {
  pool.isClosing = true
  await atMost(drainIn(given), allUnused(pool))
  for (const id of [...pool.tenants.keys()]) closeTenant(pool, id, given)
  const ended = await Promise.allSettled(pool.closings.values())
  const failed = ended.find((one) => one.status === 'rejected')
  if (failed !== undefined) throw failed.reason
}

/**
 * Keeps the registers of many tenants: opens each when it is asked for, and closes the least recently used one that
 * nobody uses when there are more than `limit`. Throws an `Error` with `MalformedOptions`.
 */
export const openTenants = (options: TenantsOptions): Tenants => {
  unlessMalformed(malformedOptions('openTenants', options, known))
  const { limit = defaultLimit } = options
  const pool: Pool = {
    options,
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
