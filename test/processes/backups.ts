import Database from 'better-sqlite3'
import { withClient } from '../../packages/adapters/test/postgres/schemas.js'
import type { Disturbable } from './durable.js'

/** Restores a log, and what the store stores with it, from a backup, while processes have it open. */
export type PutBack = () => Promise<void>

// If others write at the first step, SQLite's backup ends without copying anything, and reports no error.
const copyDatabase = async (from: string, to: string): Promise<boolean> => {
  const connection = new Database(from)
  try {
    return (await connection.backup(to)).totalPages > 0
  } finally {
    connection.close()
  }
}

const copyWhenFree = async (from: string, to: string): Promise<void> => {
  for (let tries = 0; tries < 500; tries += 1) {
    if (await copyDatabase(from, to)) return
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 20))
  }
  throw new Error(`${to} is written to all the time`)
}

const tablesIn = `select table_name as name from information_schema.tables
  where table_schema = $1 and table_name in ('events', 'streams', 'checkpoints', 'leases') order by table_name = 'streams', 1`

const inOneTransaction = (url: string, statements: (tables: readonly string[]) => readonly string[], of: string) =>
  withClient(async (client) => {
    const { rows } = await client.query<{ readonly name: string }>(tablesIn, [of])
    const texts = statements(rows.map(({ name }) => name))
    await client.query(['begin isolation level read committed', ...texts, 'commit'].join(';'))
  }, url)

const backUpTables = (tables: readonly string[]): readonly string[] => [
  'set transaction isolation level repeatable read',
  'drop schema if exists backup cascade',
  'create schema backup',
  ...tables.map((table) => `create table backup.${table} as table clientele.${table}`),
]

// As restoring a dump does: the rows, and the next values of their keys.
const restoreTables = (tables: readonly string[]): readonly string[] => [
  `lock table ${tables.map((table) => `clientele.${table}`).join()} in access exclusive mode`,
  'set local session_replication_role = replica',
  ...tables.flatMap((table) => [
    `delete from clientele.${table}`,
    `insert into clientele.${table} overriding system value select * from backup.${table}`,
  ]),
  `select setval(pg_get_serial_sequence('clientele.streams', 'key'), max(key)) from clientele.streams`,
]

const ofPostgres = async (url: string): Promise<PutBack> => {
  await inOneTransaction(url, backUpTables, 'clientele')
  return () => inOneTransaction(url, restoreTables, 'backup')
}

const ofFile = async (file: string): Promise<PutBack> => {
  const backup = `${file}.backup`
  await copyWhenFree(file, backup)
  return () => copyWhenFree(backup, file)
}

/** Takes a backup of a store in its present state. */
export const backUp = async (durable: Disturbable): Promise<PutBack> => {
  if ('server' in durable) {
    const { server } = durable
    const length = server.log.events.length
    return () => server.putBack(length)
  }
  return durable.kind === 'SQLite' ? ofFile(durable.file) : ofPostgres(durable.url)
}
