import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { type EventsOptions, plainEvents } from './traffic.js'

const table = `create table plain (
  position bigint generated always as identity primary key, stream integer not null, revision integer not null,
  id uuid not null unique, type text not null, recorded_at timestamptz not null, data jsonb not null,
  metadata jsonb not null, unique (stream, revision))`
const text = 'insert into plain (stream, revision, id, type, recorded_at, data, metadata) values ($1,$2,$3,$4,$5,$6,$7)'

export type PlainPostgres = {
  /** One event, in a transaction of its own, on whichever connection is free. */
  one(): Promise<unknown>
  /** This many events in one transaction. */
  together(count: number): Promise<void>
  close(): Promise<void>
}

/** INSERTs by hand into a table of their own. */
export const plainPostgres = async (
  url: string,
  connections: number,
  choice: Pick<EventsOptions, 'customers' | 'inTurn'>,
): Promise<PlainPostgres> => {
  const pool = new pg.Pool({ connectionString: url, max: connections })
  // The server may go before the last connection has said goodbye.
  pool.on('error', () => {})
  await pool.query(`drop table if exists plain; ${table}`)
  const event = plainEvents({ ...choice, seed: 1, newId: randomUUID })
  const insert = (into: pg.Pool | pg.PoolClient): Promise<unknown> => {
    const { stream, revision, id, type, recordedAt, data, metadata } = event()
    return into.query({ name: 'insert', text, values: [stream, revision, id, type, recordedAt, data, metadata] })
  }
  const together = async (count: number): Promise<void> => {
    const client = await pool.connect()
    await client.query('begin')
    for (let n = 0; n < count; n += 1) await insert(client)
    await client.query('commit')
    client.release()
  }
  return { one: () => insert(pool), together, close: () => pool.end() }
}
