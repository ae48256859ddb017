/** The cached results of a function for the keys used last. */
export type LastResults<K, A> = {
  of(key: K): A
  values(): Iterable<A>
  clear(): void
}

/** Caches the results for the last `maxSize` keys, a handful. */
export const cacheLast = <K, A>(maxSize: number, resultOf: (key: K) => A): LastResults<K, A> => {
  const cache = new Map<K, A>()
  return {
    of: (key) => {
      const result = cache.get(key) ?? resultOf(key)
      cache.delete(key)
      cache.set(key, result)
      const [oldest] = cache.size > maxSize ? cache.keys() : []
      if (oldest !== undefined) cache.delete(oldest)
      return result
    },
    values: () => cache.values(),
    clear: () => cache.clear(),
  }
}
