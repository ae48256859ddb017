import { byName, type Named } from '../../data-structures/collation.js'
import { lowerBound, sortInSteps } from '../../data-structures/sorting.js'
import { type Locale, localeOf } from '../../messages/locale.js'

/** All ordinals by name, and the rank of each ordinal. */
export type SortOrder = { readonly byName: Uint32Array; readonly rankOf: Uint32Array }

/** The sort orders of named items, by locale: sorted on first use, then maintained. */
export type SortOrders = {
  /** The current order, ties by id. Later changes do not affect the returned arrays. */
  of(locale: Locale): SortOrder
  /** Sorts in steps, including changes made meanwhile; `likely` is a nearly correct order of all items. */
  prepare(locale: Locale, likely?: readonly number[]): Generator<void>
  /** An item was added, or its name changed. */
  changed(ordinal: number): void
  /** Clears the orders; they are rebuilt on next use. */
  clear(): void
}

type Item = Named & { readonly ordinal: number }

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

/** Inserts the changed ordinals at their new places; the others keep their order and are copied block by block. */
const refresh = (cached: CachedOrder, items: readonly Item[], compare: Compare): SortOrder => {
  if (cached.changed.size === 0) return cached.order
  const others = withoutChanged(cached)
  const isBefore = (at: number, item: Item): boolean => {
    const other = items[others[at] ?? 0]
    return other !== undefined && compare(other, item) < 0
  }
  const moved = Array.from(cached.changed, (ordinal) => items[ordinal]).filter((item) => item !== undefined)
  const ordinals = new Uint32Array(others.length + moved.length)
  let from = 0
  for (const [count, item] of moved.sort(compare).entries()) {
    const place = lowerBound(others.length, (at) => isBefore(at, item))
    ordinals.set(others.subarray(from, place), from + count)
    ordinals[place + count] = item.ordinal
    from = place
  }
  ordinals.set(others.subarray(from), from + moved.length)
  return withRanks(ordinals)
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
    prepare: function* (wanted, likely) {
      const locale = localeOf(wanted)
      if (orders.has(locale)) return
      const changed = new Set<number>()
      preparing.set(locale, changed)
      const all = items()
      const isWhole = likely?.length === all.length
      const unsorted = isWhole ? likely.flatMap((ordinal) => all[ordinal] ?? []) : [...all]
      const sorted = yield* sortInSteps(unsorted, byName(locale))
      if (preparing.get(locale) !== changed) return
      preparing.delete(locale)
      if (!orders.has(locale)) orders.set(locale, { order: orderOf(sorted), changed })
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
