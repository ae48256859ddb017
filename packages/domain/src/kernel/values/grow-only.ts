/**
 * A persistent map that only grows: adding takes constant time, and older versions keep their contents. Immer does not
 * draft it, so a folded state may contain it (a customer's documents, issued numbers).
 */
export type GrowOnlyMap<K, V> = {
  readonly size: number
  /** The same object for versions that extend each other. */
  readonly line: object
  get(key: K): V | undefined
  has(key: K): boolean
  /** Returns a version with this entry added; keeps an existing entry. */
  with(key: K, value: V): GrowOnlyMap<K, V>
  /** The entries in insertion order. */
  entries(): Iterable<readonly [K, V]>
}

type Shared<K, V> = { readonly log: (readonly [K, V])[]; readonly places: Map<K, number> }

const sharedUpTo = <K, V>({ log }: Shared<K, V>, size: number): Shared<K, V> => {
  const kept = log.slice(0, size)
  return { log: kept, places: new Map(kept.map(([key], place) => [key, place])) }
}

const version = <K, V>(shared: Shared<K, V>, size: number): GrowOnlyMap<K, V> => {
  const get = (key: K): V | undefined => {
    const place = shared.places.get(key)
    return place !== undefined && place < size ? shared.log[place]?.[1] : undefined
  }
  const has = (key: K): boolean => (shared.places.get(key) ?? size) < size
  const grown = (key: K, value: V): GrowOnlyMap<K, V> => {
    if (has(key)) return self
    const own = size === shared.log.length ? shared : sharedUpTo(shared, size)
    own.places.set(key, own.log.length)
    own.log.push([key, value])
    return version(own, size + 1)
  }
  function* entries(): Iterable<readonly [K, V]> {
    for (let place = 0; place < size; place += 1) {
      const entry = shared.log[place]
      if (entry !== undefined) yield entry
    }
  }
  const self: GrowOnlyMap<K, V> = Object.assign(Object.create(notDraftable), {
    size,
    line: shared,
    get,
    has,
    with: grown,
    entries,
  })
  return self
}

const notDraftable: object = Object.freeze(Object.create(Object.prototype, { growOnly: { value: true } }))

/** Creates an empty grow-only map. */
export const growOnlyMap = <K, V>(): GrowOnlyMap<K, V> => version<K, V>({ log: [], places: new Map() }, 0)
