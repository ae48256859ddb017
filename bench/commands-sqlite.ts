import { join } from 'node:path'
import { sqlite } from '@clientele/adapters/sqlite'
import { atLeast, type Benchmark, type Figure, type Run } from './figure.js'
import { contest, type Lap, perSecond, runConcurrently } from './measuring.js'
import { type PlainSqlite, plainSqlite, type Synchronous } from './plain-sqlite.js'
import { executeAccepted, populate, traffic } from './traffic.js'

const sizes = ({ full }: Run) => (full ? { customers: 20_000, laps: 4_000 } : { customers: 2_000, laps: 180 })

/** Single INSERTs, and hundreds in a transaction, into a table with as many events as ours. */
const lapsOf = (plain: PlainSqlite, laps: number) => ({
  single: (): number => {
    for (let count = 0; count < laps; count += 1) plain.one()
    return laps
  },
  hundreds: (): number => {
    for (let count = 0; count < laps * 4; count += 100) plain.together(100)
    return laps * 4
  },
})

const figuresOf = async (run: Run, synchronous: Synchronous): Promise<readonly Figure[]> => {
  const { customers, laps } = sizes(run)
  const like = join(run.directory, `ours-${synchronous}.db`)
  const crm = await populate(sqlite({ file: like, synchronous }), customers)
  const plain = plainSqlite({ file: join(run.directory, `floor-${synchronous}.db`), synchronous, customers })
  const same = plainSqlite({ file: join(run.directory, `same-${synchronous}.db`), synchronous, customers, like })
  const next = traffic(customers, 1)
  const sequential = async (): Promise<number> => {
    for (let count = 0; count < laps; count += 1) await executeAccepted(crm, next())
    return laps
  }
  const together = (): Promise<number> => runConcurrently(laps * 4, 64, () => executeAccepted(crm, next()))
  const size = `${customers} customers, laps of ${laps}`
  const figure = async (what: string, target: number | null, ours: Lap, floor: Lap): Promise<Figure> => {
    const { ratio, spread, ...speeds } = await contest({ ours, floor, rounds: target === null ? 5 : 7 })
    const shown = { ours: perSecond(speeds.ours, 'commands'), floor: perSecond(speeds.floor, 'events') }
    const named = `SQLite ${synchronous.toUpperCase()}, ${what}`
    return { what: named, ratio, spread, target: target === null ? null : atLeast(target), ...shown, size }
  }
  const isFull = synchronous === 'full'
  const { single, hundreds } = lapsOf(plain, laps)
  const asOurs = lapsOf(same, laps)
  const columns = 'with the same columns and indexes as ours'
  const figures = [
    await figure('one after another / INSERT per transaction', isFull ? 0.7 : null, sequential, single),
    await figure(`one after another / the same ${columns}`, null, sequential, asOurs.single),
    await figure('64 at a time / 100 INSERTs per transaction', isFull ? 0.5 : null, together, hundreds),
    await figure(`64 at a time / the same ${columns}`, null, together, asOurs.hundreds),
    await figure('64 at a time / INSERT per transaction', isFull ? 4 : null, together, single),
  ]
  await crm.close()
  plain.close()
  same.close()
  return figures
}

export const commandsSqlite: Benchmark = {
  name: 'commands-sqlite',
  about: 'commands on SQLite, durable, one after another and 64 at a time, against plain INSERTs',
  run: async (run) => [...(await figuresOf(run, 'full')), ...(await figuresOf(run, 'normal'))],
}
