import { join } from 'node:path'
import type { Clientele } from '@clientele/adapters'
import { postgres } from '@clientele/adapters/postgres'
import { sqlite } from '@clientele/adapters/sqlite'
import type { EventStore, StoreSource } from '@clientele/domain'
import Database from 'better-sqlite3'
import { isLeft } from 'fp-ts/lib/Either.js'
import { Client } from 'pg'
import { appendEvents, openStore } from './append.js'
import { atLeast, type Benchmark, type Figure, type Run } from './figure.js'
import { contest, type Lap, median, perSecond, runConcurrently, timeOf } from './measuring.js'
import { withPostgres } from './servers.js'
import { events, executeAccepted, growingIds, populate, type TrafficEvent, traffic } from './traffic.js'

const customers = 2_000

/** A kind of store, and how to remove its chain: later appends are then not sealed. */
type Kind = {
  readonly name: string
  readonly source: (name: string) => StoreSource
  readonly unseal: (name: string) => Promise<void>
}

const onSqlite = ({ directory }: Run): Kind => {
  const fileOf = (name: string): string => join(directory, `${name}.db`)
  return {
    name: 'SQLite FULL',
    source: (name) => sqlite({ file: fileOf(name) }),
    unseal: async (name) => {
      const db = new Database(fileOf(name))
      db.exec('drop trigger chain_no_delete; delete from chain')
      db.close()
    },
  }
}

const onPostgres = (url: string): Kind => ({
  name: 'PostgreSQL',
  source: (name) => postgres({ connectionString: url, schema: name }),
  unseal: async (name) => {
    const client = new Client({ connectionString: url })
    await client.connect()
    await client.query(`alter table "${name}".chain disable trigger all; delete from "${name}".chain`)
    await client.end()
  },
})

const eventsInTurn = (inTurn: number): (() => TrafficEvent) =>
  events({ customers, seed: 1, newId: growingIds(), inTurn })

type Side = { readonly store: EventStore; readonly lap: Lap }

/** Appends this many events, `together` at a time. */
const sideOf = async (source: StoreSource, appends: number, [count, together]: Shape): Promise<Side> => {
  const store = await openStore(source)
  const next = eventsInTurn(count)
  const lap = async (): Promise<number> => {
    await runConcurrently(appends, together, () => appendEvents(store, next, count))
    return appends * count
  }
  return { store, lap }
}

type Shape = readonly [count: number, together: number]

const shapes: readonly Shape[] = [
  [1, 1],
  [1, 64],
  [100, 1],
]

const appending = async ({ full }: Run, kind: Kind, shape: Shape): Promise<Figure> => {
  const [count, together] = shape
  const appends = Math.ceil(((full ? 4_000 : 400) * Math.sqrt(together)) / Math.sqrt(count))
  const [sealed, bare] = [`sealed_${count}_${together}`, `bare_${count}_${together}`]
  const ours = await sideOf(kind.source(sealed), appends, shape)
  const floor = await sideOf(kind.source(bare), appends, shape)
  await floor.lap()
  await kind.unseal(bare)
  const { ratio, spread, ...speeds } = await contest({ ours: ours.lap, floor: floor.lap, rounds: full ? 9 : 5 })
  for (const { store } of [ours, floor]) await store.close()
  return {
    what: `append with a seal, ${kind.name}, ${count} to an append, ${together} at a time / without`,
    ratio,
    spread,
    target: atLeast(0.95),
    ours: perSecond(speeds.ours, 'events'),
    floor: perSecond(speeds.floor, 'events'),
    size: `laps of ${appends} appends`,
  }
}

/** The commands of a day, as a register appends them. */
const commanding = async ({ full }: Run, kind: Kind, together: number): Promise<Figure> => {
  const count = Math.ceil((full ? 2_000 : 200) * Math.sqrt(together))
  const lapOf = async (name: string): Promise<Lap & { readonly crm: Clientele }> => {
    const crm = await populate(kind.source(name), customers)
    const next = traffic(customers, 1)
    return Object.assign(() => runConcurrently(count, together, () => executeAccepted(crm, next())), { crm })
  }
  const bare = `bare_commands_${together}`
  const [ours, floor] = [await lapOf(`sealed_commands_${together}`), await lapOf(bare)]
  await kind.unseal(bare)
  const { ratio, spread, ...speeds } = await contest({ ours, floor, rounds: full ? 9 : 5 })
  for (const { crm } of [ours, floor]) await crm.close()
  return {
    what: `commands with a seal, ${kind.name}, ${together} at a time / without`,
    ratio,
    spread,
    target: atLeast(0.95),
    ours: perSecond(speeds.ours, 'commands'),
    floor: perSecond(speeds.floor, 'commands'),
    size: `${customers} customers, laps of ${count}`,
  }
}

const wanted = 200_000

const verifying = async ({ full }: Run, kind: Kind, count: number): Promise<Figure> => {
  const store = await openStore(kind.source(`verified_${count}`))
  const [total, next] = [full ? 500_000 : 20_000, eventsInTurn(count)]
  await runConcurrently(total / count, 64, () => appendEvents(store, next, count))
  const verify = async (): Promise<void> => {
    const found = await store.chain?.verify()()
    if (found === undefined || isLeft(found) || !found.right.ok) throw new Error('The log is not sound.')
  }
  const times: number[] = []
  for (let round = 0; round < 5; round += 1) times.push(await timeOf(verify))
  await store.close()
  const speed = (total * 1_000) / median(times)
  return {
    what: `verify, ${kind.name}, ${count} to an append, 64 at a time / ${wanted.toLocaleString('en')} events a second`,
    ratio: speed / wanted,
    target: atLeast(1),
    ours: perSecond(speed, 'events'),
    floor: perSecond(wanted, 'events'),
    size: `${total} events`,
  }
}

const onKind = async (run: Run, kind: Kind): Promise<readonly Figure[]> => {
  const figures: Figure[] = []
  for (const shape of shapes) figures.push(await appending(run, kind, shape))
  for (const together of [1, 64]) figures.push(await commanding(run, kind, together))
  for (const count of [1, 100]) figures.push(await verifying(run, kind, count))
  return figures
}

export const verifyingLog: Benchmark = {
  name: 'verify',
  about: 'appends with and without the chain of hashes, and how fast it is verified',
  run: async (run) => {
    const onDisk = await onKind(run, onSqlite(run))
    const onServer = await withPostgres((url) => onKind(run, onPostgres(url)))
    return typeof onServer === 'string' ? onDisk : [...onDisk, ...onServer]
  },
}
