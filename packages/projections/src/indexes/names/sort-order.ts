import { byName, type Named } from '../../data-structures/collation.js'
import { lowerBound, sortInSteps } from '../../data-structures/sorting.js'
import { type Locale, localeOf } from '../../messages/locale.js'

/** All ordinals by name, and the rank of each ordinal. */
export type SortOrder = { readonly byName: Uint32Array; readonly rankOf: Uint32Array }

/** The sort orders of named items, by locale: sorted on first use, then maintained. */
export type SortOrders = {
  /** The current order, ties by id. Later changes do not affect the returned arrays. */
  of(locale: Locale): SortOrder
  /** Sorts in steps, including changes made meanwhile; begins with an order of some items, if `begin` returns one. */
  prepare(locale: Locale, begin?: BeginOrder): Generator<void>
  /** An item was added, or its name changed. */
  changed(ordinal: number): void
  /** Clears the orders; they are rebuilt on next use. */
  clear(): void
}

/** Ordinals that are in order, and all others. */
export type PartialOrder = { readonly ordinals: Uint32Array; readonly missing: readonly number[] }

type Item = Named & { readonly ordinal: number }

/** Finds, in steps, an order of some of the items; `null` if there is none. */
export type BeginOrder = (items: readonly Item[]) => Generator<void, PartialOrder | null>

type Compare = (a: Item, b: Item) => number

/** An order, and the ordinals whose names have changed since. */
type CachedOrder = { readonly order: SortOrder; readonly changed: ReadonlySet<number> }

const withRanks = (ordinals: Uint32Array): SortOrder => {
  const rankOf = new Uint32Array(ordinals.length)
  for (let rank = 0; rank < ordinals.length; rank += 1) rankOf[ordinals[rank] ?? 0] = rank
  return { byName: ordinals, rankOf }
}

const orderOf = (sorted: readonly Item[]): SortOrder => withRanks(Uint32Array.from(sorted, ({ ordinal }) => ordinal))

/** The ordinals in order, without the changed ones. */
const withoutChanged = ({ order: { byName, rankOf }, changed }: CachedOrder): Uint32Array => {
  const ranks = Uint32Array.from([...changed].filter((ordinal) => ordinal < rankOf.length).map((at) => rankOf[at] ?? 0))
  const others = new Uint32Array(byName.length - ranks.length)
  let from = 0
  for (const [count, rank] of ranks.sort().entries()) {
    others.set(byName.subarray(from, rank), from - count)
    from = rank + 1
  }
  others.set(byName.subarray(from), from - ranks.length)
  return others
}

/** How many items are inserted per step: each takes about as many comparisons as a number has digits in base 2. */
const insertedPerStep = 256

/**
 * Inserts items, sorted, into ordinals that are in order already; these are copied block by block. Yields after every
 * few items.
 */
function* insertInSteps(
  others: Uint32Array,
  moved: readonly Item[],
  items: readonly Item[],
  compare: Compare,
): Generator<void, SortOrder> {
  const isBefore = (at: number, item: Item): boolean => {
    const other = items[others[at] ?? 0]
    return other !== undefined && compare(other, item) < 0
  }
  const ordinals = new Uint32Array(others.length + moved.length)
  let from = 0
  for (const [count, item] of moved.entries()) {
    const place = lowerBound(others.length, (at) => isBefore(at, item))
    ordinals.set(others.subarray(from, place), from + count)
    ordinals[place + count] = item.ordinal
    from = place
    if (count % insertedPerStep === insertedPerStep - 1) yield
  }
  ordinals.set(others.subarray(from), from + moved.length)
  return withRanks(ordinals)
}

const resultOf = <A>(steps: Generator<void, A>): A => {
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
  }
}

const itemsAt = (ordinals: Iterable<number>, items: readonly Item[]): Item[] =>
  Array.from(ordinals, (ordinal) => items[ordinal]).filter((item) => item !== undefined)

/** Inserts the changed ordinals at their new places. */
const refresh = (cached: CachedOrder, items: readonly Item[], compare: Compare): SortOrder =>
  cached.changed.size === 0
    ? cached.order
    : resultOf(insertInSteps(withoutChanged(cached), itemsAt(cached.changed, items).sort(compare), items, compare))

/** Inserting takes fewer comparisons than merging if at most one in so many items is inserted. */
const minOthersPerInserted = 16

/** Sorts in steps; `partial` is an order of some of the items. */
function* sortItems(
  items: readonly Item[],
  compare: Compare,
  partial: PartialOrder | null,
): Generator<void, SortOrder> {
  if (partial === null) return orderOf(yield* sortInSteps(items, compare))
  const { ordinals, missing } = partial
  const others = itemsAt(missing, items)
  if (ordinals.length < others.length * minOthersPerInserted)
    return orderOf(yield* sortInSteps([...itemsAt(ordinals, items), ...others], compare))
  return yield* insertInSteps(ordinals, yield* sortInSteps(others, compare), items, compare)
}

/** Creates the sort orders of `items`, whose index is their ordinal; items are replaced when their name changes. */
export const createSortOrders = (items: () => readonly Item[]): SortOrders => {
  const orders = new Map<Locale, { readonly order: SortOrder; readonly changed: Set<number> }>()
  // The ordinals changed while an order is sorted in steps.
  const preparing = new Map<Locale, Set<number>>()

  // If half of the items changed, sorting again costs no more.
  const isTooMany = (changed: Set<number>): boolean => changed.size * 2 > items().length

  return {
    of: (wanted) => {
      const locale = localeOf(wanted)
      const cached = orders.get(locale)
      const compare = byName(locale)
      const order = cached === undefined ? orderOf([...items()].sort(compare)) : refresh(cached, items(), compare)
      if (order !== cached?.order) orders.set(locale, { order, changed: new Set() })
      return order
    },
    prepare: function* (wanted, begin) {
      const locale = localeOf(wanted)
      if (orders.has(locale)) return
      const changed = new Set<number>()
      preparing.set(locale, changed)
      // Items are replaced when they change: these keep the names that they are sorted by.
      const all = [...items()]
      const partial = begin === undefined ? null : yield* begin(all)
      const order = yield* sortItems(all, byName(locale), partial)
      if (preparing.get(locale) !== changed) return
      preparing.delete(locale)
      if (!orders.has(locale)) orders.set(locale, { order, changed })
    },
    changed: (ordinal) => {
      for (const [locale, { changed }] of orders) if (isTooMany(changed.add(ordinal))) orders.delete(locale)
      for (const [locale, changed] of preparing) if (isTooMany(changed.add(ordinal))) preparing.delete(locale)
    },
    clear: () => {
      orders.clear()
      preparing.clear()
    },
  }
}
