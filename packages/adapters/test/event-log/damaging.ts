import { eventstoredb } from '@clientele/adapters/eventstoredb'
import { sqlite } from '@clientele/adapters/sqlite'
import type { StoreSource } from '@clientele/domain'
import Database from 'better-sqlite3'
import { eventStoreDbServer } from '../../../../test/servers/eventstoredb/server.mjs'
import { newSchema, sql, url } from '../postgres/schemas.js'
import { temporaryFile } from '../sqlite/temporary.js'

type Column = 'data' | 'metadata'

/** A store whose events can be damaged behind its back. */
export type Damageable = {
  readonly source: StoreSource
  /** Replaces a column of the first event of a stream by a text that is no JSON. */
  damage(stream: string, column: Column): Promise<void>
  remove(): Promise<void>
}

const broken = '{"employeeId":"Siiri","key":"k","'

const update = (stream: string, column: Column, schema = ''): string =>
  `update ${schema}events set ${column} = '${broken}'
  where revision = 0 and stream = (select key from ${schema}streams where name = '${stream}')`

const ofSqlite = async (): Promise<Damageable> => {
  const { file, remove } = await temporaryFile()
  return {
    source: sqlite({ file, synchronous: 'normal' }),
    damage: async (stream, column) => {
      const database = new Database(file)
      database.exec(`drop trigger events_no_update; ${update(stream, column)}`)
      database.close()
    },
    remove,
  }
}

const ofPostgres = async (): Promise<Damageable> => {
  const { name, source, drop } = newSchema()
  return {
    source: source(),
    damage: async (stream, column) => {
      await sql(`alter table "${name}".events disable trigger all; ${update(stream, column, `"${name}".`)}`)
    },
    remove: drop,
  }
}

const ofEventStoreDb = async (): Promise<Damageable> => {
  const server = await eventStoreDbServer()
  return {
    source: eventstoredb({ connectionString: server.connectionString() }),
    damage: async (stream, column) => {
      const { events, streams } = server.log
      const index = events.findIndex((event) => event.stream === stream)
      const damaged = { ...(events[index] as (typeof events)[number]), [column]: Buffer.from(broken) }
      // The server serializes an event once, so the whole event is replaced.
      events[index] = damaged
      streams.get(stream)?.events.splice(0, 1, damaged)
    },
    remove: server.stop,
  }
}

/** The stores whose events can be damaged, with the columns that they store as text. */
export const damageable: readonly (readonly [string, Column, () => Promise<Damageable>])[] = [
  ['sqlite', 'data', ofSqlite],
  ['sqlite', 'metadata', ofSqlite],
  ...(url === ''
    ? []
    : ([
        ['postgres', 'data', ofPostgres],
        ['postgres', 'metadata', ofPostgres],
      ] as const)),
  ['eventstoredb', 'data', ofEventStoreDb],
]
