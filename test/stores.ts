import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventstoredb, kurrentdb } from '@clientele/adapters/eventstoredb'
import { memory } from '@clientele/adapters/memory'
import { type SqliteOptions, sqlite } from '@clientele/adapters/sqlite'
import type { Instant, StoreSource } from '@clientele/domain'
import { afterAll, afterEach, describe, test } from 'vitest'
import { newSchema, onPostgres } from '../packages/adapters/test/postgres/schemas.js'
import { forKurrentDb, type OwnEventStoreDb, onGivenServer, ownEventStoreDb } from './servers/own-event-store-db.js'

/** The options of an empty store for a test: a clock (default: the system's) and durability. */
export type StoreOptions = { readonly clock?: () => Instant; readonly synchronous?: 'full' | 'normal' }

/** Creates an empty store, which is removed after the test, or after all of them. */
export type MakeStore = (options?: StoreOptions) => StoreSource

/** When the data of a store on a server is removed: after each test, or after all if tests share a register. */
type Removing = typeof afterEach | typeof afterAll

const filesIn = (prefix: string): (() => string) => {
  const directory = mkdtempSync(join(tmpdir(), prefix))
  let created = 0
  afterAll(() => rmSync(directory, { recursive: true, force: true }))
  return () => {
    created += 1
    return join(directory, `${created}.db`)
  }
}

// Tests set the time, whenever they run.
const timeOf = ({ clock }: StoreOptions): Pick<SqliteOptions, 'clock' | 'maxClockSkew'> =>
  clock === undefined ? {} : { clock, maxClockSkew: Number.POSITIVE_INFINITY }

const sqliteStores = (): MakeStore => {
  const nextFile = filesIn('clientele-stores-')
  return (options = {}) => sqlite({ file: nextFile(), ...options, ...timeOf(options) })
}

const postgresStores = (removing: Removing): MakeStore => {
  const drops: (() => Promise<void>)[] = []
  removing(async () => {
    for (const drop of drops.splice(0)) await drop()
  })
  return (options = {}) => {
    const schema = newSchema()
    drops.push(schema.drop)
    return schema.source(timeOf(options))
  }
}

type OnServer = (options: OwnEventStoreDb['options']) => StoreSource

const onKurrentDb: OnServer = (options) =>
  kurrentdb({ ...options, connectionString: forKurrentDb(options.connectionString) })

// One server per store, started on first opening, or one prefix per store on the given server.
const serverStores = (source: OnServer, removing: Removing): MakeStore => {
  const servers: Promise<OwnEventStoreDb>[] = []
  removing(async () => {
    for (const server of servers.splice(0)) await (await server).stop()
  })
  return () => {
    let started: Promise<OwnEventStoreDb> | null = null
    const start = (): Promise<OwnEventStoreDb> => {
      const server = ownEventStoreDb()
      servers.push(server)
      return server
    }
    return {
      name: 'an EventStoreDB of its own',
      open: async () => {
        started ??= start()
        return source((await started).options).open()
      },
    }
  }
}

// Servers add a minute: they have a separate run, which CI runs too.
const { CLIENTELE_STORES } = process.env
const onServers = CLIENTELE_STORES === 'all'

// One client replaces the messages of the other, so KurrentDB's client has a separate process.
const onKurrentDbOnly = CLIENTELE_STORES === 'kurrentdb'

const skipped = (name: string): void => {
  describe.skip(`${name} on PostgreSQL, EventStoreDB and KurrentDB`, () => {
    test('runs with `npm run test:stores`, because servers take a minute longer', () => {})
  })
}

/**
 * Runs the same tests on every kind of store; a store without a server, or not in this run, is skipped with the reason.
 */
export const onEveryStore = (name: string, body: (make: MakeStore) => void, removing: Removing = afterEach): void => {
  if (onKurrentDbOnly) {
    describe(`${name} on KurrentDB${onGivenServer}`, () => body(serverStores(onKurrentDb, removing)))
    return
  }
  describe(`${name} in memory`, () => body((options = {}) => memory(timeOf(options))))
  describe(`${name} on SQLite`, () => body(sqliteStores()))
  if (!onServers) {
    skipped(name)
    return
  }
  onPostgres(`${name} on PostgreSQL`, () => body(postgresStores(removing)))
  describe(`${name} on EventStoreDB${onGivenServer}`, () => body(serverStores(eventstoredb, removing)))
}
