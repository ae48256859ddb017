import { type Either, left } from 'fp-ts/lib/Either.js'
import type { NamedRejection, Rejection, RejectionTable } from '../kernel/rejection.js'

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

/** Returns the name of the rejection that a function of the host returned; `null` if it did not refuse. */
export const nameOfRefusal = (outcome: unknown): string | null => rejectionIn(outcome)?.error ?? null

/** Returns the rejection in the result of a function of the host; `null` if it is none, or not declared. */
export const declaredRefusal = (outcome: unknown, declared: RejectionTable): Either<Rejection, never> | null => {
  const refused = rejectionIn(outcome)
  if (refused === null) return null
  const definition = Object.values(declared).find(({ error }) => error === refused.error)
  if (definition === undefined) return null
  definitions.set(refused, definition)
  return left(refused)
}
