import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sqlite } from '@clientele/adapters/sqlite'
import type { HostWrites, PostgresTransaction, RecordedEvent, SqliteTransaction, StoreSource } from '@clientele/domain'
import Sqlite from 'better-sqlite3'
import { describe } from 'vitest'
import { newSchema, onPostgres, sql, withClient } from '../postgres/schemas.js'

/** The transaction of either store. */
export type AnyTransaction = Partial<SqliteTransaction & PostgresTransaction>

/** An action after the rows of an append are written. */
export type Afterwards = (events: readonly RecordedEvent[], transaction: AnyTransaction) => void

/** A store with an additional table of the host. */
export type Outbox = {
  readonly source: (patience?: number) => StoreSource
  /** The place of the table, for a child process. */
  readonly place: { readonly kind: 'sqlite' | 'postgres'; readonly at: string; readonly table: string }
  /** Writes a row per event, and then calls `afterwards`. */
  writes(afterwards?: Afterwards): HostWrites
  /** Writes the same row for every append; the table accepts it only once. */
  readonly clashing: HostWrites
  /** The statement that creates the table if it does not exist. */
  readonly createTable: string
  /** Creates the table, after the store has been opened. */
  create(): Promise<void>
  /** The ids of the events in the table, in order. */
  ids(): Promise<readonly string[]>
  remove(): Promise<void>
}

const nothing: Afterwards = () => undefined

const onFile = (): Outbox => {
  const directory = mkdtempSync(join(tmpdir(), 'clientele-outbox-'))
  const file = join(directory, 'register.db')
  const using = <A>(work: (connection: Sqlite.Database) => A): A => {
    const connection = new Sqlite(file, { timeout: 5_000 })
    try {
      return work(connection)
    } finally {
      connection.close()
    }
  }
  return {
    source: (patience = 10_000) => sqlite({ file, patience }),
    place: { kind: 'sqlite', at: file, table: 'outbox' },
    writes: (afterwards = nothing) => ({
      sqlite: (transaction, events) => {
        for (const { id } of events) transaction.run('insert into outbox (id) values (?)', id)
        afterwards(events, transaction)
      },
    }),
    clashing: { sqlite: (transaction) => void transaction.run("insert into outbox (id) values ('same')") },
    createTable: 'create table if not exists outbox (id text unique not null)',
    create: async () => using((connection) => void connection.exec('create table outbox (id text unique not null)')),
    ids: async () =>
      using((connection) => connection.prepare<[], string>('select id from outbox order by rowid').pluck().all()),
    remove: async () => rmSync(directory, { recursive: true }),
  }
}

const onServer = (): Outbox => {
  const schema = newSchema()
  const table = `"${schema.name}".outbox`
  return {
    source: (patience = 10_000) => schema.source({ patience }),
    place: { kind: 'postgres', at: schema.name, table },
    writes: (afterwards = nothing) => ({
      postgres: async (transaction, events) => {
        for (const { id } of events) await transaction.query(`insert into ${table} (id) values ($1)`, [id])
        afterwards(events, transaction)
      },
    }),
    clashing: {
      postgres: async (transaction) => void (await transaction.query(`insert into ${table} (id) values ('same')`)),
    },
    createTable: `create table if not exists ${table} (nr bigserial, id text unique not null)`,
    create: async () => void (await sql(`create table ${table} (nr bigserial, id text unique not null)`)),
    ids: () =>
      withClient(async (client) => {
        const { rows } = await client.query<{ id: string }>(`select id from ${table} order by nr`)
        return rows.map(({ id }) => id)
      }),
    remove: schema.drop,
  }
}

/** Describes the same tests on every store with a transaction for host writes. */
export const onEveryTransaction = (name: string, body: (make: () => Outbox) => void): void => {
  describe(`${name} on SQLite`, () => body(onFile))
  onPostgres(`${name} on PostgreSQL`, () => body(onServer))
}

/** An outbox in a file of SQLite. */
export const outboxInFile: () => Outbox = onFile
/** An outbox in a schema of PostgreSQL. */
export const outboxInSchema: () => Outbox = onServer
