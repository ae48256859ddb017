import type { ConcurrencyConflict, Expected, StreamName, Unchanged } from '@clientele/domain'
import { streamConflict } from '@clientele/domain'
import type { Reads } from './reads.js'

/** The expected revisions of streams by name: the revision of the last event, or `noStream`. */
export type ExpectedRevisions = { readonly [stream: StreamName]: Expected }

/** The maximum number of expected revisions. */
export const maxExpected = 100

const isRevision = (value: unknown): value is Expected =>
  value === 'noStream' || (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0)

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype
}

/** Whether a value is a plain object of revisions by stream: no list and no `Map`, whose entries would be ignored. */
export const isExpectedRevisions = (value: unknown): value is ExpectedRevisions => {
  if (typeof value !== 'object' || value === null || !isPlain(value)) return false
  const revisions = Object.values(value)
  return revisions.length <= maxExpected && revisions.every(isRevision)
}

/** Converts expected revisions to a list. */
export const expectedList = (expected: ExpectedRevisions): readonly Unchanged[] =>
  Object.entries(expected).map(([stream, revision]) => ({ stream, revision }))

/** The conflict if a stream that was read has not the expected revision; else `null`. */
export const findUnmet = (
  expected: readonly Unchanged[] | undefined,
  { streams }: Reads,
): ConcurrencyConflict | null => {
  if (expected === undefined) return null
  for (const stand of expected) {
    const read = streams.get(stand.stream)
    if (read !== undefined && read.revision !== stand.revision) return streamConflict(stand, read.revision)
  }
  return null
}

/** The expected revisions of streams that were not read: the append checks them. */
export const expectedUnread = (expected: readonly Unchanged[], { streams }: Reads): readonly Unchanged[] =>
  expected.filter(({ stream }) => !streams.has(stream))

/**
 * Whether a conflict is on a stream with an expected revision: it has changed since the decision, so deciding again
 * does not help.
 */
export const isOnExpected = (expected: readonly Unchanged[] | undefined, { stream }: ConcurrencyConflict): boolean =>
  expected?.some((stand) => stand.stream === stream) === true
