import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventstoredb } from '@clientele/adapters/eventstoredb'
import { memory } from '@clientele/adapters/memory'
import { sqlite } from '@clientele/adapters/sqlite'
import type { Instant, StoreSource } from '@clientele/domain'
import { afterAll, afterEach, describe, test } from 'vitest'
import { newSchema, onPostgres } from '../packages/adapters/test/postgres/schemas.js'
import { type EventStoreDbServer, eventStoreDbServer } from './servers/eventstoredb/server.mjs'

/** How an empty store is made for a test: with a clock, or with the system's. */
export type StoreOptions = { readonly clock?: () => Instant; readonly synchronous?: 'full' | 'normal' }

/** Makes an empty store, which is removed after the test. */
export type MakeStore = (options?: StoreOptions) => StoreSource

const filesIn = (prefix: string): (() => string) => {
  const directory = mkdtempSync(join(tmpdir(), prefix))
  let made = 0
  afterAll(() => rmSync(directory, { recursive: true, force: true }))
  return () => {
    made += 1
    return join(directory, `${made}.db`)
  }
}

const sqliteStores = (): MakeStore => {
  const nextFile = filesIn('clientele-stores-')
  return (options) => sqlite({ file: nextFile(), ...options })
}

const postgresStores = (): MakeStore => {
  const drops: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const drop of drops.splice(0)) await drop()
  })
  return ({ clock } = {}) => {
    const schema = newSchema()
    drops.push(schema.drop)
    return schema.source(clock === undefined ? {} : { clock })
  }
}

// A server per store, started when the store is first opened.
const eventStoreDbStores = (): MakeStore => {
  const servers: Promise<EventStoreDbServer>[] = []
  afterEach(async () => {
    for (const server of servers.splice(0)) await (await server).stop()
  })
  return () => {
    let started: Promise<EventStoreDbServer> | null = null
    const start = (): Promise<EventStoreDbServer> => {
      const server = eventStoreDbServer()
      servers.push(server)
      return server
    }
    return {
      name: 'esdb',
      open: async () => {
        started ??= start()
        return eventstoredb({ connectionString: (await started).connectionString() }).open()
      },
    }
  }
}

// Servers make it slower by a minute: they have a run of their own, which CI does too.
const { CLIENTELE_STORES } = process.env
const onServers = CLIENTELE_STORES === 'all'

const skipped = (name: string): void => {
  describe.skip(`${name} on PostgreSQL and EventStoreDB`, () => {
    test('is run by `npm run test:stores`', () => {})
  })
}

/** Describes the same on every kind of store; what has no server here, or not in this run, is skipped with the reason. */
export const onEveryStore = (name: string, body: (make: MakeStore) => void): void => {
  describe(`${name} in memory`, () => body((options = {}) => memory(options.clock ? { clock: options.clock } : {})))
  describe(`${name} on SQLite`, () => body(sqliteStores()))
  if (!onServers) {
    skipped(name)
    return
  }
  onPostgres(`${name} on PostgreSQL`, () => body(postgresStores()))
  describe(`${name} on EventStoreDB`, () => body(eventStoreDbStores()))
}
