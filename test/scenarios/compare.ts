import { expect } from 'vitest'
import type { Scenario } from './scenario.js'
import type { Answer } from './world.js'

/** Whether a value of a listing is blank. */
const isBlank = (value: unknown): boolean => value === '' || value === null || value === undefined

const isRecord = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The pattern of an expected value: unlisted keys are free, `*` is anything, blanks are equal. */
export const pattern = (expected: unknown, actual: unknown): unknown => {
  if (expected === '*') return expect.anything()
  if (isBlank(expected) && isBlank(actual)) return actual
  if (Array.isArray(expected)) {
    return expected.map((one, index) => pattern(one, Array.isArray(actual) ? actual[index] : undefined))
  }
  if (!isRecord(expected)) return expected
  const given = isRecord(actual) ? actual : {}
  return expect.objectContaining(
    Object.fromEntries(Object.entries(expected).map(([key, value]) => [key, pattern(value, given[key])])),
  )
}

/** Expects a value to match; listed rows are complete and in order. */
export const expectLike = (actual: unknown, expected: unknown): void =>
  expect(actual).toEqual(pattern(expected, actual))

const withData = (events: Scenario['then']['events']) =>
  (events ?? []).map(({ stream, event, data }) => ({ stream, type: event, data }))

/** Expects the answer to a command that the scenario specifies. */
export const expectAnswer = (answer: Answer, { then }: Scenario): void => {
  if (then.rejected !== undefined) {
    const { error, data = {} } = then.rejected
    expectLike('rejected' in answer ? answer.rejected : answer, { error, ...data })
    return
  }
  if ('rejected' in answer) expect.fail(`was refused: ${JSON.stringify(answer.rejected)}`)
  const withoutIds = withData(then.events).map(({ stream, type, data }, index) => ({
    stream,
    type,
    data: withoutSubject(data, answer.events[index]?.data),
  }))
  expectLike(answer.events, withoutIds)
  expectLike(answer.failures, then.failures ?? [])
}

/** The subject's id may be only in the stream name or in the event's data. */
const withoutSubject = (expected: object, actual: unknown): object =>
  Object.fromEntries(
    Object.entries(expected).filter(([key]) => !subjectIds.has(key) || (isRecord(actual) && key in actual)),
  )

const subjectIds: ReadonlySet<string> = new Set(['customerId', 'personId'])
