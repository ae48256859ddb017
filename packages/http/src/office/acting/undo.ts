import { isLeft } from 'fp-ts/lib/Either.js'
import type { App, Service } from '../../environment.js'
import { route } from '../../routes.js'
import { showRefusal } from '../problem-page.js'
import { act, backTo, leadTo, type Refusal } from './act.js'
import { eventsIn, forgetDone } from './done.js'
import { postedForm } from './form.js'
import { undoing } from './inverse.js'
import { isOvertaken } from './overtaken.js'
import { eventsOf } from './parts.js'

const overtaken: Refusal = { error: 'ConcurrencyConflict' }

/**
 * Undoes a command with the rights of the actor, if it can be undone and no other user has replaced its changes since;
 * or dismisses the report.
 */
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
      const read = (stream: string) => eventsIn(service, stream)
      if (await isOvertaken(events, asked.var.by, read)) return showRefusal(service, asked, overtaken)
      const commands = await undoing(events, read)
      const outcome = await act(service, asked, commands)
      return isLeft(outcome)
        ? showRefusal(service, asked, outcome.left)
        : leadTo(asked, backTo(form.text('back'), `${service.base}/`))
    },
  })
}
