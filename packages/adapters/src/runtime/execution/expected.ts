import {
  type ConcurrencyConflict,
  type EventStore,
  type Expected,
  type StoreFailure,
  type StreamName,
  streamConflict,
  type Unchanged,
} from '@clientele/domain'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { isRevision, isStreamName } from '../../stores/numbered-log/serialized.js'
import { storeFailure } from '../store-failure.js'
import type { Reads } from './reads.js'

/** The expected revisions of streams by name: the revision of the last event, or `noStream`. */
export type ExpectedRevisions = { readonly [stream: StreamName]: Expected }

/** The maximum number of expected revisions. */
export const maxExpected = 100

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype
}

/** Whether a value is a plain object of revisions by stream: no list and no `Map`, whose entries would be ignored. */
export const isExpectedRevisions = (value: unknown): value is ExpectedRevisions => {
  if (typeof value !== 'object' || value === null || !isPlain(value)) return false
  const stands = Object.entries(value)
  return (
    stands.length <= maxExpected && stands.every(([stream, revision]) => isStreamName(stream) && isRevision(revision))
  )
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

// The event at the expected revision and the one after it tell whether the stream ends there.
const revisionFrom = async (store: EventStore, { stream, revision }: Unchanged): Promise<Expected> => {
  let found: Expected = 'noStream'
  const from = revision === 'noStream' ? 0 : revision
  for await (const events of store.readStream(stream, { from, maxCount: 2 })) found = events.at(-1)?.revision ?? found
  return found
}

const lastRevision = async (store: EventStore, stream: StreamName): Promise<Expected> => {
  let last: Expected = 'noStream'
  for await (const events of store.readStream(stream)) last = events.at(-1)?.revision ?? last
  return last
}

/**
 * Fails if a stream that was not read has not the expected revision, else `null`. For commands without an append, which would check
 * it.
 */
export const checkUnread = async (
  store: EventStore,
  expected: readonly Unchanged[] | undefined,
  reads: Reads,
): Promise<Either<ConcurrencyConflict | StoreFailure, null>> => {
  try {
    for (const stand of expectedUnread(expected ?? [], reads))
      if ((await revisionFrom(store, stand)) !== stand.revision)
        return left(streamConflict(stand, await lastRevision(store, stand.stream)))
    return right(null)
  } catch (error) {
    return left(storeFailure(error))
  }
}

/**
 * Whether a conflict is on a stream with an expected revision: it has changed since the decision, so deciding again
 * does not help.
 */
export const isOnExpected = (expected: readonly Unchanged[] | undefined, { stream }: ConcurrencyConflict): boolean =>
  expected?.some((stand) => stand.stream === stream) === true
