import type { Named } from '../../data-structures/collation.js'
import { type Locale, localeOf } from '../../messages/locale.js'
import { type Change, createNameSorter, type Order } from './name-sorter.js'

/** Items sorted by name, per locale; sorted on first use and then maintained. */
export type NameIndex<T> = {
  /** All items in order, ties by id. Later changes do not affect the returned array. */
  inOrder(locale: Locale): readonly T[]
  /** Sorts the given items only. */
  sorted(locale: Locale, some: Iterable<T>): readonly T[]
  /** Sorts in steps, including changes made meanwhile; returns whether the order is complete. */
  prepare(locale: Locale): Generator<void, boolean>
  changed(before: T | null, after: T | null): void
  /** Clears the index; it is rebuilt on next use. */
  clear(): void
}

/** Creates an index of `source` by name; sorts on first use. */
export const createNameIndex = <T extends object>(
  source: () => Iterable<T>,
  namedAs: (item: T) => Named,
): NameIndex<T> => {
  const orders = new Map<Locale, Order<T>>()
  const preparing = new Map<Locale, Order<T>>()

  const sorterOf = (locale: Locale) => createNameSorter(locale, namedAs)

  // If half of the items changed, sorting again costs no more.
  const recordChange = (orders: Map<Locale, Order<T>>, id: string, { before, after }: Change<T>): void => {
    for (const [locale, { items, changes }] of orders) {
      const first = changes.get(id)
      changes.set(id, { before: first === undefined ? before : first.before, after })
      if (changes.size * 2 > items.length) orders.delete(locale)
    }
  }

  return {
    inOrder: (wanted) => {
      const locale = localeOf(wanted)
      const cached = orders.get(locale)
      if (cached?.changes.size === 0) return cached.items
      const sorter = sorterOf(locale)
      const items = cached === undefined ? sorter.sorted(source()) : sorter.refreshed(cached)
      orders.set(locale, { items, changes: new Map() })
      return items
    },
    sorted: (locale, some) => sorterOf(localeOf(locale)).sorted(some),
    changed: (before, after) => {
      const one = after ?? before
      if (one === null || orders.size + preparing.size === 0) return
      const { id } = namedAs(one)
      for (const order of [orders, preparing]) recordChange(order, id, { before, after })
    },
    prepare: function* (wanted) {
      const locale = localeOf(wanted)
      if (orders.has(locale)) return true
      const pending: Order<T> = { items: [...source()], changes: new Map() }
      preparing.set(locale, pending)
      const items = yield* sorterOf(locale).sortedInSteps(pending.items)
      if (preparing.get(locale) !== pending) return orders.has(locale)
      preparing.delete(locale)
      if (!orders.has(locale)) orders.set(locale, { items, changes: pending.changes })
      return true
    },
    clear: () => {
      orders.clear()
      preparing.clear()
    },
  }
}
