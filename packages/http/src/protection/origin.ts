import type { MiddlewareHandler } from 'hono'
import type { RequestContext, Service, Variables } from '../environment.js'
import { refuse } from '../responses/problem.js'

type Check = MiddlewareHandler<{ Variables: Variables }>

// Behind a proxy the scheme may differ, but not the host.
const hostOf = (origin: string): string | null => {
  try {
    return new URL(origin).host
  } catch {
    return null
  }
}

const requestedHost = (context: RequestContext): string =>
  (context.req.header('host') ?? new URL(context.req.url).host).toLowerCase()

/**
 * Refuses requests with a foreign `Host`: they come from pages whose DNS name points at this server (DNS rebinding).
 */
export const ownHosts = ({ hosts }: Service): Check => {
  const own = hosts && new Set(hosts.map((host) => host.toLowerCase()))
  return (context, next) =>
    own === undefined || own.has(requestedHost(context)) ? next() : Promise.resolve(refuse(context, 'ForeignHost'))
}

const isSafe = (method: string): boolean => method === 'GET' || method === 'HEAD'

/** Refuses requests that pages of other sites send through a user's browser (CSRF). */
export const ownOrigin = (): Check => (context, next) => {
  const origin = context.req.header('origin')
  const site = context.req.header('sec-fetch-site')
  const isForeign =
    origin === undefined
      ? site !== undefined && site !== 'same-origin' && site !== 'none' && !isSafe(context.req.method)
      : hostOf(origin) !== requestedHost(context)
  return isForeign ? Promise.resolve(refuse(context, 'ForeignOrigin')) : next()
}
