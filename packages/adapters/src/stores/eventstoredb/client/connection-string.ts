import { failureError } from '@clientele/domain'
import type { EsdbCredentials } from './client.js'

/** What a connection string that is none is told with; what the clients say may hold the password. */
export const notUnderstood = (): Error => {
  const problem = 'The connection string is not understood: it looks like esdb://host:2113?tls=true'
  return failureError({ error: 'StoreUnavailable', problem })
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    throw notUnderstood()
  }
}

// As the clients read it.
const userOf = (connectionString: string): EsdbCredentials | null => {
  const [, username, password] = /^[^:]+:\/\/([^:]+):([^@]+)@/.exec(connectionString.trim()) ?? []
  return username === undefined || password === undefined
    ? null
    : { username: decoded(username), password: decoded(password) }
}

const withoutUser = (connectionString: string): string =>
  connectionString.trim().replace(/\/\/(?:[^:]+:[^@]+|[^@/]*)@/, '//')

/** The options of a connection string, by their names in small letters without - and _, as the clients read them. */
export const optionsOf = (connectionString: string): ReadonlyMap<string, string> =>
  new Map(
    withoutUser(connectionString)
      .split(/[?&]/)
      .slice(1)
      .map((pair) => {
        const [name = '', ...value] = pair.split('=')
        return [name.trim().toLowerCase().replace(/[_-]/g, ''), decoded(value.join('=').trim())] as const
      }),
  )

/** Whether TLS is turned off. */
export const isPlain = (connectionString: string): boolean => /[?&]tls=false\b/i.test(connectionString)

/** The user to name with every call. Without TLS no credentials are sent, so any will do. */
export const credentialsFor = (connectionString: string): EsdbCredentials | null =>
  userOf(connectionString) ?? (isPlain(connectionString) ? { username: 'nobody', password: 'none' } : null)

/** The connection string without password and options. */
export const hostOf = (connectionString: string): string => withoutUser(connectionString).replace(/\?.*$/, '')

/** Whether the client first asks a cluster where its servers are. */
export const discovers = (connectionString: string): boolean => /^[^:]*\+discover:|,/i.test(hostOf(connectionString))

const usualKeepAlive = 10_000
const differences = 1_000
// A loop that is held up for less is not taken for a dead connection.
const leastKeepAliveTimeout = 5_000
let connections = 0

/**
 * Clients whose settings are the same share a connection in gRPC, and with it how long it waits before it tries again
 * (up to two minutes). A setting that differs a little gives each its own.
 * A connection that has gone silent is given up after half of the patience (in milliseconds), but 5 seconds at least,
 * and what waits on it is told; the clients find fault with asking more often than every 10 seconds whether it lives.
 */
export const withOwnConnection = (connectionString: string, patience: number): string => {
  if (/[?&]keep[-_]?alive[-_]?interval=/i.test(connectionString)) return connectionString
  connections = (connections + 1) % differences
  const separator = connectionString.includes('?') ? '&' : '?'
  // The clients pass over slashes at the end only.
  const bare = connectionString.trim().replace(/\/+$/, '')
  const timeout = Math.min(usualKeepAlive, Math.max(leastKeepAliveTimeout, Math.ceil(patience / 2)))
  const given = /[?&]keep[-_]?alive[-_]?timeout=/i.test(connectionString) ? '' : `&keepAliveTimeout=${timeout}`
  return `${bare}${separator}keepAliveInterval=${usualKeepAlive + connections}${given}`
}
