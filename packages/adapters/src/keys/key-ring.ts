import { failureError, type KeyStore, type StoredKeys, type StoreFailure } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { LRUCache } from 'lru-cache'
import { type Key, newKey } from './cipher.js'
import type { Wrapping } from './master-key.js'

/** What is known of the key of a subject. */
export type KnownKey = Key | 'destroyed'

/** The keys of a register, some of them kept in memory. Everything rejects with an `Error` that carries a `StoreFailure`. */
export type KeyRing = {
  /** Returns the keys of subjects; those that never had one are missing. */
  find(subjects: Iterable<string>): Promise<ReadonlyMap<string, KnownKey>>
  /** The same, but makes keys for subjects that never had one; resolves when they are stored. */
  findOrMake(subjects: Iterable<string>): Promise<ReadonlyMap<string, KnownKey>>
  /** Returns the keys of subjects if all of them are in memory. */
  inMemory(subjects: Iterable<string>): ReadonlyMap<string, KnownKey> | null
  /** Destroys keys for good. */
  destroy(subjects: readonly string[]): Promise<void>
  /** Makes a new key in place of that of a subject. */
  renew(subject: string): Promise<void>
  /** Puts a key in place of that of a subject. */
  put(subject: string, key: Key): Promise<void>
  /** Every subject that has or had a key, or is marked. */
  subjects(): Promise<readonly string[]>
  /** Returns the key of a subject as it is stored now. */
  current(subject: string): Promise<KnownKey>
  /** Remembers that a subject is marked, without a key. */
  mark(subjects: readonly string[]): Promise<void>
  close(): Promise<void>
}

/** Resolves with what a task gives; rejects with its failure. */
export const done = async <A>(task: TaskEither<StoreFailure, A>): Promise<A> => {
  const result = await task()
  if (isLeft(result)) throw failureError(result.left)
  return result.right
}

const mostInMemory = 100_000

type Ring = {
  readonly store: KeyStore
  readonly wrapping: Wrapping
  readonly kept: LRUCache<string, KnownKey>
  /** Adds keys, and returns at least what is stored for them. */
  readonly add: (keys: ReadonlyMap<string, string>) => Promise<StoredKeys>
}

/** Adds keys together with those that are asked for while another write is under way: each write waits for the disk. */
const addingTogether = ({ add }: KeyStore): Ring['add'] => {
  let waiting = new Map<string, string>()
  let next: Promise<StoredKeys> | null = null
  let running: Promise<unknown> = Promise.resolve()

  const write = (): Promise<StoredKeys> => {
    const keys = waiting
    waiting = new Map()
    next = null
    return done(add(keys))
  }

  return (keys) => {
    for (const [subject, key] of keys) if (!waiting.has(subject)) waiting.set(subject, key)
    next ??= running.then(write)
    running = next.catch(() => undefined)
    return next
  }
}

const keep = ({ kept, wrapping }: Ring, subject: string, wrapped: string | null): KnownKey => {
  const key = wrapped === null ? 'destroyed' : wrapping.unwrap(subject, wrapped)
  kept.set(subject, key)
  return key
}

const split = ({ kept }: Ring, subjects: Iterable<string>) => {
  const known = new Map<string, KnownKey>()
  const missing: string[] = []
  for (const subject of new Set(subjects)) {
    const key = kept.get(subject)
    if (key === undefined) missing.push(subject)
    else known.set(subject, key)
  }
  return { known, missing }
}

const find = async (ring: Ring, subjects: Iterable<string>): Promise<Map<string, KnownKey>> => {
  const { known, missing } = split(ring, subjects)
  if (missing.length === 0) return known
  for (const [subject, wrapped] of await done(ring.store.read(missing)))
    known.set(subject, keep(ring, subject, wrapped))
  return known
}

const findOrMake = async (ring: Ring, subjects: Iterable<string>): Promise<Map<string, KnownKey>> => {
  const wanted = [...subjects]
  const known = await find(ring, wanted)
  const unknown = wanted.filter((subject) => !known.has(subject))
  if (unknown.length === 0) return known
  const made = new Map(unknown.map((subject) => [subject, ring.wrapping.wrap(subject, newKey())]))
  const stored = await ring.add(made)
  for (const subject of unknown) known.set(subject, keep(ring, subject, stored.get(subject) ?? null))
  return known
}

const inMemory = (ring: Ring, subjects: Iterable<string>): ReadonlyMap<string, KnownKey> | null => {
  const { known, missing } = split(ring, subjects)
  return missing.length === 0 ? known : null
}

/** Keeps keys of a store in memory; of very many the ones used last. */
export const createKeyRing = (store: KeyStore, wrapping: Wrapping): KeyRing => {
  const ring: Ring = {
    store,
    wrapping,
    kept: new LRUCache({ max: mostInMemory }),
    add: addingTogether(store),
  }
  const put = async (subject: string, key: Key): Promise<void> => {
    ring.kept.delete(subject)
    await done(store.replace(new Map([[subject, wrapping.wrap(subject, key)]])))
  }
  return {
    find: (subjects) => find(ring, subjects),
    findOrMake: (subjects) => findOrMake(ring, subjects),
    inMemory: (subjects) => inMemory(ring, subjects),
    destroy: async (subjects) => {
      for (const subject of subjects) ring.kept.set(subject, 'destroyed')
      await done(store.destroy(subjects))
    },
    renew: (subject) => put(subject, newKey()),
    put,
    subjects: async () => [...(await done(store.readAll())).keys()],
    current: async (subject) => {
      ring.kept.delete(subject)
      return (await findOrMake(ring, [subject])).get(subject) ?? 'destroyed'
    },
    mark: async (subjects) => {
      await done(store.destroy(subjects))
    },
    close: () => store.close(),
  }
}
