import type * as t from 'io-ts'
import { whoseField } from './codec.js'

/** A problem at one place of a value from outside. `actual` never shows a personal value. */
export type Problem = { readonly path: string; readonly expected: string; readonly actual: string }

/** Returns the path of a field, or of an element of a list. */
export const pathTo = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`)

const kindsByTag: { readonly [tag: string]: string } = {
  '[object Date]': 'a Date',
  '[object Promise]': 'a promise',
  '[object Map]': 'a Map',
  '[object Set]': 'a Set',
}

const kindOfObject = (value: object): string => {
  try {
    return kindsByTag[Object.prototype.toString.call(value)] ?? 'an object'
  } catch {
    return 'an object'
  }
}

/** Returns the kind of a value, without showing it. */
export const kindOf = (value: unknown): string => {
  if (value === undefined) return 'nothing'
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? kindOfObject(value) : `a ${typeof value}`
}

// Accepts days, numbers and words of the library, but nothing that may be a name, an address or a phone number.
const isHarmless = (text: string): boolean => /^[\w.:-]{0,40}$/.test(text) && !/\d{7}/.test(text)

/** Returns a text as failures may show it: the text itself if it cannot be personal, else its length. */
export const harmlessText = (text: string): string => (isHarmless(text) ? text : `a text of ${text.length} characters`)

/** Like `harmlessText`, with quotes around a text that is shown. */
export const shownText = (text: string): string => (isHarmless(text) ? JSON.stringify(text) : harmlessText(text))

const displayValue = (value: unknown): string => {
  if (typeof value === 'string') return shownText(value)
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return kindOf(value)
}

const isPersonal = (context: t.Context): boolean => context.some(({ type }) => whoseField(type) !== null)

const composed: ReadonlySet<string> = new Set(['UnionType', 'IntersectionType', 'ExactType'])

/** Whether a type combines others at the same place: their indexes are not part of the path. */
const isComposed = (type: object | undefined): boolean =>
  type !== undefined && '_tag' in type && composed.has(String(type._tag))

const isUnion = (type: object | undefined): boolean => type !== undefined && '_tag' in type && type._tag === 'UnionType'

const pathOf = (context: t.Context): string =>
  context
    .filter((_, depth) => depth > 0 && !isComposed(context[depth - 1]?.type))
    .map(({ key }) => key)
    .join('.')

const withFormat = (name: string): string =>
  name.replace(/\bCalendarDate\b/, 'CalendarDate (YYYY-MM-DD)').replace(/\bInstant\b/, 'Instant (ISO 8601)')

const expectedOf = (context: t.Context): string => {
  const found = context.find(({ type }, depth) => isUnion(type) || depth === context.length - 1)
  return found === undefined ? 'something else' : withFormat(found.type.name)
}

const problemOf = ({ context, value }: t.ValidationError): Problem => ({
  path: pathOf(context),
  expected: expectedOf(context),
  actual: isPersonal(context) ? kindOf(value) : displayValue(value),
})

/** Returns the problems of a failed decoding, one per place. */
export const problemsOf = (errors: t.Errors): readonly Problem[] => {
  const problems = errors.slice(0, 100).map(problemOf)
  return problems.filter((problem, index) => problems.findIndex(({ path }) => path === problem.path) === index)
}
