import { randomUUID } from 'node:crypto'
import Database from 'better-sqlite3'
import { growingIds, type PlainEvent, plainEvents } from './traffic.js'

export type Synchronous = 'full' | 'normal'

const table = `create table events (
  position integer primary key, stream integer not null, revision integer not null, id text not null,
  type text not null, recorded_at text not null, data text not null, metadata text not null) strict;
  create unique index by_stream on events (stream, revision)`
const insert = 'insert into events (stream, revision, id, type, recorded_at, data, metadata) values (?,?,?,?,?,?,?)'

const insertAsOurs = `insert into events
  (stream, revision, id, type, recorded_at, data, metadata, schema_version, ordinal) values (?,?,?,?,?,?,?,1,0)`

/** The tables, indexes and triggers of a file of ours, as SQL. */
const schemaOf = (file: string): string => {
  const db = new Database(file, { readonly: true })
  const all = db.prepare<[], { sql: string }>('select sql from sqlite_schema where sql is not null').all()
  db.close()
  return all.map(({ sql }) => sql).join(';\n')
}

export type PlainSqlite = {
  /** Inserts one event, in its own transaction unless one is open. */
  one(): void
  /** Inserts this many events in one transaction. */
  together(count: number): void
  close(): void
}

export type PlainOptions = {
  readonly file: string
  readonly synchronous: Synchronous
  readonly customers: number
  /** How many consecutive events belong to one customer; 1 by default. */
  readonly inTurn?: number
  /** A file of ours whose columns and indexes to copy; without it, there are fewer. */
  readonly like?: string
}

type TableOptions = Pick<PlainOptions, 'file' | 'synchronous' | 'like'>

const openTable = ({ file, synchronous, like }: TableOptions): Database.Database => {
  const db = new Database(file)
  db.pragma('journal_mode = wal')
  db.pragma(`synchronous = ${synchronous}`)
  db.pragma('wal_autocheckpoint = 4000')
  db.exec(like === undefined ? table : schemaOf(like))
  return db
}

/** Creates an empty table of events, and a function that inserts one. */
export const plainTable = (options: TableOptions) => {
  const db = openTable(options)
  const statement = db.prepare<(string | number)[]>(options.like === undefined ? insert : insertAsOurs)
  const put = ({ stream, revision, id, type, recordedAt, data, metadata }: PlainEvent): void =>
    void statement.run(stream, revision, id, type, recordedAt, data, metadata)
  return { db, put }
}

const registered = { revision: 0, type: 'CustomerRegistered', recordedAt: '', data: '{}', metadata: '{}' }

/** Hand-written INSERTs into a table with one event per customer. */
export const plainSqlite = (options: PlainOptions): PlainSqlite => {
  const { customers, inTurn, like } = options
  const { db, put } = plainTable(options)
  const newId = like === undefined ? randomUUID : growingIds()
  const next = plainEvents({ customers, seed: 1, newId, ...(inTurn === undefined ? {} : { inTurn }) })
  const stream =
    like === undefined ? null : db.prepare<[number, string]>("insert into streams values (?, ?, 'customer')")
  const fill = db.transaction(() => {
    for (let n = 0; n < customers; n += 1) {
      stream?.run(n, `customer-c${n}`)
      put({ ...registered, stream: n, id: newId() })
    }
  })
  fill()
  const many = db.transaction((count: number) => {
    for (let n = 0; n < count; n += 1) put(next())
  })
  return { one: () => put(next()), together: (count) => many(count), close: () => db.close() }
}
