import type { ConcurrencyConflict, Expected, StreamName, Unchanged } from '@clientele/domain'
import { streamConflict } from '@clientele/domain'
import type { Reads } from './reads.js'

/** Where streams have to stand for a command to be carried out: the revision of their last event, or `noStream`. */
export type ExpectedRevisions = { readonly [stream: StreamName]: Expected }

/** The most streams that may be named. */
export const mostExpected = 100

const isRevision = (value: unknown): value is Expected =>
  value === 'noStream' || (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0)

/** Whether a value names streams, each with a revision. */
export const isExpectedRevisions = (value: unknown): value is ExpectedRevisions => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const revisions = Object.values(value)
  return revisions.length <= mostExpected && revisions.every(isRevision)
}

/** The streams, and where each has to stand. */
export const expectedStands = (expected: ExpectedRevisions): readonly Unchanged[] =>
  Object.entries(expected).map(([stream, revision]) => ({ stream, revision }))

/** A conflict where a stream that was read stands elsewhere than it has to. */
export const unmetBy = (expected: readonly Unchanged[] | undefined, { streams }: Reads): ConcurrencyConflict | null => {
  if (expected === undefined) return null
  for (const stand of expected) {
    const read = streams.get(stand.stream)
    if (read !== undefined && read.revision !== stand.revision) return streamConflict(stand, read.revision)
  }
  return null
}

/** What is not read must stand where it is expected to when the command is appended. */
export const expectedBeside = (expected: readonly Unchanged[], { streams }: Reads): readonly Unchanged[] =>
  expected.filter(({ stream }) => !streams.has(stream))

/**
 * Whether a conflict is on a stream that has to stand somewhere: it stood there when the command was decided and does no
 * more, so deciding again does not help.
 */
export const isOn = (expected: readonly Unchanged[] | undefined, { stream }: ConcurrencyConflict): boolean =>
  expected?.some((stand) => stand.stream === stream) === true
