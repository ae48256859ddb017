import type { CalendarDate } from '@clientele/domain'
import { type Either, isLeft, isRight } from 'fp-ts/lib/Either.js'
import type { HistoryLines } from './history/history.js'
import type { RegisterOn } from './journal/past-registers.js'
import { questionRefused, type RefusedQuestion, unlessViewer } from './query/visibility/viewer.js'
import { copyQuestion, decodeQuestion } from './questions/codecs.js'
import type { Register } from './register/register.js'
import { histories, type Views, views } from './views/views.js'

type EitherViews = {
  [K in keyof Views]: [ReturnType<Views[K]>] extends [Either<unknown, unknown>] ? K : never
}[keyof Views]

/** The views that return an `Either`. */
const answersEither: { readonly [K in EitherViews]: true } = {
  customerList: true,
  customerReport: true,
  customerListing: true,
  customerReportListing: true,
  customerReportExport: true,
  groupReport: true,
  groupReportListing: true,
  report: true,
  reportListing: true,
  taskList: true,
  taskListing: true,
  trackingReport: true,
  selfIssuableInvoice: true,
  subjectHistory: true,
  customerHistory: true,
  contactHistory: true,
  historyListing: true,
}

/** The decoded parameters of a view. */
type ViewParams = { readonly asOf?: CalendarDate }

type AnyView = (...params: readonly unknown[]) => unknown

const viewerIn = (params: unknown): unknown =>
  typeof params === 'object' && params !== null && 'viewer' in params ? params.viewer : undefined

/** Decodes the parameters and checks the viewer. */
const parseQuestion = (name: string, register: Register, value: unknown): Either<RefusedQuestion, unknown> => {
  const copied = copyQuestion(value)
  if (isLeft(copied)) return copied
  return unlessViewer(register, viewerIn(copied.right)) ?? decodeQuestion(name, copied.right)
}

/** Binds a view: decodes its parameters, then calls it or refuses. */
const answer =
  (name: string, register: Register, view: (question: ViewParams) => unknown): AnyView =>
  (value) => {
    const question = parseQuestion(name, register, value)
    if (isRight(question)) return view(question.right as ViewParams)
    if (Object.hasOwn(answersEither, name)) return question
    throw questionRefused(question.left)
  }

const bindAll = (
  table: object,
  register: Register,
  ask: (view: AnyView) => (question: ViewParams) => unknown,
): { readonly [name: string]: AnyView } =>
  Object.fromEntries(
    Object.entries(table).map(([name, view]: [string, AnyView]) => [name, answer(name, register, ask(view))]),
  )

/**
 * Creates the views over a register and its history: `crm.views`. Each reads the register as of the day asked for, by
 * default today.
 */
export const createViews = (
  register: Register,
  history: HistoryLines,
  registerOn: RegisterOn = () => register,
): Views => {
  const onDay =
    (...more: readonly unknown[]) =>
    (view: AnyView) =>
    (question: ViewParams): unknown => {
      const asOf = question.asOf ?? register.today()
      return view(registerOn(asOf), ...more, { ...question, asOf })
    }
  return Object.freeze({
    ...bindAll(views, register, onDay()),
    ...bindAll(histories, register, onDay(history)),
  }) as Views
}
