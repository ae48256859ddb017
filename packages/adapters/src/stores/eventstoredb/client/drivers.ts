import { failureError } from '@clientele/domain'
import type { EsdbLikeClient } from './client.js'
import { invalidConnectionString, withOwnConnection } from './connection-string.js'
import { failureOfFiles } from './named-files.js'

/** A client package and its peculiarities. */
export type Driver = {
  /** Whether its reads truncate times to seconds; its subscriptions do not. */
  readonly wholeSeconds: boolean
  /** Whether its reads support a filter; its subscriptions do. */
  readonly filtersReads: boolean
  /** Loads the package and creates a client for a connection string. `patience` is in milliseconds. */
  connect(connectionString: string, patience: number): Promise<EsdbLikeClient>
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /MODULE_NOT_FOUND/.test(String(error.code))

const loadPackage = async <A>(name: string, load: () => Promise<A>): Promise<A> => {
  try {
    return await load()
  } catch (error) {
    if (!isMissing(error)) throw error
    throw failureError({ error: 'StoreUnavailable', problem: `The driver is not there: npm install ${name}` })
  }
}

// The client's own error message may contain the password.
const createClient = <Client extends EsdbLikeClient>(connectionString: string, connect: () => Client): Client => {
  try {
    return connect()
  } catch {
    const failure = failureOfFiles(connectionString)
    throw failure === null ? invalidConnectionString() : failureError(failure)
  }
}

/** `@eventstore/db-client`. */
export const eventStoreDbDriver: Driver = {
  wholeSeconds: false,
  filtersReads: false,
  connect: async (connectionString, patience) => {
    const { EventStoreDBClient } = await loadPackage('@eventstore/db-client', () => import('@eventstore/db-client'))
    const { shareAppends } = await import('./shared-append.js')
    return shareAppends(
      createClient(connectionString, () =>
        EventStoreDBClient.connectionString(withOwnConnection(connectionString, patience)),
      ),
    )
  },
}

/** `@kurrent/kurrentdb-client`. */
export const kurrentDbDriver: Driver = {
  wholeSeconds: true,
  filtersReads: true,
  connect: async (connectionString, patience) => {
    const { KurrentDBClient } = await loadPackage(
      '@kurrent/kurrentdb-client',
      () => import('@kurrent/kurrentdb-client'),
    )
    return createClient(connectionString, () =>
      KurrentDBClient.connectionString(withOwnConnection(connectionString, patience)),
    )
  },
}
