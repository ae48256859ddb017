import { failureError, type StoreFailure } from '@clientele/domain'
import type { Session } from '../../stores/postgres/connections/session.js'
import { limitLockWait } from '../../stores/postgres/locks.js'

const schemaName = /^[a-z_][a-z0-9_-]{0,62}$/i

const refuse = (error: 'StoreUnavailable' | 'StoreUnreadable', problem: string): never => {
  throw failureError({ error, problem } satisfies StoreFailure)
}

/** Quotes the name of a schema; throws if the name is invalid. */
export const quoted = (schema: string): string => {
  if (!schemaName.test(schema))
    refuse('StoreUnavailable', 'The name of a schema has letters, digits and "_", at most 63: give another one.')
  return `"${schema}"`
}

const tables = (schema: string): string => `
  create table if not exists ${schema}.snapshots (key bigint generated always as identity primary key);
  create table if not exists ${schema}.snapshot_lines (
    snapshot bigint not null references ${schema}.snapshots (key) on delete cascade,
    nr bigint not null,
    line bytea not null,
    primary key (snapshot, nr)
  );`

const keys = (schema: string): string => `select key::text as key from ${schema}.snapshots order by snapshots.key desc`

/** Serializes transactions that create the tables or save. */
const lock = `select pg_advisory_xact_lock(hashtextextended($1, 2))`

const beginLocked = async (session: Session, schema: string, patience: number): Promise<void> => {
  await session.query('begin')
  await limitLockWait(session, patience)
  await session.query(lock, [schema])
}

// `create schema if not exists` needs the right to create schemas even if the schema exists: so check first.
const schemaExists = async (session: Session, schema: string): Promise<boolean> => {
  const { rows } = await session.query<{ found: boolean }>('select to_regnamespace($1) is not null as found', [schema])
  return rows[0]?.found === true
}

/** Creates the tables if they are missing; waits up to `patience` milliseconds for other processes that do. */
export const createMissingTables = async (session: Session, schema: string, patience: number): Promise<void> => {
  const { rows } = await session.query<{ found: boolean }>('select to_regclass($1) is not null as found', [
    `${schema}.snapshot_lines`,
  ])
  if (rows[0]?.found === true) return
  await beginLocked(session, schema, patience)
  if (!(await schemaExists(session, schema))) await session.query(`create schema ${schema}`)
  await session.query(tables(schema))
  await session.query('commit')
}

/** The keys of the stored snapshots, newest first. */
export const listKeys = async (session: Session, schema: string): Promise<readonly string[]> => {
  const { rows } = await session.query<{ key: string }>(keys(schema))
  return rows.map(({ key }) => key)
}

/** The number of lines read at a time. */
const pageSize = 16

/** The next lines of a snapshot after its first `count`; none after the last. */
export const readLinesAfter = async (
  session: Session,
  schema: string,
  { key, count }: { readonly key: string; readonly count: number },
): Promise<readonly Buffer[]> => {
  const { rows } = await session.query<{ line: Buffer }>(
    `select line from ${schema}.snapshot_lines where snapshot = $1 and nr > $2 order by nr limit $3`,
    [key, count, pageSize],
  )
  return rows.map(({ line }) => line)
}

const insert = async (session: Session, schema: string, lines: AsyncIterable<Buffer>): Promise<void> => {
  const { rows } = await session.query<{ key: string }>(
    `insert into ${schema}.snapshots default values returning key::text as key`,
  )
  let nr = 0
  for await (const line of lines) {
    nr += 1
    await session.query(`insert into ${schema}.snapshot_lines values ($1, $2, $3)`, [rows[0]?.key, nr, line])
  }
}

/**
 * Saves a snapshot in one transaction and removes all but the newest `keep`; waits up to `patience` milliseconds for
 * other processes that save.
 */
export const saveSnapshot = async (
  session: Session,
  schema: string,
  {
    lines,
    keep,
    patience,
  }: { readonly lines: AsyncIterable<Buffer>; readonly keep: number; readonly patience: number },
): Promise<void> => {
  await beginLocked(session, schema, patience)
  await insert(session, schema, lines)
  await session.query(
    `delete from ${schema}.snapshots where key in (select key from ${schema}.snapshots order by key desc offset $1)`,
    [keep],
  )
  await session.query('commit')
}

/** Removes all snapshots and frees their space. */
export const truncate = async (session: Session, schema: string): Promise<void> => {
  await session.query(`truncate ${schema}.snapshots, ${schema}.snapshot_lines`)
}
