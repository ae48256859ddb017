import { localeOf, unlessViewer } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Service, Variables } from '../environment.js'
import type { Actor } from '../options.js'
import { refusalProblem, requestProblem } from '../responses/problem.js'
import { refuseWithPage } from '../responses/refusal-page.js'

type Step = MiddlewareHandler<{ Variables: Variables }>

/** The cookie with the user's language. */
export const languageCookie = 'clientele-language'

/** Sets the language: the chosen one, else the browser's. */
export const language = (): Step => (context, next) => {
  context.set('locale', localeOf(getCookie(context, languageCookie) ?? context.req.header('accept-language')))
  return next()
}

const headers = { 'www-authenticate': 'Bearer realm="clientele"' }

// An actor without a text as id would be the service itself, with every right.
const checkedActor = (actor: Actor | null): Actor | null => {
  if (actor === null || typeof actor?.by === 'string') return actor
  throw new TypeError('`who` returns `{ by }` with the id of an employee, or null.')
}

/**
 * Refuses unknown senders and those who are not employees today: an employee who leaves loses access to every page at
 * once.
 */
export const knownActor = (service: Service): Step => {
  const { who, crm, base, loginUrl } = service
  return async (context, next) => {
    const actor = checkedActor(await who(context.req.raw))
    if (actor === null)
      return refuseWithPage(context, service, requestProblem('NotLoggedIn', context.var.locale), { loginUrl, headers })
    const refused = unlessViewer(crm.register, actor.by)
    // The rules decide which commands an unknown actor may execute: an empty register has no employees yet.
    const isCommand = context.req.path === `${base}/commands`
    if (refused !== null && isLeft(refused) && !(isCommand && refused.left.error === 'UnknownViewer'))
      return refuseWithPage(context, service, refusalProblem(context, refused.left))
    context.set('by', actor.by)
    return next()
  }
}
