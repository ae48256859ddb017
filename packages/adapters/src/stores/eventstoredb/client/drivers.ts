import { failureError } from '@clientele/domain'
import type { EsdbLikeClient } from './client.js'
import { notUnderstood, withOwnConnection } from './connection-string.js'
import { failureOfFiles } from './named-files.js'

/** A client, and what has to be known of it. */
export type Driver = {
  /** Whether its reads cut off the milliseconds of times; its subscriptions do not. */
  readonly wholeSeconds: boolean
  /** Whether its reads take a filter; its subscriptions do. */
  readonly filtersReads: boolean
  /** Makes a client for a connection string; its package is loaded only then. `patience` in milliseconds. */
  connect(connectionString: string, patience: number): Promise<EsdbLikeClient>
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /MODULE_NOT_FOUND/.test(String(error.code))

const loaded = async <A>(name: string, load: () => Promise<A>): Promise<A> => {
  try {
    return await load()
  } catch (error) {
    if (!isMissing(error)) throw error
    throw failureError({ error: 'StoreUnavailable', problem: `The driver is not there: npm install ${name}` })
  }
}

// What the client says may hold the password.
const connected = (connectionString: string, connect: () => EsdbLikeClient): EsdbLikeClient => {
  try {
    return connect()
  } catch {
    const failure = failureOfFiles(connectionString)
    throw failure === null ? notUnderstood() : failureError(failure)
  }
}

/** `@eventstore/db-client`. */
export const eventStoreDbDriver: Driver = {
  wholeSeconds: false,
  filtersReads: false,
  connect: async (connectionString, patience) => {
    const { EventStoreDBClient } = await loaded('@eventstore/db-client', () => import('@eventstore/db-client'))
    return connected(connectionString, () =>
      EventStoreDBClient.connectionString(withOwnConnection(connectionString, patience)),
    )
  },
}

/** `@kurrent/kurrentdb-client`. */
export const kurrentDbDriver: Driver = {
  wholeSeconds: true,
  filtersReads: true,
  connect: async (connectionString, patience) => {
    const { KurrentDBClient } = await loaded('@kurrent/kurrentdb-client', () => import('@kurrent/kurrentdb-client'))
    return connected(connectionString, () =>
      KurrentDBClient.connectionString(withOwnConnection(connectionString, patience)),
    )
  },
}
