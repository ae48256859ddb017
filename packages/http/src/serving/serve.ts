import { createServer, type Server } from 'node:http'
import { malformedOptions, type OptionKinds, throwIfMalformed } from '@clientele/adapters/internal'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { clienteleHttp } from '../index.js'
import type { ServedRegister } from '../options.js'
import { securityHeaders } from '../protection/headers.js'
import { createLogin } from './login.js'
import { newToken } from './tokens.js'

export type ServeOptions = {
  readonly crm: ServedRegister
  /** The employee as whom every client with the token acts and looks. */
  readonly by: string
  /** The port (default 8080); 0 is any free one. */
  readonly port?: number | undefined
  /** The address to bind to (default 127.0.0.1, this machine only). */
  readonly host?: string | undefined
  /** Gets internal errors. */
  readonly onError?: ((error: unknown) => void) | undefined
}

/** A running server; `url` is the address to open, with the token, which is shown once. */
export type Served = {
  readonly url: string
  readonly token: string
  readonly port: number
  /**
   * Accepts no more requests, ends the streams and waits for running requests, at most `drain` milliseconds (3,000).
   */
  close(drain?: number): Promise<void>
}

const seconds = 1_000

// Disconnects slow clients: headers within 10 seconds, a whole request within 30.
const limits = {
  headersTimeout: 10 * seconds,
  requestTimeout: 30 * seconds,
  connectionsCheckingInterval: 1 * seconds,
  keepAliveTimeout: 5 * seconds,
  maxHeaderSize: 16_384,
}

const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })

const idleEvery = 50

const closeServer = (server: Server, drain: number): Promise<void> =>
  new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), drain)
    // Connections that become idle meanwhile would wait for another request.
    const idle = setInterval(() => server.closeIdleConnections(), idleEvery)
    server.close(() => {
      clearTimeout(cut)
      clearInterval(idle)
      resolve()
    })
    server.closeIdleConnections()
  })

const shownHost = (host: string): string => (host.includes(':') ? `[${host}]` : host)

const isLoopback = (host: string): boolean => host === '127.0.0.1' || host === '::1' || host === 'localhost'

/** The host names of a server on this machine. Those of a server that is reachable from outside are unknown here. */
const hostsOf = (host: string, port: number): readonly string[] | undefined =>
  isLoopback(host)
    ? ['127.0.0.1', 'localhost', '[::1]'].map((name) => new URL(`http://${name}:${port}`).host)
    : undefined

const openAddresses: ReadonlySet<string> = new Set(['/health'])

const optionKinds: OptionKinds<ServeOptions> = {
  crm: 'object',
  by: 'text',
  port: 'port',
  host: 'text',
  onError: 'function',
}

/**
 * Serves a register over HTTP. Every client with the token acts as `by`. Rejects with the system's error if the port is
 * not available, and with one that carries `MalformedOptions`.
 */
export const serve = async (options: ServeOptions): Promise<Served> => {
  throwIfMalformed(malformedOptions('serve', options, optionKinds, ['crm', 'by']))
  const { crm, by, port = 8080, host = '127.0.0.1', onError } = options
  const token = newToken()
  let served = port
  const login = createLogin({ token, by, port: () => served })
  let answer: (request: Request) => Response | Promise<Response> = () => new Response(null, { status: 503 })
  const server = createServer(
    limits,
    getRequestListener((request) => answer(request)),
  )
  served = await listen(server, port, host)

  const handler = clienteleHttp({ crm, who: login.who, hosts: hostsOf(host, served), onError })
  const outside = new Hono()
  outside.use(...securityHeaders())
  outside.use(login.enter)
  outside.use(async (context, next) => {
    if (openAddresses.has(context.req.path) && login.who(context.req.raw) === null)
      return context.text('ok', 200, { 'cache-control': 'no-store' })
    return next()
  })
  outside.all('*', (context) => handler.fetch(context.req.raw))
  answer = (request) => outside.fetch(request)

  return {
    url: `http://${shownHost(host)}:${served}/?token=${token}`,
    token,
    port: served,
    close: async (drain = 3 * seconds) => {
      handler.close()
      await closeServer(server, drain)
    },
  }
}
