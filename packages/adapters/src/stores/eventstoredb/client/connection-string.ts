import { failureError } from '@clientele/domain'
import type { EsdbCredentials } from './client.js'

/** The error for an invalid connection string; the clients' own message may contain the password. */
export const invalidConnectionString = (): Error => {
  const problem = 'The connection string is not understood: it looks like esdb://host:2113?tls=true'
  return failureError({ error: 'StoreUnavailable', problem })
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    throw invalidConnectionString()
  }
}

// Parses the user as the clients do.
const userOf = (connectionString: string): EsdbCredentials | null => {
  const [, username, password] = /^[^:]+:\/\/([^:]+):([^@]+)@/.exec(connectionString.trim()) ?? []
  return username === undefined || password === undefined
    ? null
    : { username: decode(username), password: decode(password) }
}

const withoutUser = (connectionString: string): string =>
  connectionString.trim().replace(/\/\/(?:[^:]+:[^@]+|[^@/]*)@/, '//')

/** The options of a connection string by name, in lower case without - and _, as the clients read them. */
export const optionsOf = (connectionString: string): ReadonlyMap<string, string> =>
  new Map(
    withoutUser(connectionString)
      .split(/[?&]/)
      .slice(1)
      .map((pair) => {
        const [name = '', ...value] = pair.split('=')
        return [name.trim().toLowerCase().replace(/[_-]/g, ''), decode(value.join('=').trim())] as const
      }),
  )

/** Whether TLS is turned off. */
export const isPlain = (connectionString: string): boolean => /[?&]tls=false\b/i.test(connectionString)

/** The credentials for each call. Without TLS credentials are not sent, so dummy ones are enough. */
export const credentialsFor = (connectionString: string): EsdbCredentials | null =>
  userOf(connectionString) ?? (isPlain(connectionString) ? { username: 'nobody', password: 'none' } : null)

/** The connection string without password and options. */
export const hostOf = (connectionString: string): string => withoutUser(connectionString).replace(/\?.*$/, '')

/** Whether the client discovers the servers of a cluster first. */
export const discovers = (connectionString: string): boolean => /^[^:]*\+discover:|,/i.test(hostOf(connectionString))

const keepAliveInterval = 10_000
const distinctIntervals = 1_000
// If the event loop is blocked for less than this, the connection is not taken for dead.
const minKeepAliveTimeout = 5_000
let connections = 0

/**
 * Adds keep-alive settings. In gRPC, clients with equal settings share a connection and its reconnection backoff (up to
 * two minutes); a slightly different interval gives each client its own. A silent connection is closed and its calls
 * fail after half of the patience (in milliseconds), but not before 5 seconds. The interval is at least 10 seconds,
 * because the clients log a warning for shorter ones.
 */
export const withOwnConnection = (connectionString: string, patience: number): string => {
  if (/[?&]keep[-_]?alive[-_]?interval=/i.test(connectionString)) return connectionString
  connections = (connections + 1) % distinctIntervals
  const separator = connectionString.includes('?') ? '&' : '?'
  // The clients ignore slashes only at the end of the string.
  const bare = connectionString.trim().replace(/\/+$/, '')
  const timeout = Math.min(keepAliveInterval, Math.max(minKeepAliveTimeout, Math.ceil(patience / 2)))
  const timeoutOption = /[?&]keep[-_]?alive[-_]?timeout=/i.test(connectionString) ? '' : `&keepAliveTimeout=${timeout}`
  return `${bare}${separator}keepAliveInterval=${keepAliveInterval + connections}${timeoutOption}`
}
