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

/** How an empty store is made for a test: with a clock, or with the system's. */
export type StoreOptions = { readonly clock?: () => Instant; readonly synchronous?: 'full' | 'normal' }

/** Makes an empty store, which is removed after the test, or after all of them. */
export type MakeStore = (options?: StoreOptions) => StoreSource

/** When what a store leaves on a server is removed: after each test, or after all where tests share a register. */
type Removing = typeof afterEach | typeof afterAll

const filesIn = (prefix: string): (() => string) => {
  const directory = mkdtempSync(join(tmpdir(), prefix))
  let made = 0
  afterAll(() => rmSync(directory, { recursive: true, force: true }))
  return () => {
    made += 1
    return join(directory, `${made}.db`)
  }
}

// Tests say what time it is, whenever they run.
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

// A server per store, started when the store is first opened, or a prefix per store on the given one.
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

// Servers make it slower by a minute: they have a run of their own, which CI does too.
const { CLIENTELE_STORES } = process.env
const onServers = CLIENTELE_STORES === 'all'

// The messages of one client replace those of the other: KurrentDB's has a process of its own.
const onKurrentDbOnly = CLIENTELE_STORES === 'kurrentdb'

const skipped = (name: string): void => {
  describe.skip(`${name} on PostgreSQL, EventStoreDB and KurrentDB`, () => {
    test('is run by `npm run test:stores`, for servers make it slower by a minute', () => {})
  })
}

/** Describes the same on every kind of store; what has no server here, or not in this run, is skipped with the reason. */
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
