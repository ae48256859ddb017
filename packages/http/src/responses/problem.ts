import { type ProblemDetails, problemDetails } from '@clientele/adapters'
import { nameInWords, type Refused } from '@clientele/projections'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { RequestContext } from '../environment.js'
import { type RequestProblem, requestProblems } from './texts/request-problems.js'

type Headers = { readonly [name: string]: string }

const isStatus = (status: number): status is ContentfulStatusCode => status >= 400 && status < 600

/** The HTTP status of a problem. */
export const statusOf = ({ status }: ProblemDetails): ContentfulStatusCode => (isStatus(status) ? status : 500)

/** Responds with problem details. */
export const answerProblem = (context: RequestContext, problem: ProblemDetails, headers: Headers = {}): Response =>
  context.newResponse(JSON.stringify(problem), {
    status: statusOf(problem),
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
  RecordNotFound: 404,
}

/**
 * The problem details of a request that is refused before any rule is checked. They and their sentence include `facts`.
 */
export const requestProblem = (
  error: RequestProblem,
  locale: RequestContext['var']['locale'] | undefined,
  facts: { readonly [fact: string]: unknown } = {},
): ProblemDetails => ({
  ...facts,
  error,
  type: `urn:clientele:problem:${error}`,
  title: nameInWords(error),
  status: statuses[error],
  detail: requestProblems(locale)[error],
})

/** Refuses a request before any rule is checked. */
export const refuse = (
  context: RequestContext,
  error: RequestProblem,
  facts?: { readonly [fact: string]: unknown },
  headers: Headers = {},
): Response => answerProblem(context, requestProblem(error, context.var.locale, facts), headers)

/** The problem details of a refused command or question. */
export const refusalProblem = (context: RequestContext, refused: Refused): ProblemDetails =>
  problemDetails(refused, { locale: context.var.locale })

/** Responds with the problem details of a refused command or question. */
export const answerRefusal = (context: RequestContext, refused: Refused, status?: number): Response => {
  const problem = refusalProblem(context, refused)
  return answerProblem(context, status === undefined ? problem : { ...problem, status })
}
