import type { MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Actor } from '../options.js'
import { isSameToken, newToken } from './tokens.js'

/** The login of a served register: the token, or the cookie that replaces it. */
export type Login = {
  readonly who: (request: Request) => Actor | null
  /** Accepts the token of a URL, sets the cookie and redirects to the same URL without the token. */
  readonly enter: MiddlewareHandler
}

const bearer = /^Bearer +([A-Za-z0-9_-]+) *$/i

const cookieIn = (request: Request, name: string): string | undefined =>
  request.headers
    .get('cookie')
    ?.split(';')
    .map((one) => one.trim().split('='))
    .find(([key]) => key === name)?.[1]

// Browsers send the cookies of a host to all its ports, so each server has its own name.
const cookieName = (port: number): string => `clientele-${port}`

/** Creates the login of a server: every client with the token acts as one employee. */
export const createLogin = ({ token, by, port }: { token: string; by: string; port: () => number }): Login => {
  const session = newToken()

  const isKnown = (request: Request): boolean => {
    const given = bearer.exec(request.headers.get('authorization') ?? '')?.[1]
    if (given !== undefined) return isSameToken(given, token)
    const cookie = cookieIn(request, cookieName(port()))
    return cookie !== undefined && isSameToken(cookie, session)
  }

  return {
    who: (request) => (isKnown(request) ? { by } : null),
    enter: async (context, next) => {
      const url = new URL(context.req.url)
      const given = url.searchParams.get('token')
      const isGet = context.req.method === 'GET' || context.req.method === 'HEAD'
      if (given === null || !isGet || !isSameToken(given, token)) return next()
      url.searchParams.delete('token')
      if (getCookie(context, cookieName(port())) !== session)
        setCookie(context, cookieName(port()), session, { httpOnly: true, sameSite: 'Lax', path: '/' })
      // Two leading slashes would name another host.
      return context.redirect(`${url.pathname.replace(/^\/+/, '/')}${url.search}`, 303)
    },
  }
}
