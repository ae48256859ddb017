import { join } from 'node:path'
import { postgres } from '@clientele/adapters/postgres'
import { sqlite } from '@clientele/adapters/sqlite'
import type { EventStore, NewEvent, StoreSource } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Benchmark, Figure, Run } from './figure.js'
import { contest, type Lap, perSecond } from './measuring.js'
import { plainPostgres } from './plain-postgres.js'
import { plainSqlite } from './plain-sqlite.js'
import { withPostgres } from './servers.js'
import { events, growingIds, type Happened } from './traffic.js'

const customers = 2_000

/** A store, opened. */
export const opened = async (source: StoreSource): Promise<EventStore> => {
  const store = await source.open()
  if (isLeft(store)) throw new Error(store.left.error)
  return store.right
}

const newEvent = ({ id, type, data, metadata }: Happened): NewEvent => ({ id, type, schemaVersion: 1, data, metadata })

/** Appends this many events to the stream of one customer, who stands where the first of them says. */
export const appended = async (store: EventStore, next: () => Happened, count: number): Promise<void> => {
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

type Floor = { together(count: number): unknown; close(): unknown }

type Sides = { readonly store: StoreSource; readonly floor: Floor; readonly name: string; readonly appends: number }

const figureOf = async ({ store: source, floor, name, appends }: Sides, count: number): Promise<Figure> => {
  const store = await opened(source)
  const next = events({ customers, seed: 1, newId: growingIds(), inTurn: count })
  const lap =
    (once: () => unknown): Lap =>
    async () => {
      await times(appends, once)
      return appends * count
    }
  const { ratio, spread, ...speeds } = await contest({
    ours: lap(() => appended(store, next, count)),
    floor: lap(() => floor.together(count)),
    rounds: 5,
  })
  await store.close()
  await floor.close()
  const what = `${name}, ${count} to an append / ${count} INSERTs in a transaction`
  const shown = { ours: perSecond(speeds.ours, 'events'), floor: perSecond(speeds.floor, 'events') }
  return { what, ratio, spread, target: null, ...shown, size: `${customers} streams, laps of ${appends} appends` }
}

const counts = [1, 10, 100]

const appendsIn = ({ full }: Run, count: number): number => (full ? 2_000 : 100) / Math.sqrt(count)

const onSqlite = async (run: Run): Promise<readonly Figure[]> => {
  const figures: Figure[] = []
  for (const count of counts) {
    const store = sqlite({ file: join(run.directory, `ours-${count}.db`) })
    const file = join(run.directory, `floor-${count}.db`)
    const floor = plainSqlite({ file, synchronous: 'full', customers, inTurn: count })
    const appends = Math.ceil(appendsIn(run, count))
    figures.push(await figureOf({ store, floor, name: 'append, SQLite FULL', appends }, count))
  }
  return figures
}

const onPostgres = async (run: Run, url: string): Promise<readonly Figure[]> => {
  const figures: Figure[] = []
  for (const count of counts) {
    const store = postgres({ connectionString: url, schema: `appended_${count}` })
    const floor = await plainPostgres(url, 1, { customers, inTurn: count })
    const appends = Math.ceil(appendsIn(run, count))
    figures.push(await figureOf({ store, floor, name: 'append, PostgreSQL', appends }, count))
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
