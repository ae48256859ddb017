import { join } from 'node:path'
import { openClientele } from '@clientele/adapters'
import { generateRegister } from '@clientele/adapters/generating'
import { memory } from '@clientele/adapters/memory'
import { sqlite } from '@clientele/adapters/sqlite'
import type { StoreSource } from '@clientele/domain'
import { appendEvents, openStore } from './append.js'
import { atMost, type Benchmark, type Figure, type Run } from './figure.js'
import { exponentOf, median, runConcurrently, timeOf } from './measuring.js'
import { inProportion } from './registers.js'
import { events, executeAccepted, growingIds, populate, traffic } from './traffic.js'

/** Milliseconds, and if there is a floor, those of a program that does only the necessary work. */
type Cost = { readonly ours: number; readonly floor?: number }

type Costs = { readonly [what: string]: Cost }

/** The duration of some work in milliseconds, after collecting earlier garbage. */
const timeAlone = async (work: () => unknown): Promise<number> => {
  globalThis.gc?.()
  return timeOf(work)
}

/** The median of five or more runs. */
const middleOf = async (work: (round: number) => unknown, times = 5): Promise<Cost> => {
  const all: number[] = []
  for (let round = 0; round < times; round += 1) all.push(await timeAlone(() => work(round)))
  return { ours: median(all) }
}

/** The medians of some work and its floor, alternating. */
const middlesOf = async (work: () => unknown, floor: () => unknown): Promise<Cost> => {
  const all: Required<Cost>[] = []
  for (let round = 0; round < 5; round += 1) all.push({ ours: await timeAlone(work), floor: await timeAlone(floor) })
  return { ours: median(all.map((one) => one.ours)), floor: median(all.map((one) => one.floor)) }
}

type Held = { readonly stream: string; readonly text: string }

/** Every event of a store as stored text. */
const textsIn = async (store: StoreSource): Promise<readonly Held[]> => {
  const texts: Held[] = []
  const log = await openStore(store)
  for await (const batch of log.readAll())
    for (const event of batch) texts.push({ stream: event.stream, text: JSON.stringify(event) })
  await log.close()
  return texts
}

/** Parses every event and stores it by its stream, without interpreting it. */
const storeByStream = (texts: readonly Held[]): number => {
  const streams = new Map<string, unknown[]>()
  for (const { stream, text } of texts) {
    const events = streams.get(stream) ?? []
    events.push(JSON.parse(text))
    streams.set(stream, events)
  }
  return streams.size
}

const rebuilding = async (store: StoreSource): Promise<void> => {
  const crm = await openClientele({ store, follow: false })
  await crm.close()
}

const costsOfRegister = async (customers: number): Promise<Costs> => {
  const store = memory()
  // Caches a state for each customer; otherwise a command would read some streams again.
  const crm = await populate(store, customers, { cachedStreams: 3 * customers })
  const next = traffic(customers, 1)
  const asOf = crm.today()
  const page = { asOf, offset: Math.floor(customers / 2), limit: 50 }
  const commands = await middleOf(() => runConcurrently(customers / 2, 1, () => executeAccepted(crm, next())))
  const texts = await textsIn(store)
  const rows = [...crm.views.assigneeListExport({ asOf }).rows]
  const costs = {
    'half as many commands as customers': commands,
    rebuild: await middlesOf(
      () => rebuilding(store),
      () => storeByStream(texts),
    ),
    'the whole assignee list': await middlesOf(
      () => [...crm.views.assigneeListExport({ asOf }).rows],
      () => rows.map((row) => row.slice()),
    ),
    'a deep page of the matrix': await middleOf(() => crm.views.responsibilityMatrix(page), 51),
    'a deep page of the customer report': await middleOf(() => crm.views.customerReport(page), 51),
  }
  await crm.close()
  return costs
}

