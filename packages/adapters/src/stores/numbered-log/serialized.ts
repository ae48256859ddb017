import type {
  AppendBatch,
  AppendRefused,
  Expected,
  HostWrites,
  MembershipIndex,
  Metadata,
  NewEvent,
  StoreUnreadable,
  StreamName,
  StreamWrite,
  Unchanged,
} from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import { type Json, jsonOf } from '../../log/json.js'
import { type After, afterOf, numberOf } from '../../log/position.js'

/**
 * An event to append, serialized, with its stream and revision. Later changes of the caller's objects do not affect it.
 */
export type SerializedEvent = {
  readonly id: string
  readonly type: string
  readonly schemaVersion: number
  readonly data: string
  readonly metadata: string
  /** The values of `data` and `metadata` as parsed JSON, shared with no other code; the metadata is frozen. */
  readonly parsed: { readonly data: unknown; readonly metadata: Metadata }
  readonly stream: StreamName
  readonly revision: number
  /** Counted from 0 over the whole batch. */
  readonly ordinal: number
}

export type SerializedNoneSince = { readonly index: MembershipIndex; readonly key: string; readonly after: number }

/** A batch that is valid for every store. */
export type SerializedBatch = {
  readonly events: ReadonlyNonEmptyArray<SerializedEvent>
  /** The expected revisions: first of the streams that are written, then of those that were read. */
  readonly expected: readonly Unchanged[]
  readonly noneSince: readonly SerializedNoneSince[]
  readonly after: After
  readonly hostWrites: HostWrites | undefined
}

/** The maximum size of an append, in characters of JSON. */
export const largestBatch: number = 16 * 1024 * 1024

const refused = (problem: string): AppendRefused => ({ error: 'AppendRefused', problem })

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const loneSurrogate = /\p{Cs}/u

/** The maximum length of a name, in characters: in any encoding it fits into an index of PostgreSQL. */
export const longestName = 800

const namesAre = `without lone surrogates and NUL, of at most ${longestName} characters`

// Databases cannot store NUL or lone surrogates in a text; they would be read back as something else.
/** Whether a value may be the name of a stream in every store. */
export const isStreamName = (name: unknown): name is string =>
  typeof name === 'string' &&
  name !== '' &&
  name.length <= longestName &&
  !loneSurrogate.test(name) &&
  !name.includes('\u0000')

const problemOfEvent = ({ id, type, schemaVersion }: NewEvent): string | null => {
  if (!uuid.test(id)) return 'The id of an event is a UUID in lower case.'
  if (!isStreamName(type)) return `An event needs a type ${namesAre}.`
  if (!Number.isSafeInteger(schemaVersion)) return 'The schema version of an event is an integer.'
  return null
}

const firstProblem = <A>(values: readonly A[], problemOf: (value: A) => string | null): string | null => {
  for (const value of values) {
    const problem = problemOf(value)
    if (problem !== null) return problem
  }
  return null
}

const revisionsAre = 'The expected revision of a stream is a whole number from 0, or noStream.'

/** Whether a value is a revision, or `noStream`. */
export const isRevision = (value: unknown): value is Expected =>
  value === 'noStream' || (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0)

// A stream that is only read may have no name: it never exists.
const problemOfExpected = ({ stream, revision }: Unchanged): string | null => {
  if (stream !== '' && !isStreamName(stream)) return `A stream has a name ${namesAre}.`
  return isRevision(revision) ? null : revisionsAre
}

const problemOfWrite = ({ stream, expected, events }: StreamWrite): string | null => {
  if (!isStreamName(stream)) return `A stream needs a name ${namesAre}.`
  if (!isRevision(expected)) return revisionsAre
  if (events.length === 0) return 'An append to a stream needs at least one event.'
  return firstProblem(events, problemOfEvent)
}

const problemOf = ({ writes, unchanged }: AppendBatch): string | null => {
  if (writes.length === 0) return 'An append needs at least one stream to write to.'
  if (!continueEachOther(writes)) return 'A stream that is written to again in an append goes on where it was left.'
  return firstProblem(writes, problemOfWrite) ?? firstProblem(unchanged, problemOfExpected)
}

