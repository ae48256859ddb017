import { failureError } from '@clientele/domain'
import type { EsdbLikeClient } from './client.js'

/** A client, and what has to be known of it. */
export type Driver = {
  /** Whether its reads cut off the milliseconds of times; its subscriptions do not. */
  readonly wholeSeconds: boolean
  /** Makes a client for a connection string; its package is loaded only then. */
  connect(connectionString: string): Promise<EsdbLikeClient>
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

const connected = (connect: () => EsdbLikeClient): EsdbLikeClient => {
  try {
    return connect()
  } catch {
    // What the client says may hold the password.
    const problem = 'The connection string is not understood: it looks like esdb://host:2113?tls=true'
    throw failureError({ error: 'StoreUnavailable', problem })
  }
}

const usualKeepAlive = 10_000
const differences = 1_000
let connections = 0

/**
 * Clients whose settings are the same share a connection in gRPC, and with it how long it waits before it tries again
 * (up to two minutes). A setting that differs a little gives each its own.
 */
const withOwnConnection = (connectionString: string): string => {
  if (/[?&]keepAliveInterval=/i.test(connectionString)) return connectionString
  connections = (connections + 1) % differences
  const separator = connectionString.includes('?') ? '&' : '?'
  return `${connectionString}${separator}keepAliveInterval=${usualKeepAlive + connections}`
}

/** `@eventstore/db-client`. */
export const eventStoreDbDriver: Driver = {
  wholeSeconds: false,
  connect: async (connectionString) => {
    const { EventStoreDBClient } = await loaded('@eventstore/db-client', () => import('@eventstore/db-client'))
    return connected(() => EventStoreDBClient.connectionString(withOwnConnection(connectionString)))
  },
}

/** `@kurrent/kurrentdb-client`. */
export const kurrentDbDriver: Driver = {
  wholeSeconds: true,
  connect: async (connectionString) => {
    const { KurrentDBClient } = await loaded('@kurrent/kurrentdb-client', () => import('@kurrent/kurrentdb-client'))
    return connected(() => KurrentDBClient.connectionString(withOwnConnection(connectionString)))
  },
}
