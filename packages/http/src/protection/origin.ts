import type { MiddlewareHandler } from 'hono'
import { refuse } from '../answering/problem.js'
import type { Asked, Service, Variables } from '../environment.js'

type Check = MiddlewareHandler<{ Variables: Variables }>

// Behind a proxy the scheme may differ, but not the host.
const hostOf = (origin: string): string | null => {
  try {
    return new URL(origin).host
  } catch {
    return null
  }
}

const hostAsked = (asked: Asked): string => (asked.req.header('host') ?? new URL(asked.req.url).host).toLowerCase()

/**
 * Refuses requests with a foreign `Host`: they come from pages whose DNS name points at this server (DNS rebinding).
 */
export const ownHosts =
  ({ hosts }: Service): Check =>
  (asked, next) =>
    hosts === undefined || hosts.includes(hostAsked(asked)) ? next() : Promise.resolve(refuse(asked, 'ForeignHost'))

const isSafe = (method: string): boolean => method === 'GET' || method === 'HEAD'

/** Refuses requests that pages of other sites send through a user's browser (CSRF). */
export const ownOrigin = (): Check => (asked, next) => {
  const origin = asked.req.header('origin')
  const site = asked.req.header('sec-fetch-site')
  const isForeign =
    origin === undefined
      ? site !== undefined && site !== 'same-origin' && site !== 'none' && !isSafe(asked.req.method)
      : hostOf(origin) !== hostAsked(asked)
  return isForeign ? Promise.resolve(refuse(asked, 'ForeignOrigin')) : next()
}
