import { isLeft } from 'fp-ts/lib/Either.js'
import { expectedBy } from '../answering/revision-tag.js'
import type { App, Asked, Service } from '../environment.js'
import { type Answering, route } from '../routes.js'
import { act, backTo, leadTo, type Refusal } from './acting/act.js'
import { emptyForm, type Form, postedForm } from './acting/form.js'
import { showRefusedQuestion } from './problem-page.js'

/** What a page with a form shows: what was filled in and why it was refused, after it was. */
export type Filled = { readonly form: Form; readonly refusal: Refusal | null }

/** A form that nobody has filled in yet. */
export const nothingFilled: Filled = { form: emptyForm, refusal: null }

type Show = (asked: Asked, filled: Filled) => Promise<Response>

const shown =
  (service: Service, show: Show): Answering =>
  async (asked) => {
    try {
      return await show(asked, nothingFilled)
    } catch (error) {
      return showRefusedQuestion(service, asked, error)
    }
  }

/** Adds a page that only shows. */
export const addPage = (app: App, service: Service, path: string, show: (asked: Asked) => Promise<Response>): void =>
  route(app, path, { GET: shown(service, show) })

/** A page with a form. */
export type FormPage = {
  readonly path: string
  readonly show: Show
  /** The commands that the filled form stands for, in their order. */
  readonly commands: (form: Form, asked: Asked) => readonly unknown[] | Promise<readonly unknown[]>
  /** Where it leads when they are done, unless the form says so itself in a field `back`. */
  readonly next: (form: Form, asked: Asked) => string
}

/**
 * Adds a page with a form: GET shows it; POST gives its commands and leads on, or shows the form as it was filled in, with
 * why it was refused. A field `focus` is the id of the element the reader was at, `expected` the revision tag of what the
 * form was about when it was shown: who has not seen what others changed since is told.
 */
export const addFormPage = (app: App, service: Service, { path, show, commands, next }: FormPage): void =>
  route(app, path, {
    GET: shown(service, show),
    POST: async (asked) => {
      const form = await postedForm(asked)
      const expected = expectedBy(form.text('expected') ?? '') ?? undefined
      try {
        const outcome = await act(service, asked, await commands(form, asked), { focus: form.text('focus'), expected })
        if (!isLeft(outcome)) return leadTo(asked, backTo(form.text('back'), next(form, asked)))
        return await show(asked, { form, refusal: outcome.left })
      } catch (error) {
        return showRefusedQuestion(service, asked, error)
      }
    },
  })
