import { type CheckpointStore, failureError } from '@clientele/domain'
import { type Connections, connectionsTo } from '../postgres/connections.js'
import type { PostgresOptions } from '../postgres/index.js'
import { quoted } from '../postgres/schema.js'

/** As for the store; the table `checkpoints` is made in the schema when there is none. */
export type PostgresCheckpointOptions = Pick<PostgresOptions, 'connectionString' | 'schema' | 'tls' | 'patience'>

/** Checkpoints in a table; nothing is connected before it is needed. */
export type PostgresCheckpoints = CheckpointStore & {
  /** Ends the connection. */
  close(): Promise<void>
}

type Asking = { readonly connections: Connections; readonly schema: string }

// Not prepared: asked too seldom.
const ask = ({ connections }: Asking, text: string, ...values: string[]): ReturnType<Connections['ask']> =>
  connections.ask({ text, values })

const isThere = async (asking: Asking, table: string): Promise<boolean> => {
  const [found] = await ask(asking, 'select to_regclass($1)::text', table)
  return found?.[0] !== null
}

const make = async (asking: Asking, table: string): Promise<void> => {
  if (await isThere(asking, table)) return
  await ask(asking, `create schema if not exists ${quoted(asking.schema)}`)
  await ask(asking, `create table if not exists ${table} (name text primary key, position text not null)`)
}

// PostgreSQL holds no NUL.
const nameOf = (name: string): string => {
  if (name.includes('\u0000')) throw failureError({ error: 'StoreUnreadable', problem: 'A name has no NUL.' })
  return name
}

/** Checkpoints in a schema of a PostgreSQL database, shared by as many processes as like. */
export const postgresCheckpoints = (options: PostgresCheckpointOptions): PostgresCheckpoints => {
  const { connectionString, schema = 'clientele', tls, patience = 10_000 } = options
  const connections = connectionsTo({ url: connectionString, tls, connections: 1, patience })
  const asking = { connections, schema }
  const table = `${quoted(schema)}.checkpoints`
  let making: Promise<void> | null = null
  const made = (): Promise<void> => {
    making ??= make(asking, table).catch((error: unknown) => {
      making = null
      throw error
    })
    return making
  }
  const upsert = `insert into ${table} (name, position) values ($1, $2)
    on conflict (name) do update set position = excluded.position`
  return {
    load: async (name) => {
      await made()
      const [found] = await ask(asking, `select position from ${table} where name = $1`, nameOf(name))
      return found?.[0] ?? null
    },
    save: async (name, position) => {
      await made()
      await ask(asking, upsert, nameOf(name), position)
    },
    close: connections.close,
  }
}
