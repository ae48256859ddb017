import type { StoreSource } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import { describe, onTestFinished } from 'vitest'
import { newDatabase, onPostgres } from '../../packages/adapters/test/postgres/schemas.js'
import { temporaryFile } from '../../packages/adapters/test/sqlite/temporary.js'
import { storeAt } from '../../packages/cli/src/opening/stores.js'
import { type EventStoreDbServer, eventStoreDbServer } from '../servers/eventstoredb/server.mjs'
import {
  forKurrentDb,
  givenEventStoreDb,
  notOnGivenServer,
  onGivenServer,
  ownEventStoreDb,
} from '../servers/own-event-store-db.js'

type InFile = { readonly kind: 'SQLite'; readonly url: string; readonly file: string }
type InPostgres = { readonly kind: 'PostgreSQL'; readonly url: string }
type On<Server> = { readonly kind: 'EventStoreDB' | 'KurrentDB'; readonly url: string; readonly server: Server }

/** On the test server, which may be stopped, restored and made to fail. */
export type OnTestServer = On<EventStoreDbServer>

/** On the server of `EVENTSTOREDB_URL`, which others use too. */
export type OnGivenServer = On<'given'>

/** A durable store, as `--store` names it, all of which may be disturbed. */
export type Disturbable = InFile | InPostgres | OnTestServer

/** A durable store, as `--store` names it. */
export type Durable = Disturbable | OnGivenServer

/** The store of a URL, as the command line opens it. */
export const sourceAt = async (url: string): Promise<StoreSource> => {
  const place = await storeAt(url, { cwd: process.cwd() })
  if (isLeft(place)) throw new Error(`${url} names no store`)
  return place.right.source
}

// The clients of EventStoreDB and KurrentDB cannot run in one process: the latter has a separate run.
export const onKurrentDb: boolean = process.env.CLIENTELE_STORES === 'kurrentdb'

/** The database of this run's client. */
export const serverKind = onKurrentDb ? 'KurrentDB' : 'EventStoreDB'

const forClient = onKurrentDb ? forKurrentDb : (connectionString: string): string => connectionString

/** The test server, which speaks the protocol of both, with its `--store` URL for this run's client. */
export const durableServer = async (): Promise<OnTestServer> => {
  const server = await eventStoreDbServer()
  onTestFinished(server.stop)
  return { kind: serverKind, url: forClient(server.connectionString()), server }
}

const underPrefix = async (): Promise<OnGivenServer> => {
  const { options } = await ownEventStoreDb()
  const url = forClient(options.connectionString)
  const separator = url.includes('?') ? '&' : '?'
  return { kind: serverKind, url: `${url}${separator}prefix=${options.prefix}`, server: 'given' }
}

/** The given server under a new prefix, else the test server. */
export const givenOrTestServer = (): Promise<OnGivenServer | OnTestServer> =>
  givenEventStoreDb === null ? durableServer() : underPrefix()

const makers = {
  SQLite: async (): Promise<InFile> => {
    const { file, remove } = await temporaryFile()
    onTestFinished(remove)
    return { kind: 'SQLite', url: `sqlite:${file}`, file }
  },
  PostgreSQL: async (): Promise<InPostgres> => {
    const { url, drop } = await newDatabase()
    onTestFinished(drop)
    return { kind: 'PostgreSQL', url }
  },
}

type Body<A> = (make: () => Promise<A>) => void

const onEvery = <A>(
  name: string,
  body: Body<A | InFile | InPostgres>,
  [title, onServer]: readonly [string, () => Promise<A>],
): void => {
  if (!onKurrentDb) {
    describe(`${name} on SQLite`, () => body(makers.SQLite))
    onPostgres(`${name} on PostgreSQL`, () => body(makers.PostgreSQL))
  }
  describe(`${name} on ${serverKind}${title}`, () => body(onServer))
}

/** Runs the same tests on every durable store; `make` creates an empty one, which is removed after the test. */
export const onEveryDurableStore = (name: string, body: Body<Durable>): void =>
  onEvery(name, body, [onGivenServer, givenOrTestServer])

/** The same for stores that may be disturbed: never a given server, as the title says. */
export const onEveryDisturbableStore = (name: string, body: Body<Disturbable>): void =>
  onEvery(name, body, [notOnGivenServer, durableServer])
