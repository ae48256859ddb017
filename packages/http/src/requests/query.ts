import { isRecord, type MalformedCommand, type Problem } from '@clientele/domain'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { Field, Fields } from './fields.js'

/** Why a query is refused, in the form that views use. */
export type MalformedQuery = { readonly error: 'MalformedQuestion'; readonly problems: MalformedCommand['problems'] }

const wholeNumber = /^-?\d{1,16}$/

const pairOf = ({ members: [first = '', second = ''] }: Field, text: string): unknown => {
  const at = text.indexOf(':')
  return at < 0 ? undefined : { [first]: text.slice(0, at), [second]: text.slice(at + 1) }
}

const booleans: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
])

/** Parses the text of a field; `undefined` if it has the wrong kind. */
const readText = (field: Field, text: string): unknown => {
  const { kind, isNullable } = field
  if (text === '' && isNullable) return null
  if (kind === 'number') return wholeNumber.test(text) ? Number(text) : undefined
  if (kind === 'boolean') return booleans.get(text)
  return kind === 'pair' ? pairOf(field, text) : text
}

const expectations: { readonly [K in Field['kind']]: string } = {
  text: 'a text',
  number: 'a whole number',
  boolean: 'true or false',
  pair: 'two texts with a colon between: customer:acme',
}

const putAt = (question: Record<string, unknown>, path: readonly string[], value: unknown): void => {
  const [name = '', ...rest] = path
  if (rest.length === 0) {
    question[name] = value
    return
  }
  const inner = question[name]
  const part: Record<string, unknown> = isRecord(inner) ? { ...inner } : {}
  putAt(part, rest, value)
  question[name] = part
}

const problem = (path: string, expected: string, actual: string): Problem => ({ path, expected, actual })

const listNames = (fields: Fields): string => [...fields.keys()].sort().join(', ')

/** Adds the texts of a parameter to a question. Returns a problem if they are malformed. */
const addParameter = (question: Record<string, unknown>, name: string, texts: readonly string[], fields: Fields) => {
  const field = fields.get(name)
  if (field === undefined) return problem(name, `one of ${listNames(fields)}`, 'an unknown parameter')
  if (!field.isList && texts.length > 1) return problem(name, 'to be given once', `given ${texts.length} times`)
  const values = texts.map((text) => readText(field, text))
  if (values.includes(undefined)) return problem(name, expectations[field.kind], 'another text')
  putAt(question, field.path, field.isList ? values : values[0])
  return null
}

/** Parses query parameters into a question. Names every parameter that is unknown, duplicated or malformed. */
export const questionOf = (query: URLSearchParams, fields: Fields): Either<MalformedQuery, Record<string, unknown>> => {
  const question: Record<string, unknown> = {}
  const problems = [...new Set(query.keys())].flatMap(
    (name) => addParameter(question, name, query.getAll(name), fields) ?? [],
  )
  return problems.length > 0 ? left({ error: 'MalformedQuestion', problems }) : right(question)
}
