import { failureError, type StoreFailure } from '@clientele/domain'
import type { Connections } from './connections/connections.js'
import type { Session } from './connections/session.js'
import { limitLocks } from './locks.js'
import { additions, migrations, quoted } from './schema.js'

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

const none = { version: 0, added: 0 }

const lookAt = async (session: Session, schema: string): Promise<Found> => {
  const { rows } = await session.query<Found>(look, [schema, `${quoted(schema)}.migrations`])
  return rows[0] ?? { encoding: '', isOurs: false, isTaken: false }
}

/** The version of a schema, and how many additions it has: they have negative versions, which older programs overlook. */
type Version = { readonly version: number; readonly added: number }

const versionIn = async (session: Session, schema: string): Promise<Version> => {
  const { encoding, isOurs, isTaken } = await lookAt(session, schema)
  if (encoding !== 'UTF8') refuse('StoreUnreadable', 'The encoding of the database is not UTF8: create one that is.')
  if (!isOurs && isTaken)
    refuse('StoreUnreadable', `The schema ${schema} belongs to another program: give another schema.`)
  if (!isOurs) return none
  const { rows } = await session.query<Version>(
    `select greatest(max(version), 0) as version, -least(min(version), 0) as added from ${quoted(schema)}.migrations`,
  )
  return rows[0] ?? none
}

const isCurrent = ({ version, added }: Version, schema: string): boolean => {
  if (version > migrations.length)
    refuse('StoreUnreadable', `The schema ${schema} is of a newer version (${version}): update @clientele/clientele.`)
  return version === migrations.length && added >= additions.length
}

const migrate = async (session: Session, schema: string): Promise<void> => {
  const name = quoted(schema)
  const found = await versionIn(session, schema)
  if (isCurrent(found, schema)) return
  if (found.version === 0)
    await session.query(`create schema if not exists ${name};
      create table ${name}.migrations (version integer primary key, applied_at timestamptz not null default now());`)
  const steps = [
    ...migrations.map((migration, index) => ({ migration, version: index + 1 })).slice(found.version),
    ...additions.map((migration, index) => ({ migration, version: -(index + 1) })).slice(found.added),
  ]
  for (const { migration, version } of steps) {
    await session.query(migration(name))
    await session.query(`insert into ${name}.migrations (version) values (${version})`)
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

/** Throws what `failureOf` understands where a text is no name of a schema. */
export const unlessSchemaName = (schema: string): void => {
  if (!schemaName.test(schema))
    refuse('StoreUnavailable', 'The name of a schema has letters, digits and "_", at most 63: give another one.')
}

/** Brings a schema to the version of this program, made when there is none; another program's or a newer one is refused.
 * A server that is away or starting is waited for, and so are others who migrate, for `patience` milliseconds. */
export const prepareSchema = async (connections: Connections, schema: string, patience: number): Promise<void> => {
  unlessSchemaName(schema)
  await connections.repeatable(async (session) => {
    if (!isCurrent(await versionIn(session, schema), schema)) await migrateAlone(session, schema, patience)
  })
}
