import { type Either, left, tryCatch } from 'fp-ts/lib/Either.js'
import type { Problem } from './kernel/input/problem.js'

/** Converts the data of an event from one schema version to the next. */
export type Upcast = (data: unknown) => unknown

/**
 * By event type, the steps from version 1 to 2, from 2 to 3, … An event type without a row is at version 1. A released
 * step is never edited: see `docs/how-to/change-an-event.md`.
 */
const upcasts: { readonly [eventType: string]: readonly Upcast[] } = {}

const none: readonly Upcast[] = []

export const upcastsOf = (type: string): readonly Upcast[] =>
  Object.hasOwn(upcasts, type) ? (upcasts[type] ?? none) : none

const problemOfVersion = (version: number, newest: number): Problem => ({
  path: 'schemaVersion',
  expected:
    version > newest
      ? `at most ${newest}, the newest version this program knows: update @clientele/clientele`
      : 'a whole number, at least 1',
  actual: String(version),
})

const problemOfStep = (version: number): Problem => ({
  path: 'data',
  expected: `data of version ${version} that its upcasters accept`,
  actual: 'other data',
})

/**
 * Converts data from a schema version to the newest, step by step. Returns the problem if the version does not exist,
 * is newer than the last step, or a step throws.
 */
export const upcast = (steps: readonly Upcast[], version: number, data: unknown): Either<Problem, unknown> => {
  const newest = steps.length + 1
  if (!Number.isInteger(version) || version < 1 || version > newest) return left(problemOfVersion(version, newest))
  return tryCatch(
    () => steps.slice(version - 1).reduce((older, step) => step(older), data),
    () => problemOfStep(version),
  )
}