/** Whether each repeated write to a stream expects the revision that the previous write leaves. */
const continueEachOther = (writes: readonly StreamWrite[]): boolean => {
  if (writes.length === 1) return true
  const left = new Map<StreamName, number>()
  return writes.every(({ stream, expected, events }) => {
    const reached = left.get(stream)
    left.set(stream, firstRevision(expected) + events.length - 1)
    return reached === undefined || reached === expected
  })
}

const serializeMetadata = (metadata: Metadata): Json<Metadata> | null => {
  const json = jsonOf(metadata)
  if (json !== null) Object.freeze(json.value)
  return json
}

const firstRevision = (expected: Expected): number => (expected === 'noStream' ? 0 : expected + 1)

type Place = Pick<SerializedEvent, 'stream' | 'revision' | 'ordinal'>

const serializeEvent = (
  { id, type, schemaVersion }: NewEvent,
  data: Json<unknown>,
  metadata: Json<Metadata>,
  { stream, revision, ordinal }: Place,
): SerializedEvent => {
  const parsed = { data: data.value, metadata: metadata.value }
  return { id, type, schemaVersion, data: data.text, metadata: metadata.text, parsed, stream, revision, ordinal }
}

// One loop, since this runs for every append. The events of a command share their metadata: it is serialized once.
const serializeAll = (writes: AppendBatch['writes']): readonly SerializedEvent[] | null => {
  const all: SerializedEvent[] = []
  let given: Metadata | null = null
  let metadata: Json<Metadata> | null = null
  for (const { stream, expected, events } of writes) {
    let revision = firstRevision(expected)
    for (const event of events) {
      const data = jsonOf(event.data)
      if (metadata === null || given !== event.metadata) metadata = serializeMetadata(event.metadata)
      if (data === null || metadata === null) return null
      given = event.metadata
      all.push(serializeEvent(event, data, metadata, { stream, revision, ordinal: all.length }))
      revision += 1
    }
  }
  return all
}

const sizeOf = (events: readonly SerializedEvent[]): number =>
  events.reduce((size, { data, metadata }) => size + data.length + metadata.length, 0)

const problemOfAll = (events: readonly SerializedEvent[]): string | null => {
  if (events.length > 1 && new Set(events.map(({ id }) => id)).size < events.length)
    return 'An append names each event id once.'
  return sizeOf(events) > largestBatch ? 'An append holds at most 16 MiB: split it.' : null
}

const noJson = refused('An event is no JSON: it holds a bigint, a cycle or nothing at all.')

const serializeEvents = (writes: AppendBatch['writes']): Either<AppendRefused, SerializedBatch['events']> => {
  const events = serializeAll(writes)
  if (events === null || !isNonEmpty(events)) return left(noJson)
  const problem = problemOfAll(events)
  return problem === null ? right(events) : left(refused(problem))
}

const firstWrites = (writes: AppendBatch['writes']): readonly StreamWrite[] => {
  if (writes.length === 1) return writes
  const seen = new Set<StreamName>()
  return writes.filter(({ stream }) => {
    if (seen.has(stream)) return false
    seen.add(stream)
    return true
  })
}

const expectedOf = ({ writes, unchanged }: AppendBatch): readonly Unchanged[] => {
  const expected: Unchanged[] = []
  for (const { stream, expected: revision } of firstWrites(writes)) expected.push({ stream, revision })
  for (const { stream, revision } of unchanged) expected.push({ stream, revision })
  return expected
}

const serializeNoneSince = (
  guards: AppendBatch['noneSince'],
): Either<StoreUnreadable, readonly SerializedNoneSince[]> => {
  const all: SerializedNoneSince[] = []
  for (const { index, key, position } of guards) {
    const after = numberOf(position)
    if (isLeft(after)) return after
    all.push({ index, key, after: after.right })
  }
  return right(all)
}

/** Serializes a batch, or returns why it is invalid. For stores with numbered positions. */
export const serializeBatch = (batch: AppendBatch): Either<AppendRefused | StoreUnreadable, SerializedBatch> => {
  const problem = problemOf(batch)
  if (problem !== null) return left(refused(problem))
  const events = serializeEvents(batch.writes)
  if (isLeft(events)) return events
  const noneSince = serializeNoneSince(batch.noneSince)
  if (isLeft(noneSince)) return noneSince
  const after = afterOf(batch.after)
  if (isLeft(after)) return after
  return right({
    events: events.right,
    expected: expectedOf(batch),
    noneSince: noneSince.right,
    after: after.right,
    hostWrites: batch.hostWrites,
  })
}
