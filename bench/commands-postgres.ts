import { randomUUID } from 'node:crypto'
import { postgres } from '@clientele/adapters/postgres'
import pg from 'pg'
import { startPostgres } from '../test/servers/postgres.js'
import { atLeast, type Benchmark, type Figure } from './figure.js'
import { atOnce, contest, perSecond } from './measuring.js'
import { executed, plainEvents, populated, traffic } from './traffic.js'

// One for appends and reads of ours each, as many as there may be by default, and the one that listens.
const connections = 5

const table = `create table plain (
  position bigint generated always as identity primary key, stream integer not null, revision integer not null,
  id uuid not null unique, type text not null, recorded_at timestamptz not null, data jsonb not null,
  metadata jsonb not null, unique (stream, revision))`
const text = 'insert into plain (stream, revision, id, type, recorded_at, data, metadata) values ($1,$2,$3,$4,$5,$6,$7)'

const measured = async (url: string, full: boolean): Promise<readonly Figure[]> => {
  const [customers, laps] = full ? [20_000, 8_000] : [2_000, 2_000]
  const crm = await populated(postgres({ connectionString: url }), customers)
  const pool = new pg.Pool({ connectionString: url, max: connections })
  // The server may go before the last connection has said goodbye.
  pool.on('error', () => {})
  await pool.query(table)
  const event = plainEvents(customers, 1, randomUUID)
  const insert = (): Promise<unknown> => {
    const { stream, revision, id, type, recordedAt, data, metadata } = event()
    return pool.query({ name: 'insert', text, values: [stream, revision, id, type, recordedAt, data, metadata] })
  }
  const next = traffic(customers, 1)
  const ours = (): Promise<number> => atOnce(laps, 64, () => executed(crm, next()))
  const floor = (): Promise<number> => atOnce(laps, 64, insert)
  const { ratio, spread, ...speeds } = await contest({ ours, floor, rounds: 7 })
  await crm.close()
  await pool.end()
  const what = `PostgreSQL, 64 at a time / single INSERTs on ${connections} connections`
  const size = `${customers} customers, laps of ${laps}`
  const shown = { ours: perSecond(speeds.ours, 'commands'), floor: perSecond(speeds.floor, 'events') }
  return [{ what, ratio, spread, target: atLeast(1.2), size, ...shown }]
}

export const commandsPostgres: Benchmark = {
  name: 'commands-postgres',
  about: 'commands on PostgreSQL, 64 at a time, against single INSERTs on as many connections',
  run: async ({ full }) => {
    const server = await startPostgres({ fsync: 'on' })
    if (typeof server === 'string') return server
    try {
      return await measured(server.url, full)
    } finally {
      await server.dispose()
    }
  },
}
