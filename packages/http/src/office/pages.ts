import { isLeft } from 'fp-ts/lib/Either.js'
import type { App, RequestContext, Service } from '../environment.js'
import { expectedBy } from '../responses/revision-tag.js'
import { type Responder, route } from '../routes.js'
import { executeAll, type Refusal, redirectTo, returnAddress } from './actions/execute-all.js'
import { emptyForm, type Form, postedForm } from './actions/form.js'
import { showRefusedQuestion } from './problem-page.js'

/** The state of a page with a form: the submitted values, and why they were refused. */
export type FormState = { readonly form: Form; readonly refusal: Refusal | null }

/** A form that was not submitted. */
export const emptyFormState: FormState = { form: emptyForm, refusal: null }

type Show = (context: RequestContext, formState: FormState) => Promise<Response>

const showOrRefuse =
  (service: Service, show: Show): Responder =>
  async (context) => {
    try {
      return await show(context, emptyFormState)
    } catch (error) {
      return showRefusedQuestion(service, context, error)
    }
  }

/** Adds a read-only page. */
export const addPage = (
  app: App,
  service: Service,
  path: string,
  show: (context: RequestContext) => Promise<Response>,
): void => route(app, path, { GET: showOrRefuse(service, show) })

/** A page with a form. */
export type FormPage = {
  readonly path: string
  readonly show: Show
  /** The commands of a submitted form, in order. */
  readonly commands: (form: Form, context: RequestContext) => readonly unknown[] | Promise<readonly unknown[]>
  /** The page to redirect to afterwards, unless the form has a field `back`. */
  readonly next: (form: Form, context: RequestContext) => string
}

/**
 * Adds a page with a form. GET shows it; POST executes its commands and redirects, or shows the submitted form again
 * with the refusal. A field `focus` is the id of the focused element. A field `expected` is the revision tag of the
 * subject when the form was shown: if another user has changed the subject since, the form is refused.
 */
export const addFormPage = (app: App, service: Service, { path, show, commands, next }: FormPage): void =>
  route(app, path, {
    GET: showOrRefuse(service, show),
    POST: async (context) => {
      const form = await postedForm(context)
      const expected = expectedBy(form.text('expected') ?? '') ?? undefined
      try {
        const outcome = await executeAll(service, context, await commands(form, context), {
          focus: form.text('focus'),
          expected,
        })
        if (!isLeft(outcome)) return redirectTo(context, returnAddress(form.text('back'), next(form, context)))
        return await show(context, { form, refusal: outcome.left })
      } catch (error) {
        return showRefusedQuestion(service, context, error)
      }
    },
  })
