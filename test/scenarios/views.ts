import { cellOf, type Listing, type Views } from '@clientele/projections'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import { expect } from 'vitest'
import { expectLike } from './compare.js'
import type { ExpectedView, Scenario } from './scenario.js'

type Params = { readonly [name: string]: never }
type Ask = (views: Views, params: Params) => unknown

const orFail = <A>(answer: Either<unknown, A>): A =>
  isLeft(answer) ? expect.fail(`the view was refused: ${JSON.stringify(answer.left)}`) : answer.right

const table = ({ columns, rows }: Listing): readonly unknown[] => [columns.map(({ heading }) => heading), ...rows]

/** Every cell of the matrix, including empty ones: listings show only filled ones. */
const matrix: Ask = (views, params) => {
  const { columns, rows } = views.responsibilityMatrix(params as never)
  return rows.map((row) => ({
    ...row,
    cells: Object.fromEntries(columns.map(({ employeeId }) => [employeeId, cellOf(row, employeeId)])),
  }))
}

/** One row per person and customer: the view lists a person once with all customers. */
const targetGroup: Ask = (views, params) =>
  views
    .targetGroup(params as never)
    .persons.flatMap((person) => person.customerIds.map((customerId) => ({ ...person, customerId })))

/** Views whose name or shape in scenarios differs from the method; all others are called by their name. */
const asked: { readonly [name: string]: Ask } = {
  responsibilityMatrix: matrix,
  targetGroup,
}

const isEither = (answer: unknown): answer is Either<unknown, unknown> =>
  typeof answer === 'object' && answer !== null && '_tag' in answer

const isListing = (answer: object): answer is Listing => 'columns' in answer && !('total' in answer)

const listed = (answer: unknown): unknown => {
  if (typeof answer !== 'object' || answer === null || !('rows' in answer)) return answer
  return isListing(answer) ? table(answer) : answer.rows
}

/** The names of views that a scenario may query. */
export const viewNames = (views: Views): readonly string[] => [...Object.keys(views), ...Object.keys(asked)]

const answerOf = (views: Views, name: string, params: Params): unknown => {
  const method = views[name as keyof Views] as unknown as (params: Params) => unknown
  return (asked[name] ?? (() => method(params)))(views, params)
}

/** Expects the view that the scenario specifies. */
export const expectView = (
  views: Views,
  { name, params, rows, value, restricted }: ExpectedView,
  today: string,
): void => {
  // Views are always built from the log here, so `rebuild` is not part of the question.
  const { rebuild: _, ...question } = { asOf: today, ...params } as { readonly rebuild?: boolean }
  const answer = answerOf(views, name, question as unknown as Params)
  const shown = isEither(answer) ? orFail(answer) : answer
  if (restricted !== undefined) expectLike(shown, { restricted })
  if (rows === undefined) expectLike(shown, value)
  else expectLike(listed(shown), rows)
}

/** Expects the refusal of a question that the scenario specifies. */
export const expectRefusedQuery = (views: Views, { when, then, today }: Scenario): void => {
  const answer = answerOf(views, when?.query ?? '', { asOf: today, ...when?.data } as unknown as Params)
  expect(isEither(answer) && isLeft(answer)).toBe(true)
  expectLike((answer as { readonly left?: unknown }).left, { error: then.rejected?.error, ...then.rejected?.data })
}
