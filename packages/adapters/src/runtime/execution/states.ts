import {
  type EventCatalogue,
  type EventStore,
  type Expected,
  eventCatalogue,
  eventUnreadable,
  failureOf,
  ignoreHostErrors,
  type KnownEvent,
  type OnHostError,
  type ReadStreamOptions,
  type RecordedEvent,
  type Revision,
  type StoreFailure,
  type StreamName,
  type StreamOf,
  tellUnfolded,
} from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { LRUCache } from 'lru-cache'
import { storeFailure } from '../store-failure.js'

/** A folded state, updated in place, and the revision it is folded up to. */
export type Cached = { readonly stream: StreamOf<unknown>; readonly state: unknown; revision: Expected }

/** The folded states of streams: read from the store once, then updated by observed events. */
export type States = {
  /** The cached state, or `undefined`. */
  known(stream: StreamName): Cached | undefined
  /** Reads and folds a stream. */
  load(stream: StreamOf<unknown>): Promise<Either<StoreFailure, Cached>>
  /** Folds events that were appended; states that they do not continue are dropped. */
  observe(events: readonly KnownEvent[]): void
  /** Drops the state of a stream, so that the next decision reads it again. */
  forget(stream: StreamName): void
}

const nextRevision = (revision: Expected): Revision => (revision === 'noStream' ? 0 : revision + 1)

const advance = (cached: Cached, events: readonly KnownEvent[], revision: Expected): void => {
  cached.stream.aggregate.advance(cached.state, events)
  cached.revision = revision
}

const groupByStream = (events: readonly KnownEvent[]): Map<StreamName, KnownEvent[]> => {
  const groups = new Map<StreamName, KnownEvent[]>()
  for (const event of events) {
    const group = groups.get(event.stream)
    if (group === undefined) groups.set(event.stream, [event])
    else group.push(event)
  }
  return groups
}

// Views skip and report such an event; a decision must not, since it could break a rule of the program that wrote it.
const unknownType = (recorded: RecordedEvent): StoreFailure =>
  eventUnreadable(recorded, [
    {
      path: 'type',
      expected:
        'a type that this program knows: update @clientele/clientele, or open it with the decisions of its host',
      actual: recorded.type,
    },
  ])

/**
 * Reads and folds a stream, or its first `maxCount` events. `EventUnreadable` for the first event that does not decode
 * or has an unknown type.
 */
export const foldStream = async (
  store: EventStore,
  stream: StreamOf<unknown>,
  options: ReadStreamOptions = {},
  catalogue: EventCatalogue = eventCatalogue,
): Promise<Either<StoreFailure, Cached>> => {
  const events: KnownEvent[] = []
  let revision: Expected = 'noStream'
  for await (const batch of store.readStream(stream.name, options)) {
    for (const recorded of batch) {
      revision = recorded.revision
      const event = catalogue.readEvent(recorded)
      if (isLeft(event)) return event
      if (event.right === null) return left(unknownType(recorded))
      events.push(event.right)
    }
  }
  const cached: Cached = { stream, state: stream.aggregate.begin(), revision: 'noStream' }
  advance(cached, events, revision)
  return right(cached)
}

const newerIn = (events: readonly KnownEvent[], expected: Revision): readonly KnownEvent[] =>
  events[0]?.revision === expected ? events : events.filter(({ revision }) => revision >= expected)

/** A stream that is being read, and the events observed meanwhile. */
type Loading = { readonly answer: Promise<Either<StoreFailure, Cached>>; readonly meanwhile: KnownEvent[] }

/**
 * The cached states, and the streams being read. `cache` allocates its memory at once, so it is created at the first
 * use.
 */
type StateCache = {
  readonly store: EventStore
  readonly catalogue: EventCatalogue
  readonly maxStates: number
  readonly onHostError: OnHostError
  cache: LRUCache<StreamName, Cached> | null
  readonly loading: Map<StreamName, Loading>
}

const cacheOf = (kept: StateCache): LRUCache<StreamName, Cached> => {
  kept.cache ??= new LRUCache({ max: kept.maxStates })
  return kept.cache
}

const update = (kept: StateCache, cached: Cached, events: readonly KnownEvent[], revision: Revision): void => {
  try {
    advance(cached, events, revision)
  } catch (error) {
    cacheOf(kept).delete(cached.stream.name)
    // The next command on the stream reads it again, and reports why it cannot be folded.
    if (failureOf(error) === null) throw error
  }
}

const observeStream = (kept: StateCache, stream: StreamName, events: readonly KnownEvent[]): void => {
  kept.loading.get(stream)?.meanwhile.push(...events)
  const cached = cacheOf(kept).peek(stream)
  if (cached === undefined) return
  const expected = nextRevision(cached.revision)
  const fresh = newerIn(events, expected)
  const last = fresh.at(-1)
  if (last === undefined) return
  if (fresh[0]?.revision === expected) update(kept, cached, fresh, last.revision)
  else cacheOf(kept).delete(stream)
}

const observe = (kept: StateCache, events: readonly KnownEvent[]): void => {
  const [first] = events
  if (first === undefined || (kept.cache === null && kept.loading.size === 0)) return
  if (events.length === 1) observeStream(kept, first.stream, events)
  else for (const [stream, group] of groupByStream(events)) observeStream(kept, stream, group)
}

// The events observed while the stream was read may be newer than what was read.
const read = async (
  kept: StateCache,
  stream: StreamOf<unknown>,
  meanwhile: readonly KnownEvent[],
): Promise<Either<StoreFailure, Cached>> => {
  try {
    const loaded = await foldStream(kept.store, stream, {}, kept.catalogue)
    kept.loading.delete(stream.name)
    if (isLeft(loaded)) return loaded
    cacheOf(kept).set(stream.name, loaded.right)
    observeStream(kept, stream.name, meanwhile)
    return right(cacheOf(kept).peek(stream.name) ?? loaded.right)
  } catch (error) {
    kept.loading.delete(stream.name)
    tellUnfolded(error, kept.onHostError)
    return left(storeFailure(error))
  }
}

const load = (kept: StateCache, stream: StreamOf<unknown>): Promise<Either<StoreFailure, Cached>> => {
  const before = kept.loading.get(stream.name)
  if (before !== undefined) return before.answer
  const meanwhile: KnownEvent[] = []
  const answer = read(kept, stream, meanwhile)
  kept.loading.set(stream.name, { answer, meanwhile })
  return answer
}

/** Creates a bounded cache of folded states; `onHostError` is called with what the host's aggregates throw. */
export const createStates = (
  store: EventStore,
  most: number,
  catalogue: EventCatalogue = eventCatalogue,
  onHostError: OnHostError = ignoreHostErrors,
): States => {
  const kept: StateCache = { store, catalogue, maxStates: most, onHostError, cache: null, loading: new Map() }
  return {
    known: (stream) => cacheOf(kept).get(stream),
    load: (stream) => load(kept, stream),
    observe: (events) => observe(kept, events),
    forget: (stream) => {
      cacheOf(kept).delete(stream)
    },
  }
}
