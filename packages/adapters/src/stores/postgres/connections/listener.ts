import { Client, type ClientConfig } from 'pg'
import { endClient } from './session.js'
import { socketOf } from './silence.js'

/** The notification channel of all schemas: an append notifies it with the name of its schema. */
export const channel: string = 'clientele'

/**
 * `onNews` is called for notifications of the schema, every `interval` milliseconds, and when a notification may have
 * been missed. Reconnects if the server does not answer within `patience` milliseconds.
 */
export type ListenerOptions = {
  readonly config: ClientConfig
  readonly schema: string
  readonly interval: number
  readonly patience: number
  readonly onNews: () => void
}

/** Listens for appends of other processes on a separate connection; reconnects when the connection is lost. */
export type Listener = {
  /** Listens until the returned function is called. */
  start(): () => void
  /** Ends the connections. */
  close(): Promise<void>
}

const maxPause = 5_000
const minInterval = 500

const pauseAfter = (failures: number): number => Math.random() * Math.min(maxPause, 100 * 2 ** failures)

const ignore = (): void => {}

// The driver's types lack `unref`.
const unref = (client: object): void => {
  if ('unref' in client && typeof client.unref === 'function') client.unref()
}

const clientFor = ({ config, schema, onNews }: ListenerOptions): Client => {
  const client = new Client(config)
  client.on('error', ignore)
  client.on('notification', ({ payload }) => {
    if (payload === schema) onNews()
  })
  return client
}

const connectAndListen = async (client: Client): Promise<void> => {
  await client.connect()
  unref(client)
  await client.query(`listen ${channel}`)
}

// Only a query can tell a connection without news from a dead one.
const pingRegularly = (client: Client, interval: number): void => {
  let isAnswered = true
  const ask = (): void => {
    if (!isAnswered) {
      socketOf(client)?.destroy()
      return
    }
    isAnswered = false
    const answered = (): void => {
      isAnswered = true
    }
    client.query('select 1').then(answered, ignore)
  }
  const timer = setInterval(ask, interval).unref()
  client.once('end', () => clearInterval(timer))
}

const once = (action: () => void): (() => void) => {
  let isDone = false
  return () => {
    if (!isDone) action()
    isDone = true
  }
}

/** Connects until it succeeds, and reconnects whenever the connection ends, until the returned function is called. */
const keepListening = (news: ListenerOptions): (() => Promise<void>) => {
  let stopped = false
  let failures = 0
  let timer: NodeJS.Timeout | undefined
  let current: Client | null = null
  const reconnect = (): void => {
    clearTimeout(timer)
    if (!stopped) timer = setTimeout(connect, pauseAfter(failures)).unref()
    failures += 1
  }
  const attempt = async (client: Client): Promise<void> => {
    const reconnectOnce = once(reconnect)
    client.once('end', reconnectOnce)
    try {
      await connectAndListen(client)
      failures = 0
      pingRegularly(client, Math.max(minInterval, news.patience / 2))
      news.onNews()
    } catch {
      void endClient(client)
      reconnectOnce()
    }
  }
  const connect = (): void => {
    current = clientFor(news)
    void attempt(current)
  }
  connect()
  return async () => {
    stopped = true
    clearTimeout(timer)
    if (current !== null) await endClient(current)
  }
}

/** Creates a listener that is not started; it does not keep the process alive. */
export const createListener = (news: ListenerOptions): Listener => {
  const ending = new Set<Promise<void>>()
  let stop: (() => void) | null = null
  const start = (): (() => void) => {
    const leave = keepListening(news)
    const timer = setInterval(news.onNews, news.interval).unref()
    const stopOnce = (): void => {
      if (stop !== stopOnce) return
      stop = null
      clearInterval(timer)
      const ended = leave().finally(() => ending.delete(ended))
      ending.add(ended)
    }
    stop = stopOnce
    return stopOnce
  }
  return {
    start,
    close: async () => {
      stop?.()
      await Promise.all(ending)
    },
  }
}
