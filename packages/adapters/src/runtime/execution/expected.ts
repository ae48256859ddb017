import {
  type ConcurrencyConflict,
  catalogueCategories,
  categoryOf,
  type EventStore,
  type Expected,
  harmlessText,
  idOfStream,
  nearestOf,
  type Problem,
  pathTo,
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

const isStreamIn = (categories: readonly string[], name: string): boolean => {
  const category = categoryOf(name)
  if (!categories.includes(category)) return false
  return catalogueCategories.has(category) ? name === category : idOfStream(name) !== ''
}

const streamIn = (category: string | null, id: string): string | null => {
  if (category !== null && catalogueCategories.has(category)) return category
  return category === null || id === '' ? null : `${category}-${id}`
}

// An id is named by a field of the command: `customerId`.
const streamOfId = (categories: readonly string[], id: string, data: unknown): string | null => {
  const named = Object.entries(Object(data)).find(([field, value]) => value === id && /.Id$/.test(field))
  const category = named?.[0].slice(0, -'Id'.length)
  return category !== undefined && categories.includes(category) ? streamIn(category, id) : null
}

const nearestStream = (categories: readonly string[], name: string, data: unknown): string | null =>
  streamOfId(categories, name, data) ?? streamIn(nearestOf(categoryOf(name), categories), idOfStream(name))

/**
 * The problems of names that no stream of a register with these categories can have: such a stream would conflict for
 * ever. `data` is that of the command.
 */
export const problemsOfStreams = (
  expected: ExpectedRevisions,
  categories: readonly string[],
  data: unknown,
): readonly Problem[] =>
  Object.keys(expected)
    .filter((name) => !isStreamIn(categories, name))
    .map((name) => {
      const nearest = nearestStream(categories, name, data)
      const hint = nearest === null ? '' : `; did you mean ${harmlessText(nearest)}?`
      return {
        path: pathTo('expected', harmlessText(name)),
        expected: `the name of a stream, such as customer-acme${hint}`,
        actual: 'a name of no stream',
      }
    })

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
