import { distance } from 'fastest-levenshtein'
import type * as t from 'io-ts'
import { harmlessText, kindOf, type Problem, pathTo } from './problem.js'
import { fieldsIn } from './record.js'

/** Notes the fields of a value that nobody knows, at a path of it. */
type Finder = (value: unknown, path: string, found: Problem[]) => void

const mostFound = 100

// A slip of the finger, or of the case.
const isNear = (name: string, known: string): boolean => {
  const [one, other] = [name.toLowerCase(), known.toLowerCase()]
  const most = known.length < 4 ? 1 : Math.max(2, Math.floor(known.length / 3))
  return distance(one, other) <= most
}

/** The known name that a misspelt one is most like; `null` when it is like none. */
export const nearestOf = (name: string, known: Iterable<string>): string | null => {
  let nearest: string | null = null
  let least = Number.POSITIVE_INFINITY
  for (const one of known) {
    const far = distance(name.toLowerCase(), one.toLowerCase())
    if (far < least && isNear(name, one)) [nearest, least] = [one, far]
  }
  return nearest
}

/** What to say of a field that nobody knows. */
export const unknownField = (path: string, name: string, known: Iterable<string>, value: unknown): Problem => {
  const nearest = nearestOf(name, known)
  const expected = nearest === null ? 'no field of this name' : `no field of this name; did you mean ${nearest}?`
  return { path: pathTo(path, harmlessText(name)), expected, actual: kindOf(value) }
}

const isFields = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const finderInRecord = (codec: t.Mixed): Finder | null => {
  const fields = fieldsIn(codec)
  if (fields === null) return null
  const finders = new Map(fields.map(({ name, codec: field }) => [name, finderIn(field)]))
  return (value, path, found) => {
    if (!isFields(value)) return
    for (const name of Object.keys(value)) {
      const finder = finders.get(name)
      if (finder === undefined) found.push(unknownField(path, name, finders.keys(), Reflect.get(value, name)))
      else finder?.(Reflect.get(value, name), pathTo(path, name), found)
      if (found.length >= mostFound) return
    }
  }
}

const finderInList = (element: t.Mixed): Finder | null => {
  const finder = finderIn(element)
  if (finder === null) return null
  return (value, path, found) => {
    if (!Array.isArray(value)) return
    for (const [at, one] of value.entries()) {
      finder(one, pathTo(path, String(at)), found)
      if (found.length >= mostFound) return
    }
  }
}

// Of a list or a record, at most one of the alternatives has anything to say.
const finderInUnion = (types: readonly t.Mixed[]): Finder | null => {
  const finders = types.map(finderIn).filter((finder) => finder !== null)
  if (finders.length === 0) return null
  return (value, path, found) => {
    for (const finder of finders) finder(value, path, found)
  }
}

type Composed = { readonly _tag?: unknown; readonly type?: t.Mixed; readonly types?: readonly t.Mixed[] }

const finderIn = (codec: t.Mixed): Finder | null => {
  const inRecord = finderInRecord(codec)
  if (inRecord !== null) return inRecord
  const { _tag, type, types } = codec as Composed
  if (_tag === 'ReadonlyArrayType' && type !== undefined) return finderInList(type)
  return _tag === 'UnionType' && types !== undefined ? finderInUnion(types) : null
}

const nothing: readonly Problem[] = []

/** Finds the fields of a value that its codec does not know, at any depth; at most 100. */
export const unknownFieldsBy = (codec: t.Mixed): ((value: unknown) => readonly Problem[]) => {
  const finder = finderIn(codec)
  if (finder === null) return () => nothing
  return (value) => {
    const found: Problem[] = []
    finder(value, '', found)
    if (found.length === 0) return nothing
    // Two records that a value may be name the same fields.
    return found.filter(({ path }, index) => found.findIndex((one) => one.path === path) === index)
  }
}
