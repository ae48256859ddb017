import { type Either, left } from 'fp-ts/lib/Either.js'
import type { NamedRejection, Rejection, RejectionTable } from '../kernel/rejection.js'

// By the rejection itself, so that its facts stay all it holds.
const definitions = new WeakMap<object, NamedRejection>()

/**
 * The definition of a rejection of the host: by the table, or as a command ended with it. `undefined` for others, and for
 * a copy (such as one read from JSON) that the table does not name.
 */
export const definitionOfRejection = (refused: Rejection, table: RejectionTable = {}): NamedRejection | undefined =>
  Object.values(table).find(({ error }) => error === refused.error) ?? definitions.get(refused)

/** Keeps the definition of a rejection that was copied. */
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

/** The name of what a function of the host refused with; `null` where it did not refuse. */
export const nameOfRefusal = (outcome: unknown): string | null => rejectionIn(outcome)?.error ?? null

/** The refusal in what a function of the host gave; `null` where it is none, or one that is not declared. */
export const declaredRefusal = (outcome: unknown, declared: RejectionTable): Either<Rejection, never> | null => {
  const refused = rejectionIn(outcome)
  if (refused === null) return null
  const definition = Object.values(declared).find(({ error }) => error === refused.error)
  if (definition === undefined) return null
  definitions.set(refused, definition)
  return left(refused)
}
