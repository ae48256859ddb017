import { createHash } from 'node:crypto'
import type { ConnectionOptions } from 'node:tls'
import { failureError } from '@clientele/domain'
import { type ClientConfig, Pool, type PoolClient, type QueryConfig, type QueryResult } from 'pg'
import { isOutage, storeFailureOf } from './failure.js'

/** Where the server is, and how it is treated. */
export type Server = {
  readonly url: string
  readonly tls: boolean | ConnectionOptions | undefined
  /** The most connections; a subscriber that waits needs one more. */
  readonly connections: number
  /** How long to wait for a server that is away, in milliseconds. */
  readonly patience: number
}

/** A row as the driver hands it over: every value as text. */
export type Texts = readonly (string | null)[]

/** What can be asked of a server. */
export type Connections = {
  /**
   * Rows of a statement that may be repeated: when the connection is lost it is sent again as soon as the server is
   * back, a few times within the patience. Throws errors that carry a `StoreFailure`.
   */
  ask(statement: Statement): Promise<readonly Texts[]>
  /** Runs an action that may be repeated on a connection of its own, as a statement is asked. */
  repeatable<A>(action: (client: PoolClient) => Promise<A>): Promise<A>
  /** Runs an action on a connection of its own, once; a server that is away when it begins is waited for. */
  withClient<A>(action: (client: PoolClient) => Promise<A>): Promise<A>
  close(): Promise<void>
}

/** `isPrepared` where it is asked often enough for the server to keep it. */
export type Statement = { readonly isPrepared?: true; readonly text: string; readonly values: unknown[] }

const connectTimeout = 10_000
const keepAliveAfter = 10_000
// Longer than any lock is waited for: who does not answer by then is gone without a word.
const silence = 60_000

/** What the driver needs to connect. */
export const clientConfig = ({ url, tls, patience }: Server): ClientConfig => ({
  connectionString: url,
  keepAlive: true,
  keepAliveInitialDelayMillis: keepAliveAfter,
  query_timeout: patience + silence,
  connectionTimeoutMillis: connectTimeout,
  application_name: 'clientele',
  ...(tls === undefined ? {} : { ssl: tls }),
})

// Values as the server sends them: what a column needs is done where it is read.
const asText = { getTypeParser: () => String }

// A pooler may answer with a connection on which somebody else prepared statements: the same name is the same text.
const namesOfTexts = new Map<string, string>()

const nameFor = (text: string): string => {
  const known = namesOfTexts.get(text)
  if (known !== undefined) return known
  const name = `clientele ${createHash('sha256').update(text).digest('hex').slice(0, 32)}`
  namesOfTexts.set(text, name)
  return name
}

const queryOf = ({ isPrepared, text, values }: Statement, prepares: boolean): QueryConfig & { rowMode: 'array' } => ({
  name: isPrepared === true && prepares ? nameFor(text) : '',
  text,
  values,
  rowMode: 'array',
  types: asText,
})

const longestPause = 500

const pause = (attempt: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(longestPause, 20 * 2 ** attempt)))

/**
 * A pool, and which of its connections were made before the last outage: those are not worth a try. `prepares` until the
 * server turns out to be a pooler that keeps no prepared statements.
 */
type Line = { readonly pool: Pool; readonly births: WeakMap<PoolClient, number>; outages: number; prepares: boolean }

const fresh = async (line: Line): Promise<PoolClient> => {
  for (;;) {
    const client = await line.pool.connect()
    if (line.births.get(client) === line.outages) return client
    client.release(true)
  }
}

const connected = async (line: Line, deadline: number): Promise<PoolClient> => {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await fresh(line)
    } catch (error) {
      if (!isOutage(error) || performance.now() >= deadline) throw error
    }
    await pause(attempt)
  }
}

const noteOutage = (line: Line, client: PoolClient): void => {
  if (line.births.get(client) === line.outages) line.outages += 1
}

const using = async <A>(client: PoolClient, action: (client: PoolClient) => Promise<A>): Promise<A> => {
  try {
    const answer = await action(client)
    client.release()
    return answer
  } catch (error) {
    client.release(true)
    throw error
  }
}

// A server may restart more than once in a row; a statement that brings it down is not sent for ever.
const mostSends = 5

const repeated = async <A>(line: Line, patience: number, action: (client: PoolClient) => Promise<A>): Promise<A> => {
  const deadline = performance.now() + patience
  for (let sends = 1; ; sends += 1) {
    const client = await connected(line, deadline)
    try {
      return await using(client, action)
    } catch (error) {
      if (!isOutage(error) || sends === mostSends || performance.now() >= deadline) throw error
      noteOutage(line, client)
    }
  }
}

const rowsOf = async (line: Line, client: PoolClient, statement: Statement): Promise<readonly Texts[]> => {
  const { rows }: QueryResult<(string | null)[]> = await client.query(queryOf(statement, line.prepares))
  return rows
}

// There is none of a name, or there is one already: nothing was carried out.
const notKept: ReadonlySet<unknown> = new Set(['26000', '42P05'])

const isNotKept = (error: unknown): boolean => error instanceof Error && 'code' in error && notKept.has(error.code)

const asking = async (line: Line, patience: number, statement: Statement): Promise<readonly Texts[]> => {
  const ask = (): Promise<readonly Texts[]> => repeated(line, patience, (client) => rowsOf(line, client, statement))
  try {
    return await ask()
  } catch (error) {
    if (!isNotKept(error)) throw error
    line.prepares = false
    return ask()
  }
}

const named = async <A>(action: () => Promise<A>): Promise<A> => {
  try {
    return await action()
  } catch (error) {
    throw failureError(storeFailureOf(error))
  }
}

// Without a listener an error of a connection ends the process; who uses the connection hears of it anyway.
const heard = (): void => {}

const lineTo = (server: Server): Line => {
  const pool = new Pool({ ...clientConfig(server), max: server.connections, allowExitOnIdle: true })
  const line: Line = { pool, births: new WeakMap(), outages: 0, prepares: true }
  pool.on('error', heard)
  pool.on('connect', (client) => {
    client.on('error', heard)
    line.births.set(client, line.outages)
  })
  return line
}

/** A pool of connections; none is made before the first question. */
export const connectionsTo = (server: Server): Connections => {
  const line = lineTo(server)
  const { patience } = server
  let ending: Promise<void> | null = null
  return {
    ask: (statement) => named(() => asking(line, patience, statement)),
    repeatable: (action) => named(() => repeated(line, patience, action)),
    withClient: (action) => named(async () => using(await connected(line, performance.now() + patience), action)),
    // The driver refuses to be asked twice.
    close: () => {
      ending ??= line.pool.end()
      return ending
    },
  }
}
