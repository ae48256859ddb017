import { localeOf } from '@clientele/projections'
import { setCookie } from 'hono/cookie'
import type { App, Service } from '../../environment.js'
import { languageCookie } from '../../protection/actor.js'
import { route } from '../../routes.js'
import { redirectTo, returnAddress } from '../actions/execute-all.js'
import { postedForm } from '../actions/form.js'

const year = 31_536_000

/** Sets the user's language. */
export const addLanguage = (app: App, { base }: Service): void =>
  route(app, '/language', {
    POST: async (context) => {
      const form = await postedForm(context)
      const language = localeOf(form.text('language'))
      setCookie(context, languageCookie, language, { httpOnly: true, sameSite: 'Lax', path: '/', maxAge: year })
      return redirectTo(context, returnAddress(form.text('back'), `${base}/`))
    },
  })
