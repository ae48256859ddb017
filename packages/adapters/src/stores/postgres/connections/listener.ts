import { Client, type ClientConfig } from 'pg'
import { hangUp } from './session.js'
import { socketOf } from './silence.js'

/** The channel on which every schema tells by its name that something was appended. */
export const channel: string = 'clientele'

/**
 * `onNews` is called for news of the schema, every `interval` milliseconds, and when something may have been missed. A
 * connection on which the server does not answer within `patience` milliseconds is made anew.
 */
export type News = {
  readonly config: ClientConfig
  readonly schema: string
  readonly interval: number
  readonly patience: number
  readonly onNews: () => void
}

/** Hears of what others append, on a connection of its own, made when it starts and again when it is lost. */
export type Listener = {
  /** Listens until the returned function is called. */
  start(): () => void
  /** Ends every connection. */
  close(): Promise<void>
}

const longestPause = 5_000
const leastInterval = 500

const pauseAfter = (failures: number): number => Math.random() * Math.min(longestPause, 100 * 2 ** failures)

const ignore = (): void => {}

// The types of the driver leave it out.
const unref = (client: object): void => {
  if ('unref' in client && typeof client.unref === 'function') client.unref()
}

const clientFor = ({ config, schema, onNews }: News): Client => {
  const client = new Client(config)
  client.on('error', ignore)
  client.on('notification', ({ payload }) => {
    if (payload === schema) onNews()
  })
  return client
}

const listening = async (client: Client): Promise<void> => {
  await client.connect()
  unref(client)
  await client.query(`listen ${channel}`)
}

// Nothing tells a connection without news from one that leads nowhere but a question.
const askNowAndThen = (client: Client, interval: number): void => {
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

/** One stay on the line: connects until it succeeds, and again whenever the connection ends, until it is stopped. */
const stay = (news: News): (() => Promise<void>) => {
  let stopped = false
  let failures = 0
  let timer: NodeJS.Timeout | undefined
  let current: Client | null = null
  const again = (): void => {
    clearTimeout(timer)
    if (!stopped) timer = setTimeout(connect, pauseAfter(failures)).unref()
    failures += 1
  }
  const attempt = async (client: Client): Promise<void> => {
    const lost = once(again)
    client.once('end', lost)
    try {
      await listening(client)
      failures = 0
      askNowAndThen(client, Math.max(leastInterval, news.patience / 2))
      news.onNews()
    } catch {
      void hangUp(client)
      lost()
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
    if (current !== null) await hangUp(current)
  }
}

/** A listener that does not listen yet; it keeps no process alive. */
export const listener = (news: News): Listener => {
  const ending = new Set<Promise<void>>()
  let stop: (() => void) | null = null
  const start = (): (() => void) => {
    const leave = stay(news)
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
