import { isRecord, type MalformedCommand, type Problem } from '@clientele/domain'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { Field, Fields } from './fields.js'

/** Why a query is refused, as views name it. */
export type MalformedQuery = { readonly error: 'MalformedQuestion'; readonly problems: MalformedCommand['problems'] }

const wholeNumber = /^-?\d{1,16}$/

const subjectOf = (text: string, [kind = 'kind', id = 'id']: readonly string[]): unknown => {
  const at = text.indexOf(':')
  return at < 0 ? undefined : { [kind]: text.slice(0, at), [id]: text.slice(at + 1) }
}

const booleans: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
])

/** What a text stands for; `undefined` for nothing of that kind. */
const readText = ({ kind, isNullable, parts }: Field, text: string): unknown => {
  if (text === '' && isNullable) return null
  if (kind === 'number') return wholeNumber.test(text) ? Number(text) : undefined
  if (kind === 'boolean') return booleans.get(text)
  return kind === 'subject' ? subjectOf(text, parts) : text
}

const expectations: { readonly [K in Field['kind']]: string } = {
  text: 'a text',
  number: 'a whole number',
  boolean: 'true or false',
  subject: 'a kind and an id: customer:acme',
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

const nearby = (fields: Fields): string => [...fields.keys()].sort().join(', ')

/** Reads the texts of one parameter into a question; what is wrong with them otherwise. */
const take = (question: Record<string, unknown>, name: string, texts: readonly string[], fields: Fields) => {
  const field = fields.get(name)
  if (field === undefined) return problem(name, `one of ${nearby(fields)}`, 'an unknown parameter')
  if (!field.isList && texts.length > 1) return problem(name, 'to be given once', `given ${texts.length} times`)
  const values = texts.map((text) => readText(field, text))
  if (values.includes(undefined)) return problem(name, expectations[field.kind], 'another text')
  putAt(question, field.path, field.isList ? values : values[0])
  return null
}

/** Reads query parameters into a question; every one that is unknown, doubled or of another kind is named. */
export const questionOf = (query: URLSearchParams, fields: Fields): Either<MalformedQuery, Record<string, unknown>> => {
  const question: Record<string, unknown> = {}
  const problems = [...new Set(query.keys())].flatMap((name) => take(question, name, query.getAll(name), fields) ?? [])
  return problems.length > 0 ? left({ error: 'MalformedQuestion', problems }) : right(question)
}
