import {
  integer,
  listOf,
  oneOf,
  optional,
  type Problem,
  pathTo,
  problemsOf,
  recordOf,
  takeFromOutside,
  text,
  unknownFieldsBy,
} from '@clientele/domain'
import type { MalformedQuestion } from '@clientele/projections'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'

/** The groups of persons that a retention policy may apply to. */
export const retentionSubjects = [
  'contactsOfArchivedCustomers',
  'archivedPrivateCustomers',
  'contactsWithoutCompany',
  'partlyErased',
] as const

export type RetentionSubjects = (typeof retentionSubjects)[number]

/**
 * How long personal data is kept. `of` is whose data; `years` (0 to 100) is how long nothing must have happened and,
 * for groups with customers, how long all of the customers must have been archived:
 *
 * - `contactsOfArchivedCustomers`: contacts of companies, all of which are archived
 * - `archivedPrivateCustomers`: archived private customers that are contacts of no unarchived company
 * - `contactsWithoutCompany`: contacts without a company
 * - `partlyErased`: persons with data that an erasure kept for invoices; `years` after bookkeeping needs it
 */
export type RetentionPolicy = { readonly name: string; readonly of: RetentionSubjects; readonly years: number }

const RetentionPolicy: t.Type<RetentionPolicy, unknown, unknown> = recordOf('RetentionPolicy', {
  name: text,
  of: oneOf('RetentionSubjects', retentionSubjects),
  years: integer,
})

/**
 * Asks who would be erased by policies. `today` is a date (by default today), `limit` the maximum rows (default all).
 */
export type RetentionQuestion = {
  readonly policies: readonly RetentionPolicy[]
  /** An administrator; without it the embedding service asks. */
  readonly viewer?: string | undefined
  readonly today?: string | undefined
  readonly offset?: number | undefined
  readonly limit?: number | undefined
}

const Question = recordOf('a question for retention', {
  policies: listOf(RetentionPolicy),
  viewer: optional(text),
  today: optional(text),
  offset: optional(integer),
  limit: optional(integer),
})

const unknownFields = unknownFieldsBy(Question)

/** The maximum years, and the maximum length of a name in characters. */
export const policyLimits = { years: 100, name: 100 } as const

const policyProblems = ({ name, years }: RetentionPolicy, index: number): readonly Problem[] => {
  const at = (field: string): string => pathTo(pathTo('policies', String(index)), field)
  return [
    name.trim() === '' || name.length > policyLimits.name
      ? [{ path: at('name'), expected: `a text of 1 to ${policyLimits.name} characters`, actual: 'another text' }]
      : [],
    years < 0 || years > policyLimits.years
      ? [{ path: at('years'), expected: `0 to ${policyLimits.years} years`, actual: String(years) }]
      : [],
  ].flat()
}

const countProblems = (question: RetentionQuestion): readonly Problem[] =>
  (['offset', 'limit'] as const).flatMap((path) => {
    const value = question[path]
    return value === undefined || value >= 0 ? [] : [{ path, expected: 'at least 0', actual: String(value) }]
  })

const malformed = (problems: readonly Problem[]): Either<MalformedQuestion, never> =>
  left({ error: 'MalformedQuestion', problems })

/** Decodes any value as a question; unknown fields are refused. */
export const readQuestion = (value: unknown): Either<MalformedQuestion, RetentionQuestion> => {
  const taken = takeFromOutside(value)
  if (isLeft(taken)) return malformed([taken.left])
  const [decoded, unknown] = [Question.decode(taken.right), unknownFields(taken.right)]
  if (isLeft(decoded)) return malformed([...problemsOf(decoded.left), ...unknown])
  const problems = [...unknown, ...decoded.right.policies.flatMap(policyProblems), ...countProblems(decoded.right)]
  return problems.length > 0 ? malformed(problems) : right(decoded.right)
}
