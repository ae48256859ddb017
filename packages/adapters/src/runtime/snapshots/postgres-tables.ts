import type { Session } from '../../stores/postgres/connections/session.js'
import { createMissingTables } from '../../stores/postgres/create-tables.js'
import { limitLockWait, lockUntilEnd, type Place } from '../../stores/postgres/locks.js'
import { quoted } from '../../stores/postgres/schema-name.js'

const tables = (schema: string): string => `
  create table if not exists ${schema}.snapshots (key bigint generated always as identity primary key);
  create table if not exists ${schema}.snapshot_lines (
    snapshot bigint not null references ${schema}.snapshots (key) on delete cascade,
    nr bigint not null,
    line bytea not null,
    primary key (snapshot, nr)
  );`

const tablesExist = async (session: Session, name: string): Promise<boolean> => {
  const { rows } = await session.query<{ found: boolean }>('select to_regclass($1) is not null as found', [
    `${name}.snapshot_lines`,
  ])
  return rows[0]?.found === true
}

/** Creates the tables if they are missing; waits for other processes that do. */
export const createSnapshotTables = (session: Session, place: Place): Promise<void> => {
  const name = quoted(place.schema)
  return createMissingTables(session, place, {
    purpose: 'snapshots',
    exist: (given) => tablesExist(given, name),
    create: (given) => given.query(tables(name)),
  })
}

/** The keys of the stored snapshots, newest first. */
export const listKeys = async (session: Session, { schema }: Place): Promise<readonly string[]> => {
  const { rows } = await session.query<{ key: string }>(
    `select key::text as key from ${quoted(schema)}.snapshots order by snapshots.key desc`,
  )
  return rows.map(({ key }) => key)
}

/** The number of lines read at a time. */
const pageSize = 16

/** The next lines of a snapshot after its first `count`; none after the last. */
export const readLinesAfter = async (
  session: Session,
  { schema }: Place,
  { key, count }: { readonly key: string; readonly count: number },
): Promise<readonly Buffer[]> => {
  const { rows } = await session.query<{ line: Buffer }>(
    `select line from ${quoted(schema)}.snapshot_lines where snapshot = $1 and nr > $2 order by nr limit $3`,
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
 * Saves a snapshot in one transaction and removes all but the newest `keep`; waits for other processes that save.
 */
export const saveSnapshot = async (
  session: Session,
  place: Place,
  { lines, keep }: { readonly lines: AsyncIterable<Buffer>; readonly keep: number },
): Promise<void> => {
  const name = quoted(place.schema)
  await session.query('begin')
  await lockUntilEnd(session, place, { purpose: 'snapshots' })
  await insert(session, name, lines)
  await session.query(
    `delete from ${name}.snapshots where key in (select key from ${name}.snapshots order by key desc offset $1)`,
    [keep],
  )
  await session.query('commit')
}

/** Removes all snapshots and frees their space; waits for other processes that read or save. */
export const truncate = async (session: Session, place: Place): Promise<void> => {
  const name = quoted(place.schema)
  await session.query('begin')
  await limitLockWait(session, place.patience)
  await session.query(`truncate ${name}.snapshots, ${name}.snapshot_lines`)
  await session.query('commit')
}
