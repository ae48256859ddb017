import { type ProblemDetails, problemDetails } from '@clientele/adapters'
import { nameInWords, type Refused } from '@clientele/projections'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Asked } from '../environment.js'
import { type RequestProblem, requestProblems } from './texts/request-problems.js'

type Headers = { readonly [name: string]: string }

const isStatus = (status: number): status is ContentfulStatusCode => status >= 400 && status < 600

const send = (asked: Asked, problem: ProblemDetails, headers: Headers): Response =>
  asked.newResponse(JSON.stringify(problem), {
    status: isStatus(problem.status) ? problem.status : 500,
    headers: { ...headers, 'content-type': 'application/problem+json' },
  })

const statuses: { readonly [K in RequestProblem]: number } = {
  AddressNotFound: 404,
  BodyTooLarge: 413,
  ContentTypeNotTaken: 415,
  ForeignHost: 421,
  ForeignOrigin: 403,
  FormatNotOffered: 406,
  InternalError: 500,
  MalformedBody: 400,
  MalformedForm: 400,
  MalformedHeader: 400,
  MethodNotAllowed: 405,
  NotLoggedIn: 401,
  OutOfDate: 412,
}

/** The problem details of a request that is refused before any rule is asked. `facts` stand beside them and in the sentence. */
export const requestProblem = (
  error: RequestProblem,
  locale: Asked['var']['locale'] | undefined,
  facts: { readonly [fact: string]: unknown } = {},
): ProblemDetails => ({
  ...facts,
  error,
  type: `urn:clientele:problem:${error}`,
  title: nameInWords(error),
  status: statuses[error],
  detail: requestProblems(locale)[error],
})

/** Refuses a request before any rule is asked. */
export const refuse = (
  asked: Asked,
  error: RequestProblem,
  facts?: { readonly [fact: string]: unknown },
  headers: Headers = {},
): Response => send(asked, requestProblem(error, asked.var.locale, facts), headers)

/** Answers with why a command or question was refused. */
export const answerRefusal = (asked: Asked, refused: Refused, status?: number): Response => {
  const problem = problemDetails(refused, { locale: asked.var.locale })
  return send(asked, status === undefined ? problem : { ...problem, status }, {})
}
