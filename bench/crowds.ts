import { join } from 'node:path'
import { type Clientele, openClientele } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import { sqlite } from '@clientele/adapters/sqlite'
import type { StoreSource } from '@clientele/domain'
import { atMost, type Benchmark, type Figure } from './figure.js'
import { exponentOf, runConcurrently, timeOf } from './measuring.js'
import { executeAccepted, type Sent } from './traffic.js'

const beginning: readonly Sent[] = [
  ...['e1', 'e2', 'e3'].map((employeeId) => ({
    type: 'RegisterEmployee',
    data: { employeeId, name: employeeId, admin: true },
  })),
  { type: 'CreateCustomerGroup', data: { groupId: 'g', name: 'Group' } },
  { type: 'DefineRole', data: { roleId: 'r', name: 'Role', kind: 'customer' } },
]

/** A register with one group of this many customers, all with the same responsible employee and the same owner. */
const crowdedRegister = async (store: StoreSource, customers: number): Promise<Clientele> => {
  // Caches a state for each customer; otherwise a command would read some streams again.
  const crm = await openClientele({ store, follow: false, cachedStreams: 2 * customers + 100 })
  for (const command of beginning) await executeAccepted(crm, command)
  let registered = 0
  await runConcurrently(customers, 64, async () => {
    const customerId = `c${registered}`
    registered += 1
    const data = { customerId, name: `Customer ${customerId} Oy`, groupId: 'g', ownerId: 'e2' }
    await executeAccepted(crm, { type: 'RegisterCustomer', data })
    await executeAccepted(crm, { type: 'AssignResponsible', data: { customerId, employeeId: 'e1', roleId: 'r' } })
  })
  return crm
}

// In this order each command changes all customers.
const commands: readonly (readonly [what: string, command: Sent])[] = [
  ['reassign', { type: 'ReassignResponsibilities', data: { fromEmployeeId: 'e1', toEmployeeId: 'e2' } }],
  ['deactivate an employee', { type: 'DeactivateEmployee', data: { employeeId: 'e2', successorId: 'e3' } }],
  ['delete a group', { type: 'DeleteCustomerGroup', data: { groupId: 'g' } }],
]

/** The duration of a command, and its longest pause without a turn of the event loop, in milliseconds. */
type Cost = { readonly size: number; readonly time: number; readonly gap: number }

const aMoment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20))

/** Takes a turn every millisecond; the result is the longest time between two turns, in milliseconds. */
const watchTurns = async (): Promise<() => Promise<number>> => {
  let last = performance.now()
  let longest = 0
  const turn = (): void => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
  }
  const timer = setInterval(turn, 1)
  await aMoment()
  longest = 0
  return async () => {
    await aMoment()
    clearInterval(timer)
    return longest
  }
}

const costOf = async (crm: Clientele, size: number, command: Sent): Promise<Cost> => {
  // The young collection removes what a full one leaves.
  globalThis.gc?.()
  globalThis.gc?.({ type: 'minor' })
  const gapOf = await watchTurns()
  const time = await timeOf(() => executeAccepted(crm, command))
  return { size, time, gap: await gapOf() }
}

const costsOf = async (store: StoreSource, size: number): Promise<ReadonlyMap<string, Cost>> => {
  const crm = await crowdedRegister(store, size)
  const costs = new Map<string, Cost>()
  for (const [what, command] of commands) costs.set(what, await costOf(crm, size, command))
  await crm.close()
  return costs
}

const figuresOf = (what: string, costs: readonly Cost[]): readonly Figure[] => {
  const size = `${costs.map((one) => one.size).join(', ')} customers`
  const last = costs.at(-1)
  const listed = (of: (cost: Cost) => number): string => costs.map((one) => `${of(one).toFixed(0)} ms`).join(', ')
  return [
    {
      what: `crowds, ${what}: exponent`,
      ratio: exponentOf(costs.map(({ size: customers, time }) => [customers, time])),
      target: atMost(1.1),
      ours: listed(({ time }) => time),
      floor: '–',
      size,
    },
    {
      what: `crowds, ${what}: longest gap of the event loop`,
      ratio: last?.gap ?? Number.NaN,
      target: atMost(100, ' ms'),
      ours: listed(({ gap }) => gap),
      floor: '–',
      size,
    },
  ]
}

export const crowds: Benchmark = {
  name: 'crowds',
  about: 'commands that change every customer of a register: how they grow, and how long others wait for a turn',
  run: async ({ full, directory }) => {
    const sizes = full ? [1_000, 10_000, 100_000] : [1_000, 10_000]
    const stores: readonly (readonly [string, (size: number) => StoreSource])[] = [
      ['memory', () => memory()],
      ['SQLite', (size) => sqlite({ file: join(directory, `crowds-${size}.db`) })],
    ]
    const figures: Figure[] = []
    for (const [name, storeFor] of stores) {
      // A warm-up, which does not count.
      await costsOf(storeFor(sizes[0] ?? 0), 1_000)
      const all: ReadonlyMap<string, Cost>[] = []
      for (const size of sizes) all.push(await costsOf(storeFor(size + 1), size))
      for (const [what] of commands)
        figures.push(
          ...figuresOf(
            `${what}, ${name}`,
            all.flatMap((costs) => costs.get(what) ?? []),
          ),
        )
    }
    return figures
  },
}
