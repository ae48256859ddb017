/** The cached results of a function for the keys used last. */
export type LastResults<K, A> = {
  of(key: K): A
  values(): Iterable<A>
  clear(): void
}

/** Caches the results for the last `most` keys, a handful. */
export const cacheLast = <K, A>(most: number, resultOf: (key: K) => A): LastResults<K, A> => {
  const known = new Map<K, A>()
  return {
    of: (key) => {
      const result = known.get(key) ?? resultOf(key)
      known.delete(key)
      known.set(key, result)
      const [oldest] = known.size > most ? known.keys() : []
      if (oldest !== undefined) known.delete(oldest)
      return result
    },
    values: () => known.values(),
    clear: () => known.clear(),
  }
}
