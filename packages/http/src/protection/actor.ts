import { localeOf } from '@clientele/projections'
import type { MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import { refuse } from '../answering/problem.js'
import type { Service, Variables } from '../environment.js'

type Step = MiddlewareHandler<{ Variables: Variables }>

/** The cookie that keeps the language somebody has chosen. */
export const languageCookie = 'clientele-language'

/** Finds the language: the chosen one, else the browser's. */
export const language = (): Step => (asked, next) => {
  asked.set('locale', localeOf(getCookie(asked, languageCookie) ?? asked.req.header('accept-language')))
  return next()
}

/** Lets nobody on who is not known. */
export const knownActor =
  ({ who }: Service): Step =>
  async (asked, next) => {
    const actor = await who(asked.req.raw)
    if (actor === null) return refuse(asked, 'NotLoggedIn', {}, { 'www-authenticate': 'Bearer realm="clientele"' })
    asked.set('by', actor.by)
    return next()
  }
