import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { sqlite } from '@clientele/adapters/sqlite'
import Database from 'better-sqlite3'
import { atLeast, type Benchmark, type Figure, type Run } from './figure.js'
import { atOnce, contest, perSecond } from './measuring.js'
import { executed, plainEvents, populated, traffic } from './traffic.js'

type Synchronous = 'full' | 'normal'

const table = `create table events (
  position integer primary key, stream integer not null, revision integer not null, id text not null,
  type text not null, recorded_at text not null, data text not null, metadata text not null) strict;
  create unique index by_stream on events (stream, revision)`
const insert = 'insert into events (stream, revision, id, type, recorded_at, data, metadata) values (?,?,?,?,?,?,?)'

/** Single INSERTs, and hundreds in a transaction, on a table that holds as many events as ours. */
const floorOn = (file: string, synchronous: Synchronous, customers: number) => {
  const db = new Database(file)
  db.pragma('journal_mode = wal')
  db.pragma(`synchronous = ${synchronous}`)
  db.pragma('wal_autocheckpoint = 4000')
  db.exec(table)
  const statement = db.prepare<(string | number)[]>(insert)
  const next = plainEvents(customers, 1, randomUUID)
  const one = (): void => {
    const { stream, revision, id, type, recordedAt, data, metadata } = next()
    statement.run(stream, revision, id, type, recordedAt, data, metadata)
  }
  const hundred = db.transaction(() => {
    for (let count = 0; count < 100; count += 1) one()
  })
  const fill = db.transaction(() => {
    for (let n = 0; n < customers; n += 1) statement.run(n, 0, randomUUID(), 'CustomerRegistered', '', '{}', '{}')
  })
  fill()
  return { one, hundred, close: () => db.close() }
}

const sizes = ({ full }: Run) => (full ? { customers: 20_000, laps: 4_000 } : { customers: 2_000, laps: 600 })

const figuresOf = async (run: Run, synchronous: Synchronous): Promise<readonly Figure[]> => {
  const { customers, laps } = sizes(run)
  const crm = await populated(sqlite({ file: join(run.directory, `ours-${synchronous}.db`), synchronous }), customers)
  const floor = floorOn(join(run.directory, `floor-${synchronous}.db`), synchronous, customers)
  const next = traffic(customers, 1)
  const sequential = async (): Promise<number> => {
    for (let count = 0; count < laps; count += 1) await executed(crm, next())
    return laps
  }
  const together = (): Promise<number> => atOnce(laps * 4, 64, () => executed(crm, next()))
  const single = (): number => {
    for (let count = 0; count < laps; count += 1) floor.one()
    return laps
  }
  const hundreds = (): number => {
    for (let count = 0; count < laps * 4; count += 100) floor.hundred()
    return laps * 4
  }
  const name = synchronous.toUpperCase()
  const size = `${customers} customers, laps of ${laps}`
  const figure = async (what: string, target: number | null, ours: () => Promise<number>, base: () => number) => {
    const { ratio, spread, ...speeds } = await contest({ ours, floor: base, rounds: 7 })
    const shown = { ours: perSecond(speeds.ours, 'commands'), floor: perSecond(speeds.floor, 'events') }
    return { what, ratio, spread, target: target === null ? null : atLeast(target), ...shown, size }
  }
  const isFull = synchronous === 'full'
  const figures = [
    await figure(`SQLite ${name}, one after another / INSERT per transaction`, isFull ? 0.7 : null, sequential, single),
    await figure(`SQLite ${name}, 64 at a time / 100 INSERTs per transaction`, isFull ? 0.5 : null, together, hundreds),
    await figure(`SQLite ${name}, 64 at a time / INSERT per transaction`, isFull ? 4 : null, together, single),
  ]
  await crm.close()
  floor.close()
  return figures
}

export const commandsSqlite: Benchmark = {
  name: 'commands-sqlite',
  about: 'commands on SQLite, durable, one after another and 64 at a time, against plain INSERTs',
  run: async (run) => [...(await figuresOf(run, 'full')), ...(await figuresOf(run, 'normal'))],
}
