import { failureError } from '@clientele/domain'
import type { Connections } from './connections/connections.js'
import type { Session } from './connections/session.js'
import { createMissingTables } from './create-tables.js'
import { additions, migrations } from './schema.js'
import { quoted, unlessSchemaName } from './schema-name.js'

const refuse = (problem: string): never => {
  throw failureError({ error: 'StoreUnreadable', problem })
}

type Found = { readonly encoding: string; readonly isOurs: boolean; readonly isTaken: boolean }

const findQuery = `select current_setting('server_encoding') as encoding,
  to_regclass($2) is not null as "isOurs",
  exists (
    select from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where n.nspname = $1 and c.relname in ('events', 'streams')
  ) as "isTaken"`

const noVersion = { version: 0, added: 0 }

const findSchema = async (session: Session, schema: string): Promise<Found> => {
  const { rows } = await session.query<Found>(findQuery, [schema, `${quoted(schema)}.migrations`])
  return rows[0] ?? { encoding: '', isOurs: false, isTaken: false }
}

/**
 * The version of a schema and its number of additions, stored as negative versions so that older programs ignore them.
 */
type Version = { readonly version: number; readonly added: number }

const versionIn = async (session: Session, schema: string): Promise<Version> => {
  const { encoding, isOurs, isTaken } = await findSchema(session, schema)
  if (encoding !== 'UTF8') refuse('The encoding of the database is not UTF8: create one that is.')
  if (!isOurs && isTaken) refuse(`The schema ${schema} belongs to another program: give another schema.`)
  if (!isOurs) return noVersion
  const { rows } = await session.query<Version>(
    `select greatest(max(version), 0) as version, -least(min(version), 0) as added from ${quoted(schema)}.migrations`,
  )
  return rows[0] ?? noVersion
}

const isCurrent = ({ version, added }: Version, schema: string): boolean => {
  if (version > migrations.length)
    refuse(`The schema ${schema} is of a newer version (${version}): update @clientele/clientele.`)
  return version === migrations.length && added >= additions.length
}

const createVersions = (name: string): string =>
  `create table ${name}.migrations (version integer primary key, applied_at timestamptz not null default now());`

const migrate = async (session: Session, schema: string): Promise<void> => {
  const name = quoted(schema)
  const found = await versionIn(session, schema)
  // Another process may have migrated it meanwhile.
  if (isCurrent(found, schema)) return
  if (found.version === 0) await session.query(createVersions(name))
  const steps = [
    ...migrations.map((migration, index) => ({ migration, version: index + 1 })).slice(found.version),
    ...additions.map((migration, index) => ({ migration, version: -(index + 1) })).slice(found.added),
  ]
  for (const { migration, version } of steps) {
    await session.query(migration(name))
    await session.query(`insert into ${name}.migrations (version) values (${version})`)
  }
}

/**
 * Migrates a schema to the version of this program and creates it if it is missing. Throws if the schema belongs to
 * another program or a newer version. Waits up to `patience` milliseconds for a server that is away or starting, and
 * for other processes that migrate.
 */
export const prepareSchema = async (connections: Connections, schema: string, patience: number): Promise<void> => {
  unlessSchemaName(schema)
  await connections.repeatable((session) =>
    createMissingTables(
      session,
      { schema, patience },
      {
        purpose: 'events',
        exist: async (given) => isCurrent(await versionIn(given, schema), schema),
        create: (given) => migrate(given, schema),
      },
    ),
  )
}
