import { failureError, type StoreFailure } from '@clientele/domain'
import type { Connections } from './connections/connections.js'
import type { Session } from './connections/session.js'
import { limitLocks } from './locks.js'
import { migrations, quoted } from './schema.js'

const refuse = (error: 'StoreUnavailable' | 'StoreUnreadable', problem: string): never => {
  throw failureError({ error, problem } satisfies StoreFailure)
}

const schemaName = /^[a-z_][a-z0-9_-]{0,62}$/i

type Found = { readonly encoding: string; readonly isOurs: boolean; readonly isTaken: boolean }

const look = `select current_setting('server_encoding') as encoding,
  to_regclass($2) is not null as "isOurs",
  exists (
    select from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where n.nspname = $1 and c.relname in ('events', 'streams')
  ) as "isTaken"`

const found = async (session: Session, schema: string): Promise<Found> => {
  const { rows } = await session.query<Found>(look, [schema, `${quoted(schema)}.migrations`])
  return rows[0] ?? { encoding: '', isOurs: false, isTaken: false }
}

const versionIn = async (session: Session, schema: string): Promise<number> => {
  const { encoding, isOurs, isTaken } = await found(session, schema)
  if (encoding !== 'UTF8') refuse('StoreUnreadable', 'The encoding of the database is not UTF8: create one that is.')
  if (!isOurs && isTaken)
    refuse('StoreUnreadable', `The schema ${schema} belongs to another program: give another schema.`)
  if (!isOurs) return 0
  const { rows } = await session.query<{ version: number | null }>(
    `select max(version) as version from ${quoted(schema)}.migrations`,
  )
  return rows[0]?.version ?? 0
}

const isCurrent = (version: number, schema: string): boolean => {
  if (version > migrations.length)
    refuse('StoreUnreadable', `The schema ${schema} is of a newer version (${version}): update @clientele/clientele.`)
  return version === migrations.length
}

const migrate = async (session: Session, schema: string): Promise<void> => {
  const name = quoted(schema)
  const version = await versionIn(session, schema)
  if (isCurrent(version, schema)) return
  if (version === 0)
    await session.query(`create schema if not exists ${name};
      create table ${name}.migrations (version integer primary key, applied_at timestamptz not null default now());`)
  for (const [index, migration] of migrations.entries()) {
    if (index < version) continue
    await session.query(migration(name))
    await session.query(`insert into ${name}.migrations (version) values (${index + 1})`)
  }
}

// The lock is let go with the transaction, also when this process ends.
const migrateAlone = async (session: Session, schema: string, patience: number): Promise<void> => {
  await session.query('begin')
  await limitLocks(session, patience)
  await session.query(`select pg_advisory_xact_lock(hashtextextended($1, 1))`, [`clientele ${schema}`])
  await migrate(session, schema)
  await session.query('commit')
}

/** Brings a schema to the version of this program, made when there is none; another program's or a newer one is refused.
 * A server that is away or starting is waited for, and so are others who migrate, for `patience` milliseconds. */
export const prepareSchema = async (connections: Connections, schema: string, patience: number): Promise<void> => {
  if (!schemaName.test(schema))
    refuse('StoreUnavailable', 'The name of a schema has letters, digits and "_", at most 63: give another one.')
  await connections.repeatable(async (session) => {
    if (!isCurrent(await versionIn(session, schema), schema)) await migrateAlone(session, schema, patience)
  })
}
