import type { ConnectionOptions } from 'node:tls'
import type { SnapshotStore } from '@clientele/domain'
import type { Connections } from '../../stores/postgres/connections/connections.js'
import type { Session } from '../../stores/postgres/connections/session.js'
import { storeFailureOf } from '../../stores/postgres/failure.js'
import type { Place } from '../../stores/postgres/locks.js'
import { unlessSchemaName } from '../../stores/postgres/schema-name.js'
import { snapshotsFor } from './over-storage.js'
import { createSnapshotTables, listKeys, readLinesAfter, saveSnapshot, truncate } from './postgres-tables.js'
import type { SnapshotStorage } from './storage.js'

export type PostgresSnapshotsOptions = {
  /** As in `postgres({ connectionString })`. */
  readonly connectionString: string
  /**
   * The schema of the snapshots, created if it is missing; by default `clientele_snapshots`, separate from the events.
   */
  readonly schema?: string | undefined
  readonly tls?: boolean | ConnectionOptions | undefined
  /** How long to wait for a server that is away, in milliseconds; 10,000 by default. */
  readonly patience?: number | undefined
}

const connect = async ({
  connectionString,
  tls,
  patience = 10_000,
}: PostgresSnapshotsOptions): Promise<Connections> => {
  const { connectionsTo } = await import('../../stores/postgres/connections/connections.js')
  return connectionsTo({ url: connectionString, tls, connections: 1, patience })
}

const storage = (options: PostgresSnapshotsOptions): SnapshotStorage => {
  const { schema = 'clientele_snapshots', patience = 10_000 } = options
  const place = { schema, patience }
  let open: Promise<Connections> | null = null

  const withSession = async <A>(action: (session: Session, place: Place) => Promise<A>): Promise<A> => {
    unlessSchemaName(schema)
    open ??= connect(options)
    return (await open).withSession(async (session) => {
      await createSnapshotTables(session, place)
      return action(session, place)
    })
  }

  return {
    name: `postgres ${schema}`,
    list: () => withSession(listKeys),
    read: async function* (key) {
      let count = 0
      const next = (): Promise<readonly Buffer[]> =>
        withSession((session) => readLinesAfter(session, place, { key, count }))
      for (let page = await next(); page.length > 0; page = await next()) {
        yield* page
        count += page.length
      }
    },
    write: (lines, keep) => withSession((session) => saveSnapshot(session, place, { lines, keep })),
    clear: () => withSession(truncate),
    close: async () => {
      const opened = open
      open = null
      await (await opened)?.close()
    },
    failureOf: storeFailureOf,
  }
}

/** Stores snapshots in a schema of a PostgreSQL database; any number of processes may share it. */
export const postgresSnapshots = (options: PostgresSnapshotsOptions): SnapshotStore =>
  snapshotsFor(
    'postgresSnapshots',
    options,
    {
      connectionString: 'text',
      schema: 'text',
      tls: 'tls',
      patience: 'milliseconds',
    },
    storage,
  )
