import type { KeyStore, KeyStoreSource, StoredKeys, StoreFailure } from '@clientele/domain'
import { type Either, left, right } from 'fp-ts/lib/Either.js'

const found = (keys: StoredKeys, subjects: Iterable<string>): StoredKeys => {
  const some = new Map<string, string | null>()
  for (const subject of subjects) {
    const key = keys.get(subject)
    if (key !== undefined) some.set(subject, key)
  }
  return some
}

const storeOf = (keys: Map<string, string | null>): KeyStore => {
  let isClosed = false
  const whenOpen =
    <A>(action: () => A) =>
    async (): Promise<Either<StoreFailure, A>> =>
      isClosed ? left({ error: 'StoreClosed' }) : right(action())
  return {
    name: 'memory',
    read: (subjects) => whenOpen(() => found(keys, subjects)),
    readAll: () => whenOpen(() => new Map(keys)),
    add: (added) =>
      whenOpen(() => {
        for (const [subject, key] of added) if (!keys.has(subject)) keys.set(subject, key)
        return found(keys, added.keys())
      }),
    replace: (replaced) =>
      whenOpen(() => {
        for (const [subject, key] of replaced) if (keys.get(subject) !== null) keys.set(subject, key)
      }),
    destroy: (subjects) =>
      whenOpen(() => {
        for (const subject of subjects) keys.set(subject, null)
      }),
    close: async () => {
      isClosed = true
    },
  }
}

/** Keys in memory, for tests and for registers in memory; every handle it opens has the same keys. */
export const memoryKeys = (): KeyStoreSource => {
  const keys = new Map<string, string | null>()
  return { name: 'memory', exists: async () => keys.size > 0, open: async () => right(storeOf(keys)) }
}
