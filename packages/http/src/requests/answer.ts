import { type QuestionRefused, refusalOf } from '@clientele/projections'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { RequestContext, Service } from '../environment.js'
import { isRequired, knownAtName } from './fields.js'
import { type MalformedQuery, questionOf } from './query.js'
import type { Question } from './questions.js'

/** Why a question is refused. */
export type Refusal = MalformedQuery | QuestionRefused['refusal'] | { readonly error: string }

/** An object with a function per question: the views, or the audit questions. */
type Answerer = object

const isEither = (value: unknown): value is Either<{ readonly error: string }, unknown> =>
  typeof value === 'object' && value !== null && '_tag' in value && (value._tag === 'Left' || value._tag === 'Right')

const callQuestion = (answerer: Answerer, name: string, question: object): Either<Refusal, unknown> => {
  try {
    const ask: unknown = Reflect.get(answerer, name)
    const answer: unknown = typeof ask === 'function' ? ask(question) : undefined
    return isEither(answer) ? answer : right(answer)
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal === null) throw error
    return left(refusal)
  }
}

/** The default number of rows of a JSON answer. */
export const defaultLimit = 1_000

const withDefaults = (
  { schema, fields, isListing }: Question,
  question: Record<string, unknown>,
  { var: given }: RequestContext,
  today: string,
) => ({
  ...(fields.has('locale') ? { locale: given.locale } : {}),
  ...(isRequired(schema, 'asOf') ? { asOf: today } : {}),
  ...(isListing || !fields.has('limit') ? {} : { limit: defaultLimit }),
  ...question,
  viewer: given.by,
})

/** Returns the functions that answer: the views or audit questions of now, or those known at a moment. */
export type Source = (service: Service, knownAt: string | undefined) => Promise<Either<Refusal, Answerer>>

const momentIn = (query: URLSearchParams): Either<MalformedQuery, string | undefined> => {
  const moments = query.getAll(knownAtName)
  if (moments.length <= 1) return right(moments[0])
  const problems = [{ path: knownAtName, expected: 'to be given once', actual: `given ${moments.length} times` }]
  return left({ error: 'MalformedQuestion', problems })
}

/** A question and its source; `query` replaces the query of the request. */
type QuestionRequest = {
  readonly question: Question
  readonly source: Source
  readonly query?: URLSearchParams | undefined
}

/** Answers a question from the query of a request: as the actor, by default as of today, in the actor's language. */
export const answerTo = async (
  service: Service,
  request: RequestContext,
  { question, source, query: given }: QuestionRequest,
): Promise<Either<Refusal, unknown>> => {
  const query = given === undefined ? new URL(request.req.url).searchParams : new URLSearchParams(given)
  const moment = momentIn(query)
  if (moment._tag === 'Left') return moment
  query.delete(knownAtName)
  const read = questionOf(query, question.fields)
  if (read._tag === 'Left') return read
  const answerer = await source(service, moment.right)
  if (answerer._tag === 'Left') return answerer
  return callQuestion(answerer.right, question.name, withDefaults(question, read.right, request, service.crm.today()))
}

/** Selects from the present register, or from what was known at a moment. */
const sourceOf =
  (of: (known: Pick<Service['crm'], 'views' | 'audit'>) => Answerer): Source =>
  async ({ crm }, knownAt) => {
    if (knownAt === undefined) return right(of(crm))
    try {
      return right(of(await crm.knownAt(knownAt)))
    } catch (error) {
      const refusal = refusalOf(error)
      if (refusal === null) throw error
      return left(refusal)
    }
  }

const auditAt = sourceOf(({ audit }) => audit)

/** The audit questions, now or as known at a moment. Indexes the history first, in steps. */
export const auditOf: Source = async (service, knownAt) => {
  await service.crm.prepareAudit()
  return auditAt(service, knownAt)
}

/** The views, now or as known at a moment. */
export const viewsOf: Source = sourceOf(({ views }) => views)
