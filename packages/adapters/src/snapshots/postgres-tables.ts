import { failureError, type StoreFailure } from '@clientele/domain'
import type { PoolClient } from 'pg'

const schemaName = /^[a-z_][a-z0-9_-]{0,62}$/i

const refuse = (error: 'StoreUnavailable' | 'StoreUnreadable', problem: string): never => {
  throw failureError({ error, problem } satisfies StoreFailure)
}

/** A schema's name as SQL text; one that could mean something else is refused. */
export const quoted = (schema: string): string => {
  if (!schemaName.test(schema))
    refuse('StoreUnavailable', 'The name of a schema has letters, digits and "_", at most 63: give another one.')
  return `"${schema}"`
}

const tables = (schema: string): string => `
  create schema if not exists ${schema};
  create table if not exists ${schema}.snapshots (key bigint generated always as identity primary key);
  create table if not exists ${schema}.snapshot_lines (
    snapshot bigint not null references ${schema}.snapshots (key) on delete cascade,
    nr bigint not null,
    line bytea not null,
    primary key (snapshot, nr)
  );`

const keys = (schema: string): string => `select key::text as key from ${schema}.snapshots order by snapshots.key desc`

/** Who makes the tables or saves waits for others who do, until its transaction is over. */
const lock = `select pg_advisory_xact_lock(hashtextextended($1, 2))`

/** Makes the tables when there are none. */
export const prepare = async (client: PoolClient, schema: string): Promise<void> => {
  const { rows } = await client.query<{ found: boolean }>('select to_regclass($1) is not null as found', [
    `${schema}.snapshot_lines`,
  ])
  if (rows[0]?.found === true) return
  await client.query('begin')
  await client.query(lock, [schema])
  await client.query(tables(schema))
  await client.query('commit')
}

/** The keys of what is kept, newest first. */
export const keysIn = async (client: PoolClient, schema: string): Promise<readonly string[]> => {
  const { rows } = await client.query<{ key: string }>(keys(schema))
  return rows.map(({ key }) => key)
}

/** The lines of one snapshot. */
export const linesIn = async (client: PoolClient, schema: string, key: string): Promise<readonly Buffer[]> => {
  const { rows } = await client.query<{ line: Buffer }>(
    `select line from ${schema}.snapshot_lines where snapshot = $1 order by nr`,
    [key],
  )
  return rows.map(({ line }) => line)
}

const insert = async (client: PoolClient, schema: string, lines: AsyncIterable<Buffer>): Promise<void> => {
  const { rows } = await client.query<{ key: string }>(
    `insert into ${schema}.snapshots default values returning key::text as key`,
  )
  let nr = 0
  for await (const line of lines) {
    nr += 1
    await client.query(`insert into ${schema}.snapshot_lines values ($1, $2, $3)`, [rows[0]?.key, nr, line])
  }
}

/** Saves a snapshot in one transaction and removes what lies behind the newest `keep`. */
export const insertInto = async (
  client: PoolClient,
  schema: string,
  { lines, keep }: { readonly lines: AsyncIterable<Buffer>; readonly keep: number },
): Promise<void> => {
  await client.query('begin')
  await client.query(lock, [schema])
  await insert(client, schema, lines)
  await client.query(
    `delete from ${schema}.snapshots where key in (select key from ${schema}.snapshots order by key desc offset $1)`,
    [keep],
  )
  await client.query('commit')
}

/** Removes every snapshot and gives its room back. */
export const truncate = async (client: PoolClient, schema: string): Promise<void> => {
  await client.query(`truncate ${schema}.snapshots, ${schema}.snapshot_lines`)
}
