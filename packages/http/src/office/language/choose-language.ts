import { localeOf } from '@clientele/projections'
import { setCookie } from 'hono/cookie'
import type { App, Service } from '../../environment.js'
import { languageCookie } from '../../protection/actor.js'
import { route } from '../../routes.js'
import { backTo, leadTo } from '../acting/act.js'
import { postedForm } from '../acting/form.js'

const year = 31_536_000

/** Sets the user's language. */
export const addLanguage = (app: App, { base }: Service): void =>
  route(app, '/language', {
    POST: async (asked) => {
      const form = await postedForm(asked)
      const language = localeOf(form.text('language'))
      setCookie(asked, languageCookie, language, { httpOnly: true, sameSite: 'Lax', path: '/', maxAge: year })
      return leadTo(asked, backTo(form.text('back'), `${base}/`))
    },
  })
