import type { Session } from '../connections/session.js'
import { limitLocks } from '../locks.js'
import { quoted } from '../schema.js'

/** Where the keys are: a schema by its plain name. */
export type Place = { readonly schema: string; readonly patience: number }

// Who is destroyed has no row among the keys: `destroyed_keys` only says that there was one.
const creating = (name: string): string => `
  create table if not exists ${name}.keys (subject text collate "C" not null primary key, wrapped text not null);
  create table if not exists ${name}.destroyed_keys (
    subject text collate "C" not null primary key,
    destroyed_at timestamptz not null default now()
  );`

const areThere = async (session: Session, schema: string): Promise<boolean> => {
  const { rows } = await session.query<{ there: boolean }>('select to_regclass($1) is not null as there', [
    `${quoted(schema)}.destroyed_keys`,
  ])
  return rows[0]?.there === true
}

/** With whom the lock is shared: adding keys goes beside adding others, destroying and replacing goes alone. */
export type Locking = 'shared' | 'alone'

const locks: { readonly [L in Locking]: string } = {
  shared: 'select pg_advisory_xact_lock_shared(hashtextextended($1, 3))',
  alone: 'select pg_advisory_xact_lock(hashtextextended($1, 3))',
}

/** Takes the lock of the keys until the transaction ends: who adds a key sees whether it was destroyed before. */
export const lockKeys = async (session: Session, { schema, patience }: Place, locking: Locking): Promise<void> => {
  await limitLocks(session, patience)
  await session.query(locks[locking], [`clientele ${schema}`])
}

// The right to make schemas is asked for even where there is one.
const makeSchema = async (session: Session, schema: string): Promise<void> => {
  const { rows } = await session.query<{ there: boolean }>('select to_regnamespace($1) is not null as there', [
    quoted(schema),
  ])
  if (rows[0]?.there !== true) await session.query(`create schema ${quoted(schema)}`)
}

/** Makes the tables where there are none; needs the right to, then. */
export const prepareTables = async (session: Session, place: Place): Promise<void> => {
  if (await areThere(session, place.schema)) return
  await session.query('begin')
  await lockKeys(session, place, 'alone')
  await makeSchema(session, place.schema)
  await session.query(creating(quoted(place.schema)))
  await session.query('commit')
}

/** Whether a schema holds keys. */
export const holdsKeys = async (session: Session, schema: string): Promise<boolean> => {
  if (!(await areThere(session, schema))) return false
  const name = quoted(schema)
  const { rows } = await session.query<{ some: boolean }>(
    `select exists (select from ${name}.keys) or exists (select from ${name}.destroyed_keys) as some`,
  )
  return rows[0]?.some === true
}
