import { isLeft } from 'fp-ts/lib/Either.js'
import type { App, Service } from '../../environment.js'
import { route } from '../../routes.js'
import { showRefusal } from '../problem-page.js'
import { conflict, executeAll, redirectTo, returnAddress } from './execute-all.js'
import { postedForm } from './form.js'
import { type ReadStream, undoCommands } from './inverse.js'
import { eventsIn, forgetChange } from './last-change.js'
import { isOvertaken } from './overtaken.js'
import { eventsOf } from './parts.js'

/** Reads each stream once. */
const readingOnce = (read: ReadStream): ReadStream => {
  const streams = new Map<string, ReturnType<ReadStream>>()
  return (stream) => {
    const events = streams.get(stream) ?? read(stream)
    streams.set(stream, events)
    return events
  }
}

/**
 * Undoes a command with the rights of the actor, if it can be undone and no other user has replaced its changes since;
 * or dismisses the report.
 */
export const addUndo = (app: App, service: Service): void => {
  route(app, '/done', {
    POST: async (context) => {
      const form = await postedForm(context)
      forgetChange(context)
      return redirectTo(context, returnAddress(form.text('back'), `${service.base}/`))
    },
  })
  route(app, '/undo', {
    POST: async (context) => {
      const form = await postedForm(context)
      const events = await eventsOf(service, form.text('commandId') ?? '')
      const read = readingOnce((stream) => eventsIn(service, stream))
      if (await isOvertaken(events, context.var.by, read)) return showRefusal(service, context, conflict)
      const commands = await undoCommands(events, read)
      const outcome = await executeAll(service, context, commands)
      return isLeft(outcome)
        ? showRefusal(service, context, outcome.left)
        : redirectTo(context, returnAddress(form.text('back'), `${service.base}/`))
    },
  })
}
