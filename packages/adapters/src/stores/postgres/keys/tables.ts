import type { Session } from '../connections/session.js'
import { limitLockWait } from '../locks.js'
import { quoted } from '../schema.js'

/** The schema of the keys, by its unquoted name. */
export type Place = { readonly schema: string; readonly patience: number }

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

/** How the lock is taken: adding keys shares it with other additions; destroying and replacing take it alone. */
export type Locking = 'shared' | 'alone'

const locks: { readonly [L in Locking]: string } = {
  shared: 'select pg_advisory_xact_lock_shared(hashtextextended($1, 3))',
  alone: 'select pg_advisory_xact_lock(hashtextextended($1, 3))',
}

/** Locks the keys until the transaction ends, so that adding a key sees whether it was destroyed before. */
export const lockKeys = async (session: Session, { schema, patience }: Place, locking: Locking): Promise<void> => {
  await limitLockWait(session, patience)
  await session.query(locks[locking], [`clientele ${schema}`])
}

// `create schema if not exists` needs the right to create schemas even if the schema exists: so check first.
const makeSchema = async (session: Session, schema: string): Promise<void> => {
  const { rows } = await session.query<{ there: boolean }>('select to_regnamespace($1) is not null as there', [
    quoted(schema),
  ])
  if (rows[0]?.there !== true) await session.query(`create schema ${quoted(schema)}`)
}

/** Creates the tables if they are missing; the user then needs the right to create them. */
export const prepareTables = async (session: Session, place: Place): Promise<void> => {
  if (await tablesExist(session, place.schema)) return
  await session.query('begin')
  await lockKeys(session, place, 'alone')
  await makeSchema(session, place.schema)
  await session.query(createStatements(quoted(place.schema)))
  await session.query('commit')
}

/** Whether a schema holds keys. */
export const hasKeys = async (session: Session, schema: string): Promise<boolean> => {
  if (!(await tablesExist(session, schema))) return false
  const name = quoted(schema)
  const { rows } = await session.query<{ some: boolean }>(
    `select exists (select from ${name}.keys) or exists (select from ${name}.destroyed_keys) as some`,
  )
  return rows[0]?.some === true
}
