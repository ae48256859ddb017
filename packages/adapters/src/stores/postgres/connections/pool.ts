import type { ConnectionOptions } from 'node:tls'
import { failureError } from '@clientele/domain'
import { type ClientConfig, Pool, type PoolClient } from 'pg'
import { createSignal, type Signal } from '../../../timing/signal.js'
import { isAway, isOutage, storeFailureOf } from '../failure.js'
import { type Session, sessionOn } from './session.js'
import { socketOf, timeoutError } from './silence.js'

/** The address of a server, and how to use it. */
export type Server = {
  readonly url: string
  readonly tls: boolean | ConnectionOptions | undefined
  /** The maximum number of connections; a subscriber that waits needs one more. */
  readonly connections: number
  /** How long to wait for a server that is away or silent, in milliseconds. */
  readonly patience: number
}

const keepAliveDelay = 10_000
// Connecting takes a few round trips.
const minSilence = 1_000

/** What the driver needs to connect. */
export const clientConfig = ({ url, tls, patience }: Server): ClientConfig => ({
  connectionString: url,
  keepAlive: true,
  keepAliveInitialDelayMillis: keepAliveDelay,
  connectionTimeoutMillis: Math.max(minSilence, patience),
  application_name: 'clientele',
  ...(tls === undefined ? {} : { ssl: tls }),
})

const maxPause = 500

const pause = (attempt: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(maxPause, 20 * 2 ** attempt)))

/**
 * A pool and the state of its connections. Connections older than the last outage are not used again. `waiting` has a
 * function for each caller that waits for a connection, called when the pool closes. `prepares` is true until the
 * server turns out to be a pooler without prepared statements.
 */
export type PoolState = {
  readonly pool: Pool
  readonly config: ClientConfig
  readonly births: WeakMap<PoolClient, number>
  readonly connected: Set<PoolClient>
  readonly inUse: Set<PoolClient>
  readonly waiting: Set<() => void>
  readonly disconnected: Signal
  outages: number
  prepares: boolean
}

/**
 * Takes a connection from the pool; rejects at the deadline or when the pool closes. A connection that comes later is
 * released.
 */
const takeClient = (line: PoolState, deadline: number): Promise<PoolClient> =>
  new Promise((resolve, reject) => {
    let isOver = false
    const giveUp = (error: unknown): void => {
      isOver = true
      clearTimeout(timer)
      line.waiting.delete(close)
      reject(error)
    }
    const close = (): void => giveUp(failureError({ error: 'StoreClosed' }))
    const timer = setTimeout(() => giveUp(timeoutError()), deadline - performance.now())
    const take = (client: PoolClient): void => {
      if (isOver) {
        client.release()
        return
      }
      clearTimeout(timer)
      line.waiting.delete(close)
      resolve(client)
    }
    line.waiting.add(close)
    line.pool.connect().then(take, giveUp)
  })

const takeFreshClient = async (line: PoolState, deadline: number): Promise<PoolClient> => {
  for (;;) {
    const client = await takeClient(line, deadline)
    if (line.births.get(client) === line.outages) return client
    client.release(true)
  }
}

const takeConnectedClient = async (line: PoolState, deadline: number): Promise<PoolClient> => {
  let outage: unknown = null
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await takeFreshClient(line, deadline)
    } catch (error) {
      // If the deadline passes during an attempt, the error of the attempt before has the real reason.
      if (!isOutage(error)) throw isAway(storeFailureOf(error)) ? (outage ?? error) : error
      if (performance.now() >= deadline) throw error
      outage = error
    }
    await pause(attempt)
  }
}

const noteOutage = (line: PoolState, client: PoolClient): void => {
  if (line.births.get(client) === line.outages) line.outages += 1
}

/** An action on a connection. */
export type Action<A> = (session: Session) => Promise<A>

const runOn = async <A>(line: PoolState, client: PoolClient, deadline: number, action: Action<A>): Promise<A> => {
  line.inUse.add(client)
  try {
    const longest = Math.max(minSilence, deadline - performance.now())
    const answer = await action(sessionOn(client, line.config, longest))
    client.release()
    return answer
  } catch (error) {
    client.release(true)
    throw error
  } finally {
    line.inUse.delete(client)
  }
}

// A server may restart several times in a row, but a statement that crashes it must not be sent for ever.
const maxSends = 5

const deadlineIn = (patience: number): number => performance.now() + Math.max(minSilence, patience)

/** Runs an idempotent action; if the connection is lost, retries on another one, a few times within the patience. */
export const runRepeatable = async <A>(line: PoolState, patience: number, action: Action<A>): Promise<A> => {
  const deadline = deadlineIn(patience)
  for (let sends = 1; ; sends += 1) {
    const client = await takeConnectedClient(line, deadline)
    try {
      return await runOn(line, client, deadline, action)
    } catch (error) {
      if (!isOutage(error) || sends === maxSends || performance.now() >= deadline) throw error
      noteOutage(line, client)
    }
  }
}

/** Runs an action on a connection, once. */
export const runOnce = async <A>(line: PoolState, patience: number, action: Action<A>): Promise<A> => {
  const client = await takeConnectedClient(line, deadlineIn(patience))
  return runOn(line, client, deadlineIn(patience), action)
}

// Without a listener an error of a connection ends the process; the code that uses the connection gets the error
// anyway.
const ignoreError = (): void => {}

/** Creates a pool for a server; does not connect yet. */
export const createPool = (server: Server): PoolState => {
  const config = clientConfig(server)
  const pool = new Pool({ ...config, max: server.connections, allowExitOnIdle: true })
  const line: PoolState = {
    pool,
    config,
    births: new WeakMap(),
    connected: new Set(),
    inUse: new Set(),
    waiting: new Set(),
    disconnected: createSignal(),
    outages: 0,
    prepares: true,
  }
  pool.on('error', ignoreError)
  pool.on('connect', (client) => {
    client.on('error', ignoreError)
    line.births.set(client, line.outages)
    line.connected.add(client)
    client.once('end', () => {
      line.connected.delete(client)
      line.disconnected.notify()
    })
  })
  return line
}

const cutOffAfter = 500

// Does not wait for a server that does not react when a connection is closed.
const destroyUnused = ({ connected: all, inUse }: PoolState): void => {
  for (const client of [...all]) if (!inUse.has(client)) socketOf(client)?.destroy()
}

/** Rejects callers that wait for a connection, lets running actions finish, and ends all connections. */
export const endPool = async (line: PoolState): Promise<void> => {
  for (const close of [...line.waiting]) close()
  const timer = setInterval(destroyUnused, cutOffAfter, line)
  try {
    await line.pool.end()
    for (let left = line.disconnected.next(); line.connected.size > 0; left = line.disconnected.next()) await left
  } finally {
    clearInterval(timer)
  }
}