/** Appends as many events as customers to a new file, ten per append. */
const appending = async (file: string, customers: number): Promise<void> => {
  const store = await openStore(sqlite({ file, synchronous: 'normal' }))
  const next = events({ customers, seed: 1, newId: growingIds(), inTurn: 10 })
  await runConcurrently(customers / 10, 1, () => appendEvents(store, next, 10))
  await store.close()
}

const importing = async (directory: string): Promise<void> => {
  const crm = await openClientele({ store: memory(), follow: false })
  await crm.import(directory, { today: '2026-11-22' })
  await crm.close()
}

/** The duration of this many concurrent commands on one customer. */
const costsOfCrowd = async (commands: number): Promise<Costs> => {
  const crm = await populate(memory(), 1)
  let sent = 0
  const invoice = (): Promise<void> => {
    sent += 1
    const data = { documentId: `d${sent}`, customerId: 'c0', date: '2026-01-15' }
    return executeAccepted(crm, { type: 'RecordInvoice', data })
  }
  const cost = await middleOf(() => runConcurrently(commands, commands, invoice))
  await crm.close()
  return { 'commands at once on one customer': cost }
}

type Series = {
  /** What the sizes count. */
  readonly unit: string
  readonly sizes: readonly number[]
  readonly costsAt: (customers: number) => Promise<Costs>
}

const timesIn = (points: readonly (readonly [size: number, cost: number])[]): string =>
  points.map(([, cost]) => `${cost.toFixed(cost < 10 ? 2 : 0)} ms`).join(', ')

/** The costs at every size, after a warm-up at the smallest. */
const figuresOf = async ({ unit, sizes, costsAt }: Series): Promise<readonly Figure[]> => {
  await costsAt(sizes[0] ?? 0)
  const all: (readonly [number, Costs])[] = []
  for (const size of sizes) all.push([size, await costsAt(size)])
  const pointsOf = (what: string, side: keyof Cost) =>
    all.flatMap(([size, costs]) => {
      const cost = costs[what]?.[side]
      return cost === undefined ? [] : [[size, cost] as const]
    })
  return Object.keys(all[0]?.[1] ?? {}).map((what): Figure => {
    const [points, floors] = [pointsOf(what, 'ours'), pointsOf(what, 'floor')]
    return {
      what: `growth, ${what}: exponent`,
      ratio: exponentOf(points),
      target: atMost(1.1),
      ours: timesIn(points),
      floor: floors.length === 0 ? '–' : `exponent ${exponentOf(floors).toFixed(2)}: ${timesIn(floors)}`,
      size: `${sizes.join(', ')} ${unit}`,
    }
  })
}

const seriesOf = ({ full, directory }: Run): readonly Series[] => {
  const sizes = full ? [8_000, 32_000, 128_000] : [500, 1_200, 2_900]
  const costsOfAppends = async (customers: number): Promise<Costs> => ({
    'as many events as customers, appended to SQLite': await middleOf((round) =>
      appending(join(directory, `growth-${customers}-${round}-${performance.now()}.db`), customers),
    ),
  })
  const costsOfImport = async (customers: number): Promise<Costs> => {
    const source = join(directory, `growth-${customers}`)
    await generateRegister(source, { ...inProportion(customers), seed: 1 })
    return { 'an import': await middleOf(() => importing(source)) }
  }
  return [
    // This comes first, because large registers leave garbage behind.
    { unit: 'commands', sizes: full ? [1_000, 4_000, 16_000] : [150, 300, 600], costsAt: costsOfCrowd },
    { unit: 'customers', sizes, costsAt: costsOfRegister },
    { unit: 'customers', sizes, costsAt: costsOfAppends },
    { unit: 'customers', sizes: full ? [1_000, 4_000, 16_000] : [60, 150, 375], costsAt: costsOfImport },
  ]
}

export const growth: Benchmark = {
  name: 'growth',
  about: 'how commands, crowds of them, rebuilding, lists, pages, appends and imports grow with their number',
  run: async (run) => {
    const figures: Figure[] = []
    for (const series of seriesOf(run)) figures.push(...(await figuresOf(series)))
    return figures
  },
}
