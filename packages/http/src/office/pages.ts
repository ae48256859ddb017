import { isLeft } from 'fp-ts/lib/Either.js'
import { expectedBy } from '../answering/revision-tag.js'
import type { App, Asked, Service } from '../environment.js'
import { type Answering, route } from '../routes.js'
import { act, backTo, leadTo, type Refusal } from './acting/act.js'
import { emptyForm, type Form, postedForm } from './acting/form.js'
import { showRefusedQuestion } from './problem-page.js'

/** The state of a page with a form: the submitted values, and why they were refused. */
export type Filled = { readonly form: Form; readonly refusal: Refusal | null }

/** A form that was not submitted. */
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

/** Adds a read-only page. */
export const addPage = (app: App, service: Service, path: string, show: (asked: Asked) => Promise<Response>): void =>
  route(app, path, { GET: shown(service, show) })

/** A page with a form. */
export type FormPage = {
  readonly path: string
  readonly show: Show
  /** The commands of a submitted form, in order. */
  readonly commands: (form: Form, asked: Asked) => readonly unknown[] | Promise<readonly unknown[]>
  /** The page to redirect to afterwards, unless the form has a field `back`. */
  readonly next: (form: Form, asked: Asked) => string
}

/**
 * Adds a page with a form. GET shows it; POST executes its commands and redirects, or shows the submitted form again
 * with the refusal. A field `focus` is the id of the focused element. A field `expected` is the revision tag of the
 * subject when the form was shown: if another user has changed the subject since, the form is refused.
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
