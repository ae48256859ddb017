import type { KeyStore, KeyStoreSource, StoredKeys, StoreFailure } from '@clientele/domain'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { malformedOptions, type OptionKinds, unlessMalformed } from '../../../options.js'
import { nameOfSchema, serverOf } from '../address.js'
import { texts } from '../arrays.js'
import { type Connections, connectionsTo, rowsOn } from '../connections/connections.js'
import type { Session } from '../connections/session.js'
import { storeFailureOf } from '../failure.js'
import { unlessSchemaName } from '../migrate.js'
import type { PostgresOptions } from '../options.js'
import { quoted } from '../schema.js'
import { holdsKeys, type Locking, lockKeys, type Place, prepareTables } from './tables.js'

/** As for the store; `keys` and `destroyed_keys` are made in the schema when they are not there. */
export type PostgresKeysOptions = Pick<PostgresOptions, 'connectionString' | 'schema' | 'tls' | 'patience'>

const known: OptionKinds<PostgresKeysOptions> = {
  connectionString: 'text',
  schema: 'text',
  tls: 'tls',
  patience: 'milliseconds',
}

const queriesIn = (name: string) => {
  const both = `select subject, wrapped from ${name}.keys union all select subject, null from ${name}.destroyed_keys`
  const inserting = `insert into ${name}.keys (subject, wrapped)
    select s, w from unnest($1::text[], $2::text[]) as given (s, w)
    where not exists (select from ${name}.destroyed_keys d where d.subject = s)
    order by s collate "C" on conflict (subject)`
  return {
    readAll: both,
    read: `select subject, wrapped from (${both}) as known where subject = any ($1::text[])`,
    add: `${inserting} do nothing`,
    replace: `${inserting} do update set wrapped = excluded.wrapped`,
    remember: `insert into ${name}.destroyed_keys (subject) select s from unnest($1::text[]) as given (s)
      on conflict (subject) do nothing`,
    remove: `delete from ${name}.keys where subject = any ($1::text[])`,
  }
}

type Query = keyof ReturnType<typeof queriesIn>

type Tables = Place & {
  readonly connections: Connections
  readonly queries: ReturnType<typeof queriesIn>
}

const askOn = async (session: Session, { queries }: Tables, query: Query, ...lists: readonly (readonly string[])[]) => {
  const rows = await rowsOn(session, { text: queries[query], values: lists.map(texts) })
  return new Map(rows.map(([subject, wrapped]) => [subject ?? '', wrapped ?? null] as const))
}

type Step = readonly [query: Query, ...lists: readonly (readonly string[])[]]

/** Carries out statements in one transaction, which may be repeated: done again they change nothing more. */
const inTransaction = (tables: Tables, locking: Locking, ...steps: readonly Step[]): Promise<StoredKeys> =>
  tables.connections.repeatable(async (session) => {
    let answer: StoredKeys = new Map()
    await session.query('begin')
    await lockKeys(session, tables, locking)
    for (const step of steps) answer = await askOn(session, tables, ...step)
    await session.query('commit')
    return answer
  })

const task =
  <A>(action: () => Promise<A>) =>
  async (): Promise<Either<StoreFailure, A>> => {
    try {
      return right(await action())
    } catch (error) {
      return left(storeFailureOf(error))
    }
  }

const storeOver = (name: string, tables: Tables): KeyStore => {
  const { connections } = tables
  const asking = (...step: Step) =>
    task<StoredKeys>(() => connections.repeatable((session) => askOn(session, tables, ...step)))
  return {
    name,
    read: (subjects) => asking('read', subjects),
    readAll: () => asking('readAll'),
    add: (keys) => {
      const subjects = [...keys.keys()]
      return task(() => inTransaction(tables, 'shared', ['add', subjects, [...keys.values()]], ['read', subjects]))
    },
    replace: (keys) =>
      task(async () => {
        await inTransaction(tables, 'alone', ['replace', [...keys.keys()], [...keys.values()]])
      }),
    destroy: (subjects) =>
      task(async () => {
        await inTransaction(tables, 'alone', ['remember', subjects], ['remove', subjects])
      }),
    close: () => connections.close(),
  }
}

const withConnections = async <A>(
  options: PostgresKeysOptions,
  use: (connections: Connections, place: Place) => Promise<A>,
): Promise<A> => {
  unlessMalformed(malformedOptions('postgresKeys', options, known))
  const { schema = 'clientele' } = options
  unlessSchemaName(schema)
  const server = serverOf({ ...options, pool: { max: 2 } })
  const connections = connectionsTo(server)
  try {
    return await use(connections, { schema, patience: server.patience })
  } catch (error) {
    await connections.close()
    throw error
  }
}

/**
 * Keys in two tables of a schema of a PostgreSQL database, that of the register by default; any number of processes may
 * share them. The row of a destroyed key is deleted; the server's log of writes, its replicas and its backups keep it
 * for as long as they are kept, wrapped by the master key.
 */
export const postgresKeys = (options: PostgresKeysOptions): KeyStoreSource => {
  const name = nameOfSchema(options)
  return {
    name,
    exists: () =>
      withConnections(options, async (connections, { schema }) => {
        const some = await connections.repeatable((session) => holdsKeys(session, schema))
        await connections.close()
        return some
      }),
    open: task(() =>
      withConnections(options, async (connections, place) => {
        await connections.repeatable((session) => prepareTables(session, place))
        return storeOver(name, { ...place, connections, queries: queriesIn(quoted(place.schema)) })
      }),
    ),
  }
}
