import type { HistoryRow, HistorySubject } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { App, RequestContext, Service } from '../environment.js'
import { expectedBy } from '../responses/revision-tag.js'
import { type Responder, route } from '../routes.js'
import { conflict, executeAll, type Refusal, redirectTo, returnAddress } from './actions/execute-all.js'
import { emptyForm, type Form, postedForm } from './actions/form.js'
import { streamOf } from './actions/subject-streams.js'
import { changedSince } from './history/changed-since.js'
import { showRefusedQuestion } from './problem-page.js'

type Rows = readonly HistoryRow[]

/** The state of a page with a form. */
export type FormState = {
  /** The submitted values, and why they were refused; empty and `null` before. */
  readonly form: Form
  readonly refusal: Refusal | null
  /** The revision tag of the record of the page, for the field `expected` of its forms; empty without one. */
  readonly tag: string
  /** The changes of that record, by anyone, since the refused form was shown. */
  readonly since: Rows
}

/** A form that was not submitted. */
export const emptyFormState: FormState = { form: emptyForm, refusal: null, tag: '', since: [] }

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
  /** The record of the page, if its forms may be submitted from two pages at the same time. */
  readonly about?: (context: RequestContext) => HistorySubject
  /** The commands of a submitted form, in order. */
  readonly commands: (form: Form, context: RequestContext) => readonly unknown[] | Promise<readonly unknown[]>
  /** The page to redirect to afterwards, unless the form has a field `back`. */
  readonly next: (form: Form, context: RequestContext) => string
}

const accepted: Pick<FormState, 'refusal' | 'since'> = { refusal: null, since: [] }

/**
 * Executes the commands of a submitted form. If anyone has changed the record since the form was shown, it is refused:
 * in a stream of its own by the store; in a stream that holds other records too by a check before the command, which two
 * forms submitted at the same moment can both pass.
 */
const executeForm = async (
  service: Service,
  context: RequestContext,
  { about, commands }: FormPage,
  form: Form,
): Promise<typeof accepted> => {
  const subject = about?.(context)
  const tag = form.text('expected') ?? ''
  const changes = async (): Promise<Rows> => (subject === undefined ? [] : changedSince(service, context, subject, tag))
  const isShared = subject !== undefined && streamOf(subject).isShared
  const since = isShared ? await changes() : []
  if (since.length > 0) return { refusal: conflict, since }
  const expected = (isShared ? null : expectedBy(tag)) ?? undefined
  const options = { focus: form.text('focus'), expected }
  const outcome = await executeAll(service, context, await commands(form, context), options)
  if (!isLeft(outcome)) return accepted
  const refusal = outcome.left
  return { refusal, since: refusal.error === conflict.error ? await changes() : [] }
}

/**
 * Adds a page with a form. GET shows it; POST executes its commands and redirects, or shows the submitted form again
 * with the refusal. A field `focus` is the id of the focused element. A field `expected` is the revision tag of the
 * record when the form was shown: if the record has changed since, the form is refused.
 */
export const addFormPage = (app: App, service: Service, page: FormPage): void => {
  // The tag is read before the views are.
  const show: Show = async (context, formState) => {
    const subject = page.about?.(context)
    const tag = subject === undefined ? null : await service.revisionTag(streamOf(subject).stream)
    return page.show(context, { ...formState, tag: tag ?? '' })
  }
  route(app, page.path, {
    GET: showOrRefuse(service, show),
    POST: async (context) => {
      const form = await postedForm(context)
      try {
        const result = await executeForm(service, context, page, form)
        if (result.refusal === null)
          return redirectTo(context, returnAddress(form.text('back'), page.next(form, context)))
        return await show(context, { ...emptyFormState, form, ...result })
      } catch (error) {
        return showRefusedQuestion(service, context, error)
      }
    },
  })
}
