import { failureError, type KeyStore, type StoredKeys, type StoreFailure } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { LRUCache } from 'lru-cache'
import { type Key, newKey } from './cipher.js'
import type { Wrapping } from './master-key.js'

/** The key of a subject, or that it was destroyed. */
export type KnownKey = Key | 'destroyed'

/** The keys of a register, with a cache. Its methods reject with an `Error` that carries a `StoreFailure`. */
export type KeyRing = {
  /** Returns the keys of subjects; subjects that never had a key are missing. */
  find(subjects: Iterable<string>): Promise<ReadonlyMap<string, KnownKey>>
  /** Like `find`, but creates keys for subjects that never had one; resolves when they are stored. */
  findOrCreate(subjects: Iterable<string>): Promise<ReadonlyMap<string, KnownKey>>
  /** Returns the keys of subjects if all of them are cached, else `null`. */
  cached(subjects: Iterable<string>): ReadonlyMap<string, KnownKey> | null
  /** Empties the cache: another process may have destroyed keys. */
  forget(): void
  /** Destroys keys permanently. */
  destroy(subjects: readonly string[]): Promise<void>
  /** Replaces the key of a subject by a new one. */
  renew(subject: string): Promise<void>
  /** Replaces the key of a subject. */
  put(subject: string, key: Key): Promise<void>
  /** All subjects that have or had a key, or are marked. */
  subjects(): Promise<readonly string[]>
  /** Reads the key of a subject from the store, without the cache. */
  current(subject: string): Promise<KnownKey>
  /** Marks subjects, without keys. */
  mark(subjects: readonly string[]): Promise<void>
  close(): Promise<void>
}

/** Runs a task; resolves with its result, rejects with its failure. */
export const runTask = async <A>(task: TaskEither<StoreFailure, A>): Promise<A> => {
  const result = await task()
  if (isLeft(result)) throw failureError(result.left)
  return result.right
}

const maxCached = 100_000

type RingState = {
  readonly store: KeyStore
  readonly wrapping: Wrapping
  readonly cache: LRUCache<string, KnownKey>
  /** Adds keys; returns the stored keys of at least these subjects. */
  readonly add: (keys: ReadonlyMap<string, string>) => Promise<StoredKeys>
}

/** Groups keys that are added while another write is running into one write, since each write waits for the disk. */
const groupAdds = ({ add }: KeyStore): RingState['add'] => {
  let waiting = new Map<string, string>()
  let next: Promise<StoredKeys> | null = null
  let running: Promise<unknown> = Promise.resolve()

  const write = (): Promise<StoredKeys> => {
    const keys = waiting
    waiting = new Map()
    next = null
    return runTask(add(keys))
  }

  return (keys) => {
    for (const [subject, key] of keys) if (!waiting.has(subject)) waiting.set(subject, key)
    next ??= running.then(write)
    running = next.catch(() => undefined)
    return next
  }
}

const unwrapAndCache = ({ cache: kept, wrapping }: RingState, subject: string, wrapped: string | null): KnownKey => {
  const key = wrapped === null ? 'destroyed' : wrapping.unwrap(subject, wrapped)
  kept.set(subject, key)
  return key
}

const splitCached = ({ cache: kept }: RingState, subjects: Iterable<string>) => {
  const known = new Map<string, KnownKey>()
  const missing: string[] = []
  for (const subject of new Set(subjects)) {
    const key = kept.get(subject)
    if (key === undefined) missing.push(subject)
    else known.set(subject, key)
  }
  return { known, missing }
}

const find = async (ring: RingState, subjects: Iterable<string>): Promise<Map<string, KnownKey>> => {
  const { known, missing } = splitCached(ring, subjects)
  if (missing.length === 0) return known
  for (const [subject, wrapped] of await runTask(ring.store.read(missing)))
    known.set(subject, unwrapAndCache(ring, subject, wrapped))
  return known
}

const findOrMake = async (ring: RingState, subjects: Iterable<string>): Promise<Map<string, KnownKey>> => {
  const wanted = [...subjects]
  const known = await find(ring, wanted)
  const unknown = wanted.filter((subject) => !known.has(subject))
  if (unknown.length === 0) return known
  const made = new Map(unknown.map((subject) => [subject, ring.wrapping.wrap(subject, newKey())]))
  const stored = await ring.add(made)
  for (const subject of unknown) known.set(subject, unwrapAndCache(ring, subject, stored.get(subject) ?? null))
  return known
}

const inMemory = (ring: RingState, subjects: Iterable<string>): ReadonlyMap<string, KnownKey> | null => {
  const { known, missing } = splitCached(ring, subjects)
  return missing.length === 0 ? known : null
}

/** Creates a key ring over a key store; caches the keys used last. */
export const createKeyRing = (store: KeyStore, wrapping: Wrapping): KeyRing => {
  const ring: RingState = {
    store,
    wrapping,
    cache: new LRUCache({ max: maxCached }),
    add: groupAdds(store),
  }
  const put = async (subject: string, key: Key): Promise<void> => {
    ring.cache.delete(subject)
    await runTask(store.replace(new Map([[subject, wrapping.wrap(subject, key)]])))
  }
  return {
    find: (subjects) => find(ring, subjects),
    findOrCreate: (subjects) => findOrMake(ring, subjects),
    cached: (subjects) => inMemory(ring, subjects),
    forget: () => ring.cache.clear(),
    destroy: async (subjects) => {
      for (const subject of subjects) ring.cache.set(subject, 'destroyed')
      try {
        await runTask(store.destroy(subjects))
      } catch (error) {
        // The keys may still be stored: a retry must not take them for destroyed.
        for (const subject of subjects) ring.cache.delete(subject)
        throw error
      }
    },
    renew: (subject) => put(subject, newKey()),
    put,
    subjects: async () => [...(await runTask(store.readAll())).keys()],
    current: async (subject) => {
      ring.cache.delete(subject)
      return (await findOrMake(ring, [subject])).get(subject) ?? 'destroyed'
    },
    mark: async (subjects) => {
      await runTask(store.destroy(subjects))
    },
    close: () => store.close(),
  }
}
