import type { Session } from '../connections/session.js'
import { createMissingTables } from '../create-tables.js'
import { lockUntilEnd, type Place } from '../locks.js'
import { quoted } from '../schema-name.js'

// A destroyed key has no row in `keys`: `destroyed_keys` only records that there was one.
const createStatements = (name: string): string => `
  create table if not exists ${name}.keys (subject text collate "C" not null primary key, wrapped text not null);
  create table if not exists ${name}.destroyed_keys (
    subject text collate "C" not null primary key,
    destroyed_at timestamptz not null default now()
  );`

const tablesExist = async (session: Session, schema: string): Promise<boolean> => {
  const { rows } = await session.query<{ there: boolean }>('select to_regclass($1) is not null as there', [
    `${quoted(schema)}.destroyed_keys`,
  ])
  return rows[0]?.there === true
}

/** How the keys are locked: adding keys shares the lock with other additions; destroying and replacing take it alone. */
export type Locking = 'shared' | 'alone'

/** Locks the keys until the transaction ends, so that adding a key sees whether it was destroyed before. */
export const lockKeys = (session: Session, place: Place, locking: Locking): Promise<void> =>
  lockUntilEnd(session, place, { purpose: 'keys', shared: locking === 'shared' })

/** Creates the tables if they are missing; the user then needs the right to create them. */
export const prepareTables = (session: Session, place: Place): Promise<void> =>
  createMissingTables(session, place, {
    purpose: 'keys',
    exist: (given) => tablesExist(given, place.schema),
    create: (given) => given.query(createStatements(quoted(place.schema))),
  })

/** Whether a schema holds keys. */
export const hasKeys = async (session: Session, schema: string): Promise<boolean> => {
  if (!(await tablesExist(session, schema))) return false
  const name = quoted(schema)
  const { rows } = await session.query<{ some: boolean }>(
    `select exists (select from ${name}.keys) or exists (select from ${name}.destroyed_keys) as some`,
  )
  return rows[0]?.some === true
}
