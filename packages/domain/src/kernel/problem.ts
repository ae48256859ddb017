import type * as t from 'io-ts'
import { whoseField } from './codec.js'

/** What is wrong at one place of a value from outside. `actual` never shows a personal value. */
export type Problem = { readonly path: string; readonly expected: string; readonly actual: string }

const kindOf = (value: unknown): string => {
  if (value === undefined) return 'nothing'
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}

const shown = (value: unknown): string => {
  if (typeof value === 'string')
    return value.length <= 40 ? JSON.stringify(value) : `a text of ${value.length} characters`
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return kindOf(value)
}

const isPersonal = (context: t.Context): boolean => context.some(({ type }) => whoseField(type) !== null)

const problemOf = ({ context, value }: t.ValidationError): Problem => ({
  path: context
    .map(({ key }) => key)
    .filter((key) => key !== '' && !/^\d+$/.test(key))
    .join('.'),
  expected: context.at(-1)?.type.name ?? 'something else',
  actual: isPersonal(context) ? kindOf(value) : shown(value),
})

/** The problems of a failed decoding, one per place. */
export const problemsOf = (errors: t.Errors): readonly Problem[] => {
  const problems = errors.slice(0, 100).map(problemOf)
  return problems.filter((problem, index) => problems.findIndex(({ path }) => path === problem.path) === index)
}
