import { randomUUID } from 'node:crypto'
import type { EventStoreDbOptions } from '@clientele/adapters/eventstoredb'
import { eventStoreDbServer } from './eventstoredb/server.mjs'

/** Where a test has streams for itself: `server` is an empty one started for it, or null on a server given from outside. */
export type OwnEventStoreDb = {
  readonly options: Pick<EventStoreDbOptions, 'connectionString' | 'prefix'>
  /** Stops what was started. What was written on a given server stays there. */
  stop(): Promise<void>
}

/** The server that `EVENTSTOREDB_URL` names, for KurrentDB's client too; `null` without one. Throws when it is no address of a server. */
export const givenUrlIn = ({ EVENTSTOREDB_URL: url }: NodeJS.ProcessEnv): string | null => {
  if (url === undefined || url === '') return null
  if (/^esdb(\+discover)?:\/\/[^?]+(\?|$)/.test(url) && !/[?&]prefix=/.test(url)) return url
  throw new Error('EVENTSTOREDB_URL must look like esdb://host:2113?tls=false, and every test adds a prefix of its own')
}

/** The server this run was given, which tests share; `null` when a server is started for each. */
export const givenEventStoreDb: string | null = givenUrlIn(process.env)

/** What the title of a test says that runs on the given server. */
export const onGivenServer: string = givenEventStoreDb === null ? '' : ' of EVENTSTOREDB_URL, under a prefix of its own'

/** What the title of a test says that needs a server it may disturb, stop, or look into. */
export const notOnGivenServer: string =
  givenEventStoreDb === null ? '' : ' (the server for tests, not EVENTSTOREDB_URL)'

/** A connection string as the client of KurrentDB reads it. */
export const forKurrentDb = (connectionString: string): string => {
  const separator = connectionString.includes('?') ? '&' : '?'
  // The first connection waits for the interval once.
  return `${connectionString.replace(/^esdb/, 'kurrentdb')}${separator}discoveryInterval=10`
}

/** Names nobody has used on the given server, or a server of its own. */
export const ownEventStoreDb = async (): Promise<OwnEventStoreDb> => {
  if (givenEventStoreDb !== null) {
    const prefix = `test_${randomUUID().replaceAll('-', '')}`
    return { options: { connectionString: givenEventStoreDb, prefix }, stop: async () => {} }
  }
  const server = await eventStoreDbServer()
  return { options: { connectionString: server.connectionString() }, stop: server.stop }
}
