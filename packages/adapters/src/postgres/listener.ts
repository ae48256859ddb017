import { Client, type ClientConfig } from 'pg'
import { channel } from './append-function.js'

/** `onNews` is called for news of the schema, every `interval` milliseconds, and when something may have been missed. */
export type News = {
  readonly config: ClientConfig
  readonly schema: string
  readonly interval: number
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

const listening = async (client: Client): Promise<Client> => {
  try {
    await client.connect()
    unref(client)
    await client.query(`listen ${channel}`)
    return client
  } catch (error) {
    client.end().catch(ignore)
    throw error
  }
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
  let connecting: Promise<Client | null> = Promise.resolve(null)
  const again = (): void => {
    clearTimeout(timer)
    if (!stopped) timer = setTimeout(connect, pauseAfter(failures)).unref()
    failures += 1
  }
  const attempt = async (): Promise<Client | null> => {
    const lost = once(again)
    try {
      const client = await listening(clientFor(news).once('end', lost))
      failures = 0
      news.onNews()
      return client
    } catch {
      lost()
      return null
    }
  }
  const connect = (): void => {
    connecting = attempt()
  }
  connect()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await (await connecting)?.end().catch(ignore)
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
