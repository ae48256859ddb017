import type { HistoryRow, HistorySubject } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import { createRevisionTags, expectedBy } from '../answering/revision-tag.js'
import type { App, Asked, Service } from '../environment.js'
import { type Answering, route } from '../routes.js'
import { act, backTo, leadTo, type Refusal } from './acting/act.js'
import { emptyForm, type Form, postedForm } from './acting/form.js'
import { changedSince } from './history/changed-since.js'
import { showRefusedQuestion } from './problem-page.js'

type Rows = readonly HistoryRow[]

/** What a page with a form shows. */
export type Filled = {
  /** What was filled in, and why it was refused; empty and `null` until it was. */
  readonly form: Form
  readonly refusal: Refusal | null
  /** The revision tag of the record that the page is about, for the field `expected` of its forms; empty without one. */
  readonly tag: string
  /** What others changed in that record since the refused form was shown. */
  readonly since: Rows
}

/** A form that nobody has filled in yet. */
export const nothingFilled: Filled = { form: emptyForm, refusal: null, tag: '', since: [] }

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
  /** The record that a form is about which two people may fill in at once. */
  readonly about?: (asked: Asked) => HistorySubject
  /** The commands that the filled form stands for, in their order. */
  readonly commands: (form: Form, asked: Asked) => readonly unknown[] | Promise<readonly unknown[]>
  /** Where it leads when they are done, unless the form says so itself in a field `back`. */
  readonly next: (form: Form, asked: Asked) => string
}

/** The streams that hold more than one record. */
const sharedStreams: { readonly [kind: string]: string | undefined } = {
  customerGroup: 'customerGroups',
  specialGroup: 'specialGroups',
}

const streamOf = ({ kind, id }: HistorySubject): string =>
  sharedStreams[kind] ?? `${kind === 'contact' ? 'person' : kind}-${id}`

/** Reads the revision tag of the record that a page is about, before the page reads the views. */
const taggedBy = (service: Service, about: FormPage['about']): ((asked: Asked, filled: Filled) => Promise<Filled>) => {
  const tags = createRevisionTags(service.crm)
  return async (asked, filled) => {
    const subject = about?.(asked)
    return subject === undefined ? filled : { ...filled, tag: (await tags(streamOf(subject))) ?? '' }
  }
}

const conflict: Refusal = { error: 'ConcurrencyConflict' }

/**
 * Executes the commands of a form. Where others have changed the record since the form was shown, the form is refused: by
 * the store in a stream of its own, before the command in a stream that holds other records too.
 */
const actOn = async (
  service: Service,
  asked: Asked,
  { about, commands }: FormPage,
  form: Form,
): Promise<Refusal | null> => {
  const subject = about?.(asked)
  const tag = form.text('expected') ?? ''
  const isShared = subject !== undefined && sharedStreams[subject.kind] !== undefined
  if (isShared && (await changedSince(service, asked, subject, tag)).length > 0) return conflict
  const expected = (isShared ? null : expectedBy(tag)) ?? undefined
  const outcome = await act(service, asked, await commands(form, asked), { focus: form.text('focus'), expected })
  return isLeft(outcome) ? outcome.left : null
}

/**
 * Adds a page with a form: GET shows it; POST gives its commands and leads on, or shows the form as it was filled in, with
 * why it was refused. A field `focus` is the id of the element the reader was at. A field `expected` is the revision tag
 * of the record when the form was shown: the form is refused when others have changed the record since.
 */
export const addFormPage = (app: App, service: Service, page: FormPage): void => {
  const tagged = taggedBy(service, page.about)
  const since = async (asked: Asked, form: Form, { error }: Refusal): Promise<Rows> => {
    const subject = page.about?.(asked)
    if (subject === undefined || error !== conflict.error) return []
    return changedSince(service, asked, subject, form.text('expected') ?? '')
  }
  const show: Show = async (asked, filled) => page.show(asked, await tagged(asked, filled))
  route(app, page.path, {
    GET: shown(service, show),
    POST: async (asked) => {
      const form = await postedForm(asked)
      try {
        const refusal = await actOn(service, asked, page, form)
        if (refusal === null) return leadTo(asked, backTo(form.text('back'), page.next(form, asked)))
        return await show(asked, { ...nothingFilled, form, refusal, since: await since(asked, form, refusal) })
      } catch (error) {
        return showRefusedQuestion(service, asked, error)
      }
    },
  })
}
