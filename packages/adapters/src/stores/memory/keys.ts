import type { KeyStore, KeyStoreSource, StoredKeys, StoreFailure } from '@clientele/domain'
import { type Either, left, right } from 'fp-ts/lib/Either.js'

const findKeys = (keys: StoredKeys, subjects: Iterable<string>): StoredKeys => {
  const found = new Map<string, string | null>()
  for (const subject of subjects) {
    const key = keys.get(subject)
    if (key !== undefined) found.set(subject, key)
  }
  return found
}

const storeOf = (keys: Map<string, string | null>): KeyStore => {
  let isClosed = false
  const unlessClosed =
    <A>(action: () => A) =>
    async (): Promise<Either<StoreFailure, A>> =>
      isClosed ? left({ error: 'StoreClosed' }) : right(action())
  return {
    name: 'memory',
    read: (subjects) => unlessClosed(() => findKeys(keys, subjects)),
    readAll: () => unlessClosed(() => new Map(keys)),
    add: (added) =>
      unlessClosed(() => {
        for (const [subject, key] of added) if (!keys.has(subject)) keys.set(subject, key)
        return findKeys(keys, added.keys())
      }),
    replace: (replaced) =>
      unlessClosed(() => {
        for (const [subject, key] of replaced) if (keys.get(subject) !== null) keys.set(subject, key)
      }),
    destroy: (subjects) =>
      unlessClosed(() => {
        for (const subject of subjects) keys.set(subject, null)
      }),
    close: async () => {
      isClosed = true
    },
  }
}

/**
 * Stores keys in memory, for tests and for registers in memory; every handle opened from one source shares the same
 * keys.
 */
export const memoryKeys = (): KeyStoreSource => {
  const keys = new Map<string, string | null>()
  return { name: 'memory', exists: async () => keys.size > 0, open: async () => right(storeOf(keys)) }
}
