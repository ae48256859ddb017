import { isLeft } from 'fp-ts/lib/Either.js'
import type { App, Service } from '../../environment.js'
import { route } from '../../routes.js'
import { showRefusal } from '../problem-page.js'
import { act, backTo, leadTo } from './act.js'
import { eventsIn, forgetDone } from './done.js'
import { postedForm } from './form.js'
import { undoing } from './inverse.js'
import { eventsOf } from './parts.js'

/** Undoes what a command did, where that can be undone, with the rights of whoever asks; or no longer tells of it. */
export const addUndo = (app: App, service: Service): void => {
  route(app, '/done', {
    POST: async (asked) => {
      const form = await postedForm(asked)
      forgetDone(asked)
      return leadTo(asked, backTo(form.text('back'), `${service.base}/`))
    },
  })
  route(app, '/undo', {
    POST: async (asked) => {
      const form = await postedForm(asked)
      const events = await eventsOf(service, form.text('commandId') ?? '')
      const commands = await undoing(events, (stream) => eventsIn(service, stream))
      const outcome = await act(service, asked, commands)
      return isLeft(outcome)
        ? showRefusal(service, asked, outcome.left)
        : leadTo(asked, backTo(form.text('back'), `${service.base}/`))
    },
  })
}
