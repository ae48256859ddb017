import { openClientele } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import { atMost, type Benchmark, type Figure } from './figure.js'
import { median, timeOf } from './measuring.js'
import { executed, populated, traffic } from './traffic.js'

/** The exponent of cost by size: the slope of a line through the points in logarithms. */
export const exponentOf = (points: readonly (readonly [size: number, cost: number])[]): number => {
  const logs = points.map(([size, cost]) => [Math.log(size), Math.log(cost)] as const)
  const mean = (of: 0 | 1): number => logs.reduce((sum, point) => sum + point[of], 0) / logs.length
  const [x, y] = [mean(0), mean(1)]
  const over = logs.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0)
  return over / logs.reduce((sum, [a]) => sum + (a - x) ** 2, 0)
}

type Costs = { readonly [what: string]: number }

const costsAt = async (customers: number): Promise<Costs> => {
  const store = memory()
  const crm = await populated(store, customers)
  const next = traffic(customers, 1)
  const commands = await timeOf(async () => {
    for (let count = 0; count < customers; count += 1) await executed(crm, next())
  })
  const rebuilds: number[] = []
  for (let round = 0; round < 5; round += 1)
    rebuilds.push(await timeOf(async () => void (await openClientele({ store, follow: false }))))
  const list = await timeOf(() => [...crm.views.assigneeListExport({ asOf: crm.today() }).rows])
  await crm.close()
  return { 'commands, as many as customers': commands, rebuild: median(rebuilds), 'the whole assignee list': list }
}

export const growth: Benchmark = {
  name: 'growth',
  about: 'how the cost of commands, rebuilding and a whole list grows with the number of customers',
  run: async ({ full }) => {
    const sizes = full ? [4_000, 16_000, 64_000] : [1_000, 4_000, 16_000]
    await costsAt(sizes[0] ?? 0)
    const all: (readonly [number, Costs])[] = []
    for (const size of sizes) all.push([size, await costsAt(size)])
    return Object.keys(all[0]?.[1] ?? {}).map((what): Figure => {
      const points = all.map(([size, costs]) => [size, costs[what] ?? 0] as const)
      const ours = points.map(([, cost]) => `${cost.toFixed(0)} ms`).join(', ')
      const size = `${sizes.join(', ')} customers`
      return {
        what: `growth, ${what}: exponent`,
        ratio: exponentOf(points),
        target: atMost(1.1),
        ours,
        floor: '–',
        size,
      }
    })
  },
}
