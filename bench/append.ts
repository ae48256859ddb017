import { join } from 'node:path'
import { postgres } from '@clientele/adapters/postgres'
import { sqlite } from '@clientele/adapters/sqlite'
import type { EventStore, NewEvent, StoreSource } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Benchmark, Figure, Run } from './figure.js'
import { contest, type Lap, perSecond } from './measuring.js'
import { type PlainPostgres, plainPostgres } from './plain-postgres.js'
import { plainSqlite } from './plain-sqlite.js'
import { withPostgres } from './servers.js'
import { events, growingIds, type TrafficEvent } from './traffic.js'

const customers = 2_000

/** Opens a store. */
export const openStore = async (source: StoreSource): Promise<EventStore> => {
  const store = await source.open()
  if (isLeft(store)) throw new Error(store.left.error)
  return store.right
}

const newEvent = ({ id, type, data, metadata }: TrafficEvent): NewEvent => ({
  id,
  type,
  schemaVersion: 1,
  data,
  metadata,
})

/** Appends this many events to the stream of the customer of the first event. */
export const appendEvents = async (store: EventStore, next: () => TrafficEvent, count: number): Promise<void> => {
  const first = next()
  const rest = Array.from({ length: count - 1 }, () => newEvent(next()))
  const expected = first.revision === 1 ? 'noStream' : first.revision - 2
  const write = { stream: `customer-c${first.stream}`, expected, events: [newEvent(first), ...rest] } as const
  const answer = await store.append({ writes: [write], unchanged: [], noneSince: [] })()
  if (isLeft(answer)) throw new Error(answer.left.error)
}

const times = async (laps: number, once: () => unknown): Promise<void> => {
  for (let count = 0; count < laps; count += 1) await once()
}

type Sides = {
  readonly store: EventStore
  readonly next: () => TrafficEvent
  readonly floor: () => unknown
  readonly what: string
  readonly appends: number
}

const figureOf = async ({ store, next, floor, what, appends }: Sides, count: number): Promise<Figure> => {
  const lap =
    (once: () => unknown): Lap =>
    async () => {
      await times(appends, once)
      return appends * count
    }
  const { ratio, spread, ...speeds } = await contest({
    ours: lap(() => appendEvents(store, next, count)),
    floor: lap(floor),
    rounds: 5,
  })
  const shown = { ours: perSecond(speeds.ours, 'events'), floor: perSecond(speeds.floor, 'events') }
  return { what, ratio, spread, target: null, ...shown, size: `${customers} streams, laps of ${appends} appends` }
}

const counts = [1, 10, 100]

const appendsIn = ({ full }: Run, count: number): number => (full ? 2_000 : 40) / Math.sqrt(count)

const eventsOf = (count: number): (() => TrafficEvent) =>
  events({ customers, seed: 1, newId: growingIds(), inTurn: count })

const onSqlite = async (run: Run): Promise<readonly Figure[]> => {
  const figures: Figure[] = []
  for (const count of counts) {
    const store = await openStore(sqlite({ file: join(run.directory, `ours-${count}.db`) }))
    const file = join(run.directory, `floor-${count}.db`)
    const plain = plainSqlite({ file, synchronous: 'full', customers, inTurn: count })
    const what = `append, SQLite FULL, ${count} to an append / ${count} INSERTs in a transaction`
    const [appends, floor] = [Math.ceil(appendsIn(run, count)), () => plain.together(count)]
    figures.push(await figureOf({ store, next: eventsOf(count), floor, what, appends }, count))
    await store.close()
    plain.close()
  }
  return figures
}

/** The floors for a batch: one statement with all rows, and one awaited statement per row. */
const floorsOf = (plain: PlainPostgres, count: number): readonly (readonly [what: string, floor: () => unknown])[] => [
  [count === 1 ? '1 INSERT' : `1 INSERT of ${count} rows`, () => plain.inOneStatement(count)],
  [`${count} INSERTs in a transaction, each waited for`, () => plain.together(count)],
]

const onPostgres = async (run: Run, url: string): Promise<readonly Figure[]> => {
  const figures: Figure[] = []
  for (const count of counts) {
    const store = await openStore(postgres({ connectionString: url, schema: `appended_${count}` }))
    const plain = await plainPostgres(url, 1, { customers, inTurn: count })
    const [next, appends] = [eventsOf(count), Math.ceil(appendsIn(run, count))]
    for (const [name, floor] of floorsOf(plain, count)) {
      const what = `append, PostgreSQL, ${count} to an append / ${name}`
      figures.push(await figureOf({ store, next, floor, what, appends }, count))
    }
    await store.close()
    await plain.close()
  }
  return figures
}

export const append: Benchmark = {
  name: 'append',
  about: "the store's append of 1, 10 and 100 events, one after another, against INSERTs in transactions of as many",
  run: async (run) => {
    const onDisk = await onSqlite(run)
    const onServer = await withPostgres((url) => onPostgres(run, url))
    return typeof onServer === 'string' ? onDisk : [...onDisk, ...onServer]
  },
}
