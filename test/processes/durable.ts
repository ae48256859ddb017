import type { StoreSource } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import { describe, onTestFinished } from 'vitest'
import { storeAt } from '../../packages/adapters/src/cli/stores.js'
import { newDatabase, onPostgres } from '../../packages/adapters/test/postgres/schemas.js'
import { temporaryFile } from '../../packages/adapters/test/sqlite/temporary.js'
import { type EventStoreDbServer, eventStoreDbServer } from '../servers/eventstoredb/server.mjs'

/** A store that stays when the processes end that use it, as `--store` names it. */
export type Durable =
  | { readonly kind: 'SQLite'; readonly url: string; readonly file: string }
  | { readonly kind: 'PostgreSQL'; readonly url: string }
  | { readonly kind: 'EventStoreDB' | 'KurrentDB'; readonly url: string; readonly server: EventStoreDbServer }

/** The store an URL names, as the command line opens it. */
export const sourceAt = async (url: string): Promise<StoreSource> => {
  const place = await storeAt(url, { cwd: process.cwd() })
  if (isLeft(place)) throw new Error(`${url} names no store`)
  return place.right.source
}

// The clients of EventStoreDB and KurrentDB cannot live in one process: the latter's has a run of its own.
export const onKurrentDb: boolean = process.env.CLIENTELE_STORES === 'kurrentdb'

/** The server for tests that speaks the protocol of both, and what `--store` names it for the client of this run. */
export const durableServer = async (): Promise<Extract<Durable, { readonly server: EventStoreDbServer }>> => {
  const server = await eventStoreDbServer()
  onTestFinished(server.stop)
  if (!onKurrentDb) return { kind: 'EventStoreDB', url: server.connectionString(), server }
  // The first connection waits for the interval once.
  const url = `${server.connectionString().replace('esdb:', 'kurrentdb:')}&discoveryInterval=10`
  return { kind: 'KurrentDB', url, server }
}

const makers = {
  SQLite: async (): Promise<Durable> => {
    const { file, remove } = await temporaryFile()
    onTestFinished(remove)
    return { kind: 'SQLite', url: `sqlite:${file}`, file }
  },
  PostgreSQL: async (): Promise<Durable> => {
    const { url, drop } = await newDatabase()
    onTestFinished(drop)
    return { kind: 'PostgreSQL', url }
  },
}

/** Describes the same of every durable store; `make` gives an empty one that is removed after the test. */
export const onEveryDurableStore = (name: string, body: (make: () => Promise<Durable>) => void): void => {
  if (onKurrentDb) {
    describe(`${name} on KurrentDB`, () => body(durableServer))
    return
  }
  describe(`${name} on SQLite`, () => body(makers.SQLite))
  onPostgres(`${name} on PostgreSQL`, () => body(makers.PostgreSQL))
  describe(`${name} on EventStoreDB`, () => body(durableServer))
}
