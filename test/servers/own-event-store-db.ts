import { randomUUID } from 'node:crypto'
import type { EventStoreDbOptions } from '@clientele/adapters/eventstoredb'
import { eventStoreDbServer } from './eventstoredb/server.mjs'

/** A test's own streams: `server` is an empty one started for it, or null on a given server. */
export type OwnEventStoreDb = {
  readonly options: Pick<EventStoreDbOptions, 'connectionString' | 'prefix'>
  /** Stops what was started. Events on a given server stay there. */
  stop(): Promise<void>
}

/**
 * The server of `EVENTSTOREDB_URL`, for KurrentDB's client too; `null` without one. Throws if it is not the address of
 * a server.
 */
export const givenUrlIn = ({ EVENTSTOREDB_URL: url }: NodeJS.ProcessEnv): string | null => {
  if (url === undefined || url === '') return null
  if (/^esdb(\+discover)?:\/\/[^?]+(\?|$)/.test(url) && !/[?&]prefix=/.test(url)) return url
  throw new Error('EVENTSTOREDB_URL must look like esdb://host:2113?tls=false, and every test adds a prefix of its own')
}

/** The given server, which tests share; `null` if a server is started for each test. */
export const givenEventStoreDb: string | null = givenUrlIn(process.env)

/** The suffix of the titles of tests on the given server. */
export const onGivenServer: string = givenEventStoreDb === null ? '' : ' of EVENTSTOREDB_URL, under a prefix of its own'

/** The suffix of the titles of tests that need a server they may disturb, stop, or look into. */
export const notOnGivenServer: string =
  givenEventStoreDb === null ? '' : ' (the server for tests, not EVENTSTOREDB_URL)'

/** A connection string for the client of KurrentDB. */
export const forKurrentDb = (connectionString: string): string => {
  const separator = connectionString.includes('?') ? '&' : '?'
  // The first connection waits for the interval once.
  return `${connectionString.replace(/^esdb/, 'kurrentdb')}${separator}discoveryInterval=10`
}

/** A new prefix on the given server, or a new server. */
export const ownEventStoreDb = async (): Promise<OwnEventStoreDb> => {
  if (givenEventStoreDb !== null) {
    const prefix = `test_${randomUUID().replaceAll('-', '')}`
    return { options: { connectionString: givenEventStoreDb, prefix }, stop: async () => {} }
  }
  const server = await eventStoreDbServer()
  return { options: { connectionString: server.connectionString() }, stop: server.stop }
}
