import type { KeyStore, KeyStoreSource, StoredKeys, StoreFailure } from '@clientele/domain'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { malformedOptions, type OptionKinds, throwIfMalformed } from '../../../options.js'
import { nameOfSchema, serverOf } from '../address.js'
import { textArray } from '../arrays.js'
import { type Connections, connectionsTo, rowsOn } from '../connections/connections.js'
import type { Session } from '../connections/session.js'
import { storeFailureOf } from '../failure.js'
import type { Place } from '../locks.js'
import type { PostgresOptions } from '../options.js'
import { quoted, unlessSchemaName } from '../schema-name.js'
import { hasKeys, type Locking, lockKeys, prepareTables } from './tables.js'

/** Options as of the store; the tables `keys` and `destroyed_keys` are created in the schema if they are missing. */
export type PostgresKeysOptions = Pick<PostgresOptions, 'connectionString' | 'schema' | 'tls' | 'patience'>

const optionKinds: OptionKinds<PostgresKeysOptions> = {
  connectionString: 'text',
  schema: 'text',
  tls: 'tls',
  patience: 'milliseconds',
}

const queriesIn = (name: string) => {
  const allKeys = `select subject, wrapped from ${name}.keys union all select subject, null from ${name}.destroyed_keys`
  const insertPart = `insert into ${name}.keys (subject, wrapped)
    select s, w from unnest($1::text[], $2::text[]) as given (s, w)
    where not exists (select from ${name}.destroyed_keys d where d.subject = s)
    order by s collate "C" on conflict (subject)`
  return {
    readAll: allKeys,
    read: `select subject, wrapped from (${allKeys}) as known where subject = any ($1::text[])`,
    add: `${insertPart} do nothing`,
    replace: `${insertPart} do update set wrapped = excluded.wrapped`,
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
  const rows = await rowsOn(session, { text: queries[query], values: lists.map(textArray) })
  return new Map(rows.map(([subject, wrapped]) => [subject ?? '', wrapped ?? null] as const))
}

type Step = readonly [query: Query, ...lists: readonly (readonly string[])[]]

/**
 * Executes statements in one transaction. They are idempotent, so the transaction is retried if the connection is lost.
 */
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
  const askTask = (...step: Step) =>
    task<StoredKeys>(() => connections.repeatable((session) => askOn(session, tables, ...step)))
  return {
    name,
    read: (subjects) => askTask('read', subjects),
    readAll: () => askTask('readAll'),
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
  throwIfMalformed(malformedOptions('postgresKeys', options, optionKinds))
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
 * Stores keys in two tables of a schema of a PostgreSQL database, by default the schema of the register; any number of
 * processes may share them. Destroying a key deletes its row; the server's write-ahead log, replicas and backups still
 * contain the key, wrapped by the master key, until they are removed.
 */
export const postgresKeys = (options: PostgresKeysOptions): KeyStoreSource => {
  const name = nameOfSchema(options)
  return {
    name,
    exists: () =>
      withConnections(options, async (connections, { schema }) => {
        const some = await connections.repeatable((session) => hasKeys(session, schema))
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
