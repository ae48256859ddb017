import { expect } from 'vitest'
import type { Scenario } from './scenario.js'
import type { Answer } from './world.js'

/** A blank of a listing: an empty text, nothing at all. */
const isBlank = (value: unknown): boolean => value === '' || value === null || value === undefined

const isRecord = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What a value must look like: keys that are not listed are free, `*` is anything, a blank is a blank. */
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

/** Says that an actual value looks as expected, listed rows being complete and in order. */
export const expectLike = (actual: unknown, expected: unknown): void =>
  expect(actual).toEqual(pattern(expected, actual))

const told = (events: Scenario['then']['events']) =>
  (events ?? []).map(({ stream, event, data }) => ({ stream, type: event, data }))

/** Says that a command was answered as the scenario tells. */
export const expectAnswer = (answer: Answer, { then }: Scenario): void => {
  if (then.rejected !== undefined) {
    const { error, data = {} } = then.rejected
    expectLike('rejected' in answer ? answer.rejected : answer, { error, ...data })
    return
  }
  if ('rejected' in answer) expect.fail(`was refused: ${JSON.stringify(answer.rejected)}`)
  const withoutIds = told(then.events).map(({ stream, type, data }, index) => ({
    stream,
    type,
    data: withoutSubject(data, answer.events[index]?.data),
  }))
  expectLike(answer.events, withoutIds)
  expectLike(answer.failures, then.failures ?? [])
}

/** The subject's own id may stand in an event's data or in its stream's name only. */
const withoutSubject = (expected: object, actual: unknown): object =>
  Object.fromEntries(
    Object.entries(expected).filter(([key]) => !subjectIds.has(key) || (isRecord(actual) && key in actual)),
  )

const subjectIds: ReadonlySet<string> = new Set(['customerId', 'personId'])
