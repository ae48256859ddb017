import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { harmlessText, type Problem, pathTo } from './problem.js'

/** The maximum size of a value from outside; larger or deeper values are refused before they are traversed. */
export const outsideLimits = {
  /** Nesting depth. */
  depth: 16,
  /** Elements of a list. */
  elements: 100_000,
  /** Fields of an object. */
  fields: 1_000,
  /** Values in total. */
  values: 500_000,
} as const

const formatCount = (count: number): string => count.toLocaleString('en')

/** The number of values seen so far, and the first problem found. */
type Walk = { values: number; problem: Problem | null }

const refuse = (walk: Walk, path: string, expected: string, actual: string): never => {
  // A field name may be personal.
  walk.problem = { path: path.split('.').map(harmlessText).join('.'), expected, actual }
  throw new Error('A value from outside cannot be taken.')
}

const isFields = (value: object): boolean =>
  Object.getPrototypeOf(value) === Object.prototype || Object.prototype.toString.call(value) === '[object Object]'

const copyOfList = (list: readonly unknown[], path: string, depth: number, walk: Walk): unknown => {
  const { length } = list
  const most = outsideLimits.elements
  if (length > most) refuse(walk, path, `a list of at most ${formatCount(most)}`, `one of ${formatCount(length)}`)
  const copy: unknown[] = []
  for (let at = 0; at < length; at += 1) copy.push(copyValue(list[at], path, at, depth, walk))
  return copy
}

const copyOfFields = (record: object, path: string, depth: number, walk: Walk): unknown => {
  const names = Object.keys(record)
  const most = outsideLimits.fields
  if (names.length > most)
    refuse(walk, path, `an object of at most ${formatCount(most)} fields`, `one of ${formatCount(names.length)}`)
  const copy: Record<string, unknown> = {}
  for (const name of names) {
    const value = copyValue(Reflect.get(record, name), path, name, depth, walk)
    // Assigning it would change the prototype of the copy.
    if (name === '__proto__') refuse(walk, pathTo(path, name), 'no such field', 'one')
    copy[name] = value
  }
  return copy
}

const copyOfObject = (value: object, path: string, depth: number, walk: Walk): unknown => {
  if (depth >= outsideLimits.depth) refuse(walk, path, `at most ${outsideLimits.depth} levels`, 'more')
  if (Array.isArray(value)) return copyOfList(value, path, depth, walk)
  return isFields(value) ? copyOfFields(value, path, depth, walk) : value
}

// The path is built only for problems and nested values.
const copyValue = (value: unknown, path: string, key: string | number, depth: number, walk: Walk): unknown => {
  walk.values += 1
  if (walk.values > outsideLimits.values)
    refuse(walk, '', `at most ${formatCount(outsideLimits.values)} values`, 'more')
  if (typeof value !== 'object' || value === null) return value
  return copyOfObject(value, pathTo(path, String(key)), depth + 1, walk)
}

const unreadable: Problem = { path: '', expected: 'a value that can be read', actual: 'one that throws' }

/**
 * Copies a value from outside, so that its owner cannot change it afterwards. Refuses values larger than
 * `outsideLimits` and values that throw when read. Values that are neither lists nor plain objects are passed on for
 * codecs to refuse.
 */
export const takeFromOutside = (value: unknown): Either<Problem, unknown> => {
  if (typeof value !== 'object' || value === null) return right(value)
  const walk: Walk = { values: 0, problem: null }
  try {
    return right(copyOfObject(value, '', 0, walk))
  } catch {
    return left(walk.problem ?? unreadable)
  }
}
