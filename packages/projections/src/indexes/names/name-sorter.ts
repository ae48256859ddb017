import { byName, type Named } from '../../data-structures/collation.js'
import { lowerBound, mapInSteps, sortInSteps } from '../../data-structures/sorting.js'
import type { Locale } from '../../messages/locale.js'

// Names are built only for comparing: storing them would take more memory than the order itself.
type Entry<T> = { readonly named: Named; readonly item: T }

/** An item that was added (`before` is `null`), replaced or removed (`after` is `null`). */
export type Change<T> = { readonly before: T | null; readonly after: T | null }

/** An order, and the changes since, by id. */
export type Order<T> = { readonly items: readonly T[]; readonly changes: Map<string, Change<T>> }

/** An item to insert before a place, or `null` to remove the item at that place. */
type Edit<T> = { readonly place: number; readonly inserted: T | null }

const applyEdits = <T>(items: readonly T[], edits: readonly Edit<T>[]): readonly T[] => {
  const result: T[] = []
  let copied = 0
  // Copies by index: `slice` and iteration take several times as long.
  const copyUntil = (place: number): void => {
    for (; copied < place; copied += 1) {
      const item = items[copied]
      if (item !== undefined) result.push(item)
    }
  }
  for (const { place, inserted } of edits.toSorted((a, b) => a.place - b.place)) {
    copyUntil(place)
    if (inserted === null) copied = place + 1
    else result.push(inserted)
  }
  copyUntil(items.length)
  return result
}

/** Sorts items by the names of one locale. */
export type NameSorter<T> = {
  /** Items in order, ties by id. */
  sorted(items: Iterable<T>): readonly T[]
  /** The same in steps. */
  sortedInSteps(items: readonly T[]): Generator<void, readonly T[]>
  /** The items of an order with its changes applied. */
  refreshed(order: Order<T>): readonly T[]
}

/** Creates a sorter of items by `namedAs`. */
export const createNameSorter = <T extends object>(locale: Locale, namedAs: (item: T) => Named): NameSorter<T> => {
  const compareNames = byName(locale)
  const entryOf = (item: T): Entry<T> => ({ named: namedAs(item), item })
  const compare = (a: Entry<T>, b: Entry<T>): number => compareNames(a.named, b.named)
  const itemsIn = (entries: readonly Entry<T>[]): readonly T[] => entries.map(({ item }) => item)

  const placeIn = (items: readonly T[], { named }: Entry<T>): number =>
    lowerBound(items.length, (place) => {
      const candidate = items[place]
      return candidate !== undefined && compareNames(namedAs(candidate), named) < 0
    })

  return {
    sorted: (items) => itemsIn(Array.from(items, entryOf).sort(compare)),
    sortedInSteps: function* (items) {
      const entries = yield* mapInSteps(items, entryOf)
      return itemsIn(yield* sortInSteps(entries, compare))
    },
    refreshed: ({ items, changes }) => {
      const [removed, added]: [Entry<T>[], Entry<T>[]] = [[], []]
      for (const { before, after } of changes.values()) {
        if (before !== null) removed.push(entryOf(before))
        if (after !== null) added.push(entryOf(after))
      }
      const edits: Edit<T>[] = added
        .sort(compare)
        .map((entry) => ({ place: placeIn(items, entry), inserted: entry.item }))
      for (const entry of removed) edits.push({ place: placeIn(items, entry), inserted: null })
      return applyEdits(items, edits)
    },
  }
}
