import type { ConnectionOptions } from 'node:tls'
import { failureError } from '@clientele/domain'
import { type ClientConfig, Pool, type PoolClient } from 'pg'
import { createSignal, type Signal } from '../../../timing/signal.js'
import { isAway, isOutage, storeFailureOf } from '../failure.js'
import { type Session, sessionOn } from './session.js'
import { late, socketOf } from './silence.js'

/** Where the server is, and how it is treated. */
export type Server = {
  readonly url: string
  readonly tls: boolean | ConnectionOptions | undefined
  /** The most connections; a subscriber that waits needs one more. */
  readonly connections: number
  /** How long to wait for a server that is away or says nothing, in milliseconds. */
  readonly patience: number
}

const keepAliveAfter = 10_000
// A connection takes a few round trips.
const leastSilence = 1_000

/** What the driver needs to connect. */
export const clientConfig = ({ url, tls, patience }: Server): ClientConfig => ({
  connectionString: url,
  keepAlive: true,
  keepAliveInitialDelayMillis: keepAliveAfter,
  connectionTimeoutMillis: Math.max(leastSilence, patience),
  application_name: 'clientele',
  ...(tls === undefined ? {} : { ssl: tls }),
})

const longestPause = 500

const pause = (attempt: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(longestPause, 20 * 2 ** attempt)))

/**
 * A pool, its connections, which of them were made before the last outage (those are not worth a try), and how to
 * tell those who wait for one that it closes. `prepares` until the server turns out to be a pooler that keeps no
 * prepared statements.
 */
export type Line = {
  readonly pool: Pool
  readonly config: ClientConfig
  readonly births: WeakMap<PoolClient, number>
  readonly connected: Set<PoolClient>
  readonly inUse: Set<PoolClient>
  readonly waiting: Set<() => void>
  readonly left: Signal
  outages: number
  prepares: boolean
}

/** A connection, or an error when the time is over or the line is closed; one that comes after that goes back. */
const taken = (line: Line, deadline: number): Promise<PoolClient> =>
  new Promise((resolve, reject) => {
    let isOver = false
    const giveUp = (error: unknown): void => {
      isOver = true
      clearTimeout(timer)
      line.waiting.delete(close)
      reject(error)
    }
    const close = (): void => giveUp(failureError({ error: 'StoreClosed' }))
    const timer = setTimeout(() => giveUp(late()), deadline - performance.now())
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

const fresh = async (line: Line, deadline: number): Promise<PoolClient> => {
  for (;;) {
    const client = await taken(line, deadline)
    if (line.births.get(client) === line.outages) return client
    client.release(true)
  }
}

const connected = async (line: Line, deadline: number): Promise<PoolClient> => {
  let outage: unknown = null
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await fresh(line, deadline)
    } catch (error) {
      // When the time is over in the middle of an attempt, the one before says why.
      if (!isOutage(error)) throw isAway(storeFailureOf(error)) ? (outage ?? error) : error
      if (performance.now() >= deadline) throw error
      outage = error
    }
    await pause(attempt)
  }
}

const noteOutage = (line: Line, client: PoolClient): void => {
  if (line.births.get(client) === line.outages) line.outages += 1
}

/** What is done on a connection. */
export type Action<A> = (session: Session) => Promise<A>

const using = async <A>(line: Line, client: PoolClient, deadline: number, action: Action<A>): Promise<A> => {
  line.inUse.add(client)
  try {
    const longest = Math.max(leastSilence, deadline - performance.now())
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

// A server may restart more than once in a row; a statement that brings it down is not sent for ever.
const mostSends = 5

const deadlineIn = (patience: number): number => performance.now() + Math.max(leastSilence, patience)

/** Does what may be repeated on a connection: again on another one when it is lost, a few times within the patience. */
export const repeated = async <A>(line: Line, patience: number, action: Action<A>): Promise<A> => {
  const deadline = deadlineIn(patience)
  for (let sends = 1; ; sends += 1) {
    const client = await connected(line, deadline)
    try {
      return await using(line, client, deadline, action)
    } catch (error) {
      if (!isOutage(error) || sends === mostSends || performance.now() >= deadline) throw error
      noteOutage(line, client)
    }
  }
}

/** Does something on a connection, once. */
export const once = async <A>(line: Line, patience: number, action: Action<A>): Promise<A> => {
  const client = await connected(line, deadlineIn(patience))
  return using(line, client, deadlineIn(patience), action)
}

// Without a listener an error of a connection ends the process; who uses the connection hears of it anyway.
const heard = (): void => {}

/** A line to a server; nothing is connected yet. */
export const lineTo = (server: Server): Line => {
  const config = clientConfig(server)
  const pool = new Pool({ ...config, max: server.connections, allowExitOnIdle: true })
  const line: Line = {
    pool,
    config,
    births: new WeakMap(),
    connected: new Set(),
    inUse: new Set(),
    waiting: new Set(),
    left: createSignal(),
    outages: 0,
    prepares: true,
  }
  pool.on('error', heard)
  pool.on('connect', (client) => {
    client.on('error', heard)
    line.births.set(client, line.outages)
    line.connected.add(client)
    client.once('end', () => {
      line.connected.delete(client)
      line.left.notify()
    })
  })
  return line
}

const longestGoodbye = 500

// A server that does not hear that a connection is to end is not waited for.
const cutOffUnused = ({ connected: all, inUse }: Line): void => {
  for (const client of [...all]) if (!inUse.has(client)) socketOf(client)?.destroy()
}

/** Answers who waits for a connection, lets who has one finish, and ends them all. */
export const ended = async (line: Line): Promise<void> => {
  for (const close of [...line.waiting]) close()
  const timer = setInterval(cutOffUnused, longestGoodbye, line)
  try {
    await line.pool.end()
    for (let left = line.left.next(); line.connected.size > 0; left = line.left.next()) await left
  } finally {
    clearInterval(timer)
  }
}
