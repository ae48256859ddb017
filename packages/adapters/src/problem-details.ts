import {
  definitionOfRejection,
  hostRejections,
  isHostFailure,
  type RejectionKind,
  type RejectionTable,
  rejections,
} from '@clientele/domain'
import { nameInWords, type Refused, sentenceOf } from '@clientele/projections'
import type { Either, Left } from 'fp-ts/lib/Either.js'
import { refuseOption } from './options.js'

/** The kind of a refusal; `unavailable`: a problem of the register, not of the command. */
export type RefusalKind = RejectionKind | 'unavailable'

/**
 * Problem details (RFC 9457) of a refusal, to send as `application/problem+json`. `type` is a URN of the error's name,
 * `title` the name in English words, `detail` a sentence in the requested language; the facts of the refusal are further
 * fields.
 */
export type ProblemDetails = {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly error: string
  readonly [fact: string]: unknown
}

const statuses: { readonly [K in RefusalKind]: number } = {
  notFound: 404,
  conflict: 409,
  forbidden: 403,
  invalid: 422,
  unavailable: 503,
}

// Refusals that are no rejections: malformed input is the client's fault, a failing store is not.
const malformed: ReadonlySet<string> = new Set(['MalformedCommand', 'MalformedQuestion'])
const kindsOfFailures: ReadonlyMap<string, RefusalKind> = new Map([
  ['ConcurrencyConflict', 'conflict'],
  ['CommandIdReused', 'conflict'],
  ['AppendRefused', 'invalid'],
  ...Array.from(malformed, (name) => [name, 'invalid'] as const),
])

const rejectionKinds: ReadonlyMap<string, RefusalKind> = new Map(
  [...Object.values(rejections), ...Object.values(hostRejections)].map(({ error, kind }) => [error, kind]),
)

/** The kind of a rejection or failure; `unavailable` if it is unknown. `table` contains rejections of the host. */
export const kindOfRefusal = (refused: Refused, table?: RejectionTable): RefusalKind =>
  rejectionKinds.get(refused.error) ??
  kindsOfFailures.get(refused.error) ??
  definitionOfRejection(refused, table)?.kind ??
  'unavailable'

const statusOf = (refused: Refused, table?: RejectionTable): number => {
  if (malformed.has(refused.error)) return 400
  return isHostFailure(refused) ? 500 : statuses[kindOfRefusal(refused, table)]
}

// `problem` is meant for operators, not for clients.
const factsOf = ({ error: _, ...facts }: Refused): object => {
  const { problem: _problem, ...rest }: { readonly problem?: unknown } = facts
  return rest
}

const notARefusal =
  'it takes an outcome, or the refusal in its `left`; of an error that was thrown, `refusalOf(error)` is the refusal.'

const isRefusalOrOutcome = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && ('_tag' in value || typeof Reflect.get(value, 'error') === 'string')

const isOutcome = (value: Refused | Either<Refused, unknown>): value is Either<Refused, unknown> => '_tag' in value

/**
 * `locale`: the language of `detail`: `en` (the default), `fi`, `sv`, `et`, or one that a rejection of the host supports.
 * `rejections` of the host are needed only for outcomes that were copied, for example as JSON.
 */
export type ProblemDetailsOptions = {
  readonly locale?: string | undefined
  readonly rejections?: RejectionTable | undefined
}

const detailsOf = (refused: Refused, { locale, rejections: table }: ProblemDetailsOptions): ProblemDetails => ({
  ...factsOf(refused),
  error: refused.error,
  type: definitionOfRejection(refused, table)?.wording.type ?? `urn:clientele:problem:${refused.error}`,
  title: nameInWords(refused.error),
  status: statusOf(refused, table),
  detail: sentenceOf(refused, locale, table),
})

/** The problem details of a refusal, or of the refusal in an outcome; `null` if nothing was refused. */
export function problemDetails(refused: Refused | Left<Refused>, options?: ProblemDetailsOptions): ProblemDetails
export function problemDetails(
  outcome: Refused | Either<Refused, unknown>,
  options?: ProblemDetailsOptions,
): ProblemDetails | null
export function problemDetails(
  outcome: Refused | Either<Refused, unknown>,
  options: ProblemDetailsOptions = {},
): ProblemDetails | null {
  if (!isRefusalOrOutcome(outcome)) return refuseOption('problemDetails', notARefusal)
  if (!isOutcome(outcome)) return detailsOf(outcome, options)
  return outcome._tag === 'Left' ? detailsOf(outcome.left, options) : null
}
