import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { type EventsOptions, type PlainEvent, plainEvents } from './traffic.js'

const columns = ['stream', 'revision', 'id', 'type', 'recorded_at', 'data', 'metadata'] as const

const schemaOf = (table: string): string => `drop table if exists ${table}; create table ${table} (
  position bigint generated always as identity primary key, stream integer not null, revision integer not null,
  id uuid not null unique, type text not null, recorded_at timestamptz not null, data jsonb not null,
  metadata jsonb not null, unique (stream, revision))`

const placesOf = (row: number): string => `(${columns.map((_, n) => `$${row * columns.length + n + 1}`).join(',')})`

const insertOf = (table: string, rows: number): string =>
  `insert into ${table} (${columns.join(', ')}) values ${Array.from({ length: rows }, (_, row) => placesOf(row)).join()}`

const valuesOf = ({ stream, revision, id, type, recordedAt, data, metadata }: PlainEvent) => [
  ...[stream, revision, id, type, recordedAt, data, metadata],
]

export type PlainPostgres = {
  /** Inserts one event, in its own transaction, on any free connection. */
  one(): Promise<unknown>
  /** Inserts this many events in one transaction, with one awaited statement each. */
  together(count: number): Promise<void>
  /** Inserts this many events with one multi-row statement. */
  inOneStatement(count: number): Promise<unknown>
  close(): Promise<void>
}

type PlainOptions = Pick<EventsOptions, 'customers' | 'inTurn'> & { readonly table?: string }

/** Hand-written INSERTs into a separate table. */
export const plainPostgres = async (
  url: string,
  connections: number,
  { table = 'plain', ...choice }: PlainOptions,
): Promise<PlainPostgres> => {
  const pool = new pg.Pool({ connectionString: url, max: connections })
  // The server may stop before the last connection is closed.
  pool.on('error', () => {})
  await pool.query(schemaOf(table))
  const event = plainEvents({ ...choice, seed: 1, newId: randomUUID })
  const text = insertOf(table, 1)
  const insert = (into: pg.Pool | pg.PoolClient): Promise<unknown> =>
    into.query({ name: 'insert', text, values: valuesOf(event()) })
  const together = async (count: number): Promise<void> => {
    const client = await pool.connect()
    await client.query('begin')
    for (let n = 0; n < count; n += 1) await insert(client)
    await client.query('commit')
    client.release()
  }
  const inOneStatement = (count: number): Promise<unknown> => {
    const values = Array.from({ length: count }, event).flatMap(valuesOf)
    return pool.query({ name: `insert ${count}`, text: insertOf(table, count), values })
  }
  return { one: () => insert(pool), together, inOneStatement, close: () => pool.end() }
}
