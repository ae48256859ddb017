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

/** On the server for tests, which may be stopped, put back and told to fail. */
export type OnTestServer = On<EventStoreDbServer>

/** On the server that `EVENTSTOREDB_URL` names, which others use too. */
export type OnGivenServer = On<'given'>

/** A store that stays when the processes end that use it, as `--store` names it; all of it may be disturbed. */
export type Disturbable = InFile | InPostgres | OnTestServer

/** A store that stays when the processes end that use it, as `--store` names it. */
export type Durable = Disturbable | OnGivenServer

/** The store an URL names, as the command line opens it. */
export const sourceAt = async (url: string): Promise<StoreSource> => {
  const place = await storeAt(url, { cwd: process.cwd() })
  if (isLeft(place)) throw new Error(`${url} names no store`)
  return place.right.source
}

// The clients of EventStoreDB and KurrentDB cannot live in one process: the latter's has a run of its own.
export const onKurrentDb: boolean = process.env.CLIENTELE_STORES === 'kurrentdb'

/** The database the client of this run is for. */
export const serverKind = onKurrentDb ? 'KurrentDB' : 'EventStoreDB'

const forClient = onKurrentDb ? forKurrentDb : (connectionString: string): string => connectionString

/** The server for tests that speaks the protocol of both, and what `--store` names it for the client of this run. */
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

/** The given server under a prefix of its own, else the server for tests. */
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

/** Describes the same of every durable store; `make` gives an empty one that is removed after the test. */
export const onEveryDurableStore = (name: string, body: Body<Durable>): void =>
  onEvery(name, body, [onGivenServer, givenOrTestServer])

/** The same of stores all of which may be disturbed: never on a given server, which the title says. */
export const onEveryDisturbableStore = (name: string, body: Body<Disturbable>): void =>
  onEvery(name, body, [notOnGivenServer, durableServer])
