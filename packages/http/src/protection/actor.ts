import { localeOf, unlessViewer } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import { refusalProblem, requestProblem } from '../answering/problem.js'
import { refuseWithPage } from '../answering/refusal-page.js'
import type { Service, Variables } from '../environment.js'

type Step = MiddlewareHandler<{ Variables: Variables }>

/** The cookie with the user's language. */
export const languageCookie = 'clientele-language'

/** Sets the language: the chosen one, else the browser's. */
export const language = (): Step => (asked, next) => {
  asked.set('locale', localeOf(getCookie(asked, languageCookie) ?? asked.req.header('accept-language')))
  return next()
}

const headers = { 'www-authenticate': 'Bearer realm="clientele"' }

/**
 * Refuses unknown senders and those who are not employees today: an employee who leaves loses access to every page at
 * once.
 */
export const knownActor = (service: Service): Step => {
  const { who, crm, base, loginUrl } = service
  return async (asked, next) => {
    const actor = await who(asked.req.raw)
    if (actor === null)
      return refuseWithPage(asked, service, requestProblem('NotLoggedIn', asked.var.locale), { loginUrl, headers })
    const refused = unlessViewer(crm.register, actor.by)
    // The rules decide which commands an unknown actor may execute: an empty register has no employees yet.
    const isCommand = asked.req.path === `${base}/commands`
    if (refused !== null && isLeft(refused) && !(isCommand && refused.left.error === 'UnknownViewer'))
      return refuseWithPage(asked, service, refusalProblem(asked, refused.left))
    asked.set('by', actor.by)
    return next()
  }
}
