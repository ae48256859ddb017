import {
  type EventStore,
  type Expected,
  type KnownEvent,
  type ReadStreamOptions,
  type Revision,
  readEvent,
  type StoreFailure,
  type StreamName,
  type StreamOf,
} from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { LRUCache } from 'lru-cache'
import { storeFailure } from '../store-failure.js'

/** A folded state, kept up in place, and the revision it is folded up to. */
export type Cached = { readonly stream: StreamOf<unknown>; readonly state: unknown; revision: Expected }

/** The folded states of streams: read from the store once, then kept up by the events that come by. */
export type States = {
  /** The state as far as known here, or `undefined` when it was not read yet. */
  known(stream: StreamName): Cached | undefined
  /** Reads and folds a stream. */
  load(stream: StreamOf<unknown>): Promise<Either<StoreFailure, Cached>>
  /** Folds events that were appended; states they do not continue are forgotten. */
  observe(events: readonly KnownEvent[]): void
  /** Has the stream read again before the next decision on it. */
  forget(stream: StreamName): void
}

const nextRevision = (revision: Expected): Revision => (revision === 'noStream' ? 0 : revision + 1)

const advance = (cached: Cached, events: readonly KnownEvent[], revision: Expected): void => {
  cached.stream.aggregate.advance(cached.state, events)
  cached.revision = revision
}

const grouped = (events: readonly KnownEvent[]): Map<StreamName, KnownEvent[]> => {
  const groups = new Map<StreamName, KnownEvent[]>()
  for (const event of events) {
    const group = groups.get(event.stream)
    if (group === undefined) groups.set(event.stream, [event])
    else group.push(event)
  }
  return groups
}

/** Reads and folds a stream, wholly or so many of its first events. */
export const foldStream = async (
  store: EventStore,
  stream: StreamOf<unknown>,
  options: ReadStreamOptions = {},
): Promise<Either<StoreFailure, Cached>> => {
  const events: KnownEvent[] = []
  let revision: Expected = 'noStream'
  for await (const batch of store.readStream(stream.name, options)) {
    for (const recorded of batch) {
      revision = recorded.revision
      const event = readEvent(recorded)
      if (isLeft(event)) return event
      if (event.right !== null) events.push(event.right)
    }
  }
  const cached: Cached = { stream, state: stream.aggregate.begin(), revision: 'noStream' }
  advance(cached, events, revision)
  return right(cached)
}

const freshIn = (events: readonly KnownEvent[], expected: Revision): readonly KnownEvent[] =>
  events[0]?.revision === expected ? events : events.filter(({ revision }) => revision >= expected)

/** A stream that is being read, and what came by meanwhile. */
type Loading = { readonly answer: Promise<Either<StoreFailure, Cached>>; readonly meanwhile: KnownEvent[] }

/** A bounded cache of folded states. */
export const createStates = (store: EventStore, most: number): States => {
  // Takes its room at once: a process that decides nothing needs none.
  let made: LRUCache<StreamName, Cached> | null = null
  const cache = (): LRUCache<StreamName, Cached> => {
    made ??= new LRUCache({ max: most })
    return made
  }
  const loading = new Map<StreamName, Loading>()

  const keepUp = (cached: Cached, events: readonly KnownEvent[], revision: Revision): void => {
    try {
      advance(cached, events, revision)
    } catch (error) {
      cache().delete(cached.stream.name)
      throw error
    }
  }

  const observeStream = (stream: StreamName, events: readonly KnownEvent[]): void => {
    loading.get(stream)?.meanwhile.push(...events)
    const cached = cache().peek(stream)
    if (cached === undefined) return
    const expected = nextRevision(cached.revision)
    const fresh = freshIn(events, expected)
    const last = fresh.at(-1)
    if (last === undefined) return
    if (fresh[0]?.revision === expected) keepUp(cached, fresh, last.revision)
    else cache().delete(stream)
  }

  // What came by while the stream was read may be newer than what was read.
  const read = async (
    stream: StreamOf<unknown>,
    meanwhile: readonly KnownEvent[],
  ): Promise<Either<StoreFailure, Cached>> => {
    try {
      const loaded = await foldStream(store, stream)
      loading.delete(stream.name)
      if (isLeft(loaded)) return loaded
      cache().set(stream.name, loaded.right)
      observeStream(stream.name, meanwhile)
      return right(cache().peek(stream.name) ?? loaded.right)
    } catch (error) {
      loading.delete(stream.name)
      return left(storeFailure(error))
    }
  }

  return {
    known: (stream) => cache().get(stream),
    load: (stream) => {
      const before = loading.get(stream.name)
      if (before !== undefined) return before.answer
      const meanwhile: KnownEvent[] = []
      const answer = read(stream, meanwhile)
      loading.set(stream.name, { answer, meanwhile })
      return answer
    },
    observe: (events) => {
      const [first] = events
      if (first === undefined || (made === null && loading.size === 0)) return
      if (events.length === 1) observeStream(first.stream, events)
      else for (const [stream, group] of grouped(events)) observeStream(stream, group)
    },
    forget: (stream) => {
      cache().delete(stream)
    },
  }
}
