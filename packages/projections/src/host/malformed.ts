import { failureError, nearestOf } from '@clientele/domain'
import { locales } from '../messages/locale.js'
import type { HostColumn } from './columns.js'
import type { ProjectionDefinition } from './definition.js'

type Field = { readonly words: string; readonly is: (value: unknown) => boolean; readonly isOptional?: true }

type Fields<Definition> = { readonly [K in keyof Required<Definition>]: Field }

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const has = (value: unknown, field: string, type: string): boolean =>
  Object(value) === value && typeof Reflect.get(Object(value), field) === type

const aFunction = { words: 'a function', is: (value: unknown): boolean => typeof value === 'function' }

const isEvent = (value: unknown): boolean => has(value, 'type', 'string') && has(value, 'codec', 'object')

const kinds: readonly unknown[] = ['text', 'date', 'number']

const fields: Fields<ProjectionDefinition<unknown>> = {
  version: {
    words: 'a number or a text',
    is: (value) => Number.isFinite(value) || (typeof value === 'string' && value !== ''),
  },
  initial: { words: 'the state of a key before its first event', is: (value) => value !== undefined },
  apply: aFunction,
  keysOf: { ...aFunction, isOptional: true },
  codec: {
    words: 'a codec of io-ts',
    is: (value) => has(value, 'decode', 'function') && has(value, 'encode', 'function'),
  },
  columns: { words: 'an object of columns', is: (value) => isObject(value) && !Array.isArray(value), isOptional: true },
  events: {
    words: 'a list of what `event` defines',
    is: (value) => Array.isArray(value) && value.every(isEvent),
    isOptional: true,
  },
}

const isOptionalText = (value: unknown): boolean => value === undefined || typeof value === 'string'

const isHeading = (value: unknown): boolean =>
  has(value, 'en', 'string') && locales.every((locale) => isOptionalText(Reflect.get(Object(value), locale)))

const columnFields: Fields<HostColumn<unknown>> = {
  heading: { words: 'an object with a text `en`, and texts by language', is: isHeading },
  width: { words: 'a number above 0', is: (value) => Number(value) > 0, isOptional: true },
  kind: { words: "'text', 'date' or 'number'", is: (value) => kinds.includes(value), isOptional: true },
  value: aFunction,
}

// A name may be anything, and then it is not repeated.
const shownPath = (path: string, name: string): string => (/^\w{1,60}$/.test(name) ? `${path}.${name}` : path)

const problemIn = (path: string, value: unknown, expected: { readonly [name: string]: Field }): string | null => {
  if (!isObject(value)) return `\`${path}\` is an object.`
  const names = Object.keys(expected)
  const unknown = Object.keys(value).find((name) => !names.includes(name))
  if (unknown !== undefined) {
    const nearest = nearestOf(unknown, names)
    return `\`${shownPath(path, unknown)}\` is no field${nearest === null ? '.' : `; did you mean \`${nearest}\`?`}`
  }
  for (const [name, { words, is, isOptional }] of Object.entries(expected)) {
    const given: unknown = Reflect.get(value, name)
    if (given === undefined ? isOptional !== true : !is(given)) return `\`${path}.${name}\` is ${words}.`
  }
  return null
}

/** What is wrong with the definition of a projection at a path, in a sentence; `null` if nothing is. */
export const problemOfProjection = (path: string, definition: unknown): string | null => {
  const problem = problemIn(path, definition, fields)
  if (problem !== null) return problem
  const columns: unknown = Reflect.get(Object(definition), 'columns') ?? {}
  for (const [name, column] of Object.entries(Object(columns))) {
    const found = problemIn(shownPath(`${path}.columns`, name), column, columnFields)
    if (found !== null) return found
  }
  return null
}

/** Throws `MalformedOptions` for a definition of a projection that is no object. */
export const refuseNoDefinition = (definition: unknown): void => {
  if (!isObject(definition))
    throw failureError({ error: 'MalformedOptions', problem: 'projection: the definition is an object.' })
}
