import {
  type EventCatalogue,
  events,
  kindOf,
  nearestOf,
  type Problem,
  shownText,
  text,
  unknownField,
} from '@clientele/domain'
import { checkpointFrom } from '../../log/position.js'
import { isAbortSignal } from '../../options.js'
import { longestLease } from '../../stores/subscriptions/lease.js'
import type { MalformedSubscription, SubscriptionOptions } from './options.js'

/** The maximum length of a subscription's name, in characters: stores index it. */
export const longestName = 200

const isFunction = (value: unknown): boolean => typeof value === 'function'

const isListOfTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string')

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 1

const isCheckpointStore = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  isFunction(Reflect.get(value, 'load')) &&
  isFunction(Reflect.get(value, 'save'))

type Expectation = { readonly expected: string; readonly is: (value: unknown, catalogue: EventCatalogue) => boolean }

const expectations: { readonly [K in keyof Required<SubscriptionOptions>]: Expectation } = {
  after: { expected: 'a position or a mark', is: (value) => checkpointFrom(value) !== undefined },
  types: {
    expected: 'a list of types of events that there are',
    is: (value, { knows }) => isListOfTexts(value) && value.every(knows),
  },
  categories: { expected: 'a list of categories', is: isListOfTexts },
  checkpoints: { expected: 'an object with load and save', is: isCheckpointStore },
  batchSize: { expected: 'a whole number from 1 on', is: isCount },
  attempts: {
    expected: 'a whole number from 1 on, or Infinity',
    is: (value) => isCount(value) || value === Number.POSITIVE_INFINITY,
  },
  park: { expected: 'a function', is: isFunction },
  onFailure: { expected: 'a function', is: isFunction },
  exclusive: { expected: 'true or false', is: (value) => typeof value === 'boolean' },
  signal: { expected: 'an AbortSignal', is: isAbortSignal },
  takeOverAfter: {
    expected: `milliseconds, at most ${longestLease}`,
    is: (value) => typeof value === 'number' && value > 0 && value <= longestLease,
  },
}

const expectationList = Object.entries(expectations)
const optionNames = Object.keys(expectations)

const isName = (name: unknown): boolean => text.is(name) && name.trim() !== '' && name.length <= longestName

const problemAt = (path: string, expected: string, value: unknown): Problem => ({
  path,
  expected,
  actual: kindOf(value),
})

const unknownType = (type: string): Problem => {
  const nearest = nearestOf(type, Object.keys(events))
  const expected = `types of events that there are${nearest === null ? '' : `; did you mean ${nearest}?`}`
  return { path: 'types', expected, actual: shownText(type) }
}

const problemsOfOptions = (options: unknown, catalogue: EventCatalogue): readonly Problem[] => {
  if (typeof options !== 'object' || options === null || Array.isArray(options))
    return [problemAt('options', 'an object', options)]
  const problems: Problem[] = []
  for (const [path, { expected, is }] of expectationList) {
    const value: unknown = Reflect.get(options, path)
    if (value === undefined || is(value, catalogue)) continue
    const unknown = path === 'types' && isListOfTexts(value) ? value.find((type) => !catalogue.knows(type)) : undefined
    problems.push(unknown === undefined ? problemAt(path, expected, value) : unknownType(unknown))
  }
  for (const name in options)
    if (!optionNames.includes(name)) problems.push(unknownField('', name, optionNames, Reflect.get(options, name)))
  return problems
}

/** The problems of the arguments of `subscribe`; `null` if there are none. */
export const malformedSubscription = (
  name: unknown,
  handler: unknown,
  options: unknown,
  catalogue: EventCatalogue,
): MalformedSubscription | null => {
  const problems = [
    ...(isName(name) ? [] : [problemAt('name', `a text of 1 to ${longestName} characters`, name)]),
    ...(isFunction(handler) ? [] : [problemAt('handler', 'a function', handler)]),
    ...problemsOfOptions(options, catalogue),
  ]
  const subscription = isName(name) ? String(name) : ''
  return problems.length === 0 ? null : { error: 'MalformedSubscription', subscription, problems }
}
