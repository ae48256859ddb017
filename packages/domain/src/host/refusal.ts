import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { FactKind, NamedRejection, Rejection, RejectionTable } from '../kernel/rejection.js'
import { notAmong } from './failures.js'

// Keyed by the rejection object, so that it contains only its facts.
const definitions = new WeakMap<object, NamedRejection>()

/**
 * Returns the definition of a rejection of the host: the one it was created by, or from the table. `undefined` for
 * other rejections, and for a copy (such as one parsed from JSON) that the table does not contain.
 */
export const definitionOfRejection = (refused: Rejection, table: RejectionTable = {}): NamedRejection | undefined =>
  Object.values(table).find(({ error }) => error === refused.error) ?? definitions.get(refused)

/** Attaches the definition of a rejection to its copy. */
export const withDefinitionOf = <R extends object>(refused: object, copy: R): R => {
  const definition = definitions.get(refused)
  if (definition !== undefined) definitions.set(copy, definition)
  return copy
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const isRejection = (value: unknown): value is Rejection =>
  isObject(value) && 'error' in value && typeof value.error === 'string'

const rejectionIn = (outcome: unknown): Rejection | null => {
  if (!isObject(outcome) || Reflect.get(outcome, '_tag') !== 'Left') return null
  const refused: unknown = Reflect.get(outcome, 'left')
  return isRejection(refused) ? refused : null
}

const isText = (value: unknown): boolean => typeof value === 'string'

const isListOf =
  (is: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    Array.isArray(value) && value.every(is)

const factChecks: { readonly [K in FactKind]: (value: unknown) => boolean } = {
  text: isText,
  number: Number.isFinite,
  texts: isListOf(isText),
  numbers: isListOf(Number.isFinite),
  optional: (value) => value === null || isText(value),
}

const wordsOfKind: { readonly [K in FactKind]: string } = {
  text: 'a text',
  number: 'a number',
  texts: 'a list of texts',
  numbers: 'a list of numbers',
  optional: 'a text or null',
}

// Read once: what is checked is what is answered.
const copyOfFact = (value: unknown): unknown => (Array.isArray(value) ? [...value] : value)

const problemOfFacts = (refused: Rejection, { error, factKinds }: NamedRejection): string | null => {
  for (const [fact, kind] of Object.entries(factKinds))
    if (!factChecks[kind](Reflect.get(refused, fact)))
      return `It refuses with ${error}, whose fact ${fact} is not ${wordsOfKind[kind]}.`
  const isUndeclared = Object.keys(refused).some((fact) => fact !== 'error' && !Object.hasOwn(factKinds, fact))
  return isUndeclared ? `It refuses with ${error} and a fact that this does not declare.` : null
}

/**
 * Reads the rejection in the result of a function of the host: a copy with its facts, or a sentence if it is not
 * `declared`, or has other facts than declared. `null` if the function did not refuse. `of` names the function.
 */
export const readRefusal = (
  outcome: unknown,
  declared: RejectionTable,
  of: string,
): Either<string, Rejection> | null => {
  const given = rejectionIn(outcome)
  if (given === null) return null
  const refused: Rejection = {
    error: given.error,
    ...Object.fromEntries(Object.entries(given).map(([fact, value]) => [fact, copyOfFact(value)])),
  }
  const definition = Object.values(declared).find(({ error }) => error === refused.error)
  if (definition === undefined) return left(notAmong(refused.error, 'rejections', of))
  const problem = problemOfFacts(refused, definition)
  if (problem !== null) return left(problem)
  definitions.set(refused, definition)
  return right(refused)
}
