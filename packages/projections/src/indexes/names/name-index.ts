import { byName, type Named } from '../../data-structures/collation.js'
import { lowerBound, mapInSteps, sortInSteps } from '../../data-structures/sorting.js'
import { type Locale, localeOf } from '../../messages/locale.js'

/** Items sorted by name, per locale; sorted on first use and then maintained. */
export type NameIndex<T> = {
  /** All items in order, ties by id. Later changes do not affect the returned array. */
  inOrder(locale: Locale): readonly T[]
  /** Sorts some of the items, without sorting all. */
  sorted(locale: Locale, some: Iterable<T>): readonly T[]
  /** Sorts in steps, including changes that arrive meanwhile; returns whether the order is complete. */
  prepare(locale: Locale): Generator<void, boolean>
  changed(before: T | null, after: T | null): void
  /** Clears the index; it is rebuilt on next use. */
  clear(): void
}

// Names are built for comparing only: kept, they would take more memory than the order.
type Entry<T> = { readonly named: Named; readonly item: T }

type Change<T> = { readonly before: T | null; readonly after: T | null }

/** An order, and the changes since, by id. */
type Order<T> = { readonly items: readonly T[]; readonly changes: Map<string, Change<T>> }

/** An item to insert before a place, or `null` to remove the item at that place. */
type Edit<T> = { readonly place: number; readonly come: T | null }

const applyEdits = <T>(items: readonly T[], edits: readonly Edit<T>[]): readonly T[] => {
  const made: T[] = []
  let taken = 0
  // Copies by index: `slice` and iteration take several times as long.
  const takeUntil = (place: number): void => {
    for (; taken < place; taken += 1) {
      const item = items[taken]
      if (item !== undefined) made.push(item)
    }
  }
  for (const { place, come } of edits.toSorted((a, b) => a.place - b.place)) {
    takeUntil(place)
    if (come === null) taken = place + 1
    else made.push(come)
  }
  takeUntil(items.length)
  return made
}

/** Creates an index of `source` by name; sorts on first use. */
export const createNameIndex = <T extends object>(
  source: () => Iterable<T>,
  namedAs: (item: T) => Named,
): NameIndex<T> => {
  const orders = new Map<Locale, Order<T>>()
  const preparing = new Map<Locale, Order<T>>()

  const entryOf = (item: T): Entry<T> => ({ named: namedAs(item), item })

  const comparing = (locale: Locale): ((a: Entry<T>, b: Entry<T>) => number) => {
    const compare = byName(locale)
    return (a, b) => compare(a.named, b.named)
  }

  const itemsIn = (entries: readonly Entry<T>[]): readonly T[] => entries.map(({ item }) => item)

  const sorted = (locale: Locale, some: Iterable<T>): readonly T[] =>
    itemsIn(Array.from(some, entryOf).sort(comparing(locale)))

  const keep = (locale: Locale, items: readonly T[], changes: Order<T>['changes']): readonly T[] => {
    orders.set(locale, { items, changes })
    return items
  }

  const placeIn = (items: readonly T[], { named }: Entry<T>, locale: Locale): number => {
    const compare = byName(locale)
    return lowerBound(items.length, (place) => {
      const candidate = items[place]
      return candidate !== undefined && compare(namedAs(candidate), named) < 0
    })
  }

  const refresh = ({ items, changes }: Order<T>, locale: Locale): readonly T[] => {
    const [going, coming]: [Entry<T>[], Entry<T>[]] = [[], []]
    for (const { before, after } of changes.values()) {
      if (before !== null) going.push(entryOf(before))
      if (after !== null) coming.push(entryOf(after))
    }
    const edits: Edit<T>[] = coming
      .sort(comparing(locale))
      .map((entry) => ({ place: placeIn(items, entry, locale), come: entry.item }))
    for (const entry of going) edits.push({ place: placeIn(items, entry, locale), come: null })
    const now = applyEdits(items, edits)
    orders.set(locale, { items: now, changes: new Map() })
    return now
  }

  // If half of the items changed, sorting again costs no more.
  const note = (kept: Map<Locale, Order<T>>, id: string, { before, after }: Change<T>): void => {
    for (const [locale, { items, changes }] of kept) {
      const first = changes.get(id)
      changes.set(id, { before: first === undefined ? before : first.before, after })
      if (changes.size * 2 > items.length) kept.delete(locale)
    }
  }

  const inOrder = (asked: Locale): readonly T[] => {
    const locale = localeOf(asked)
    const known = orders.get(locale)
    if (known === undefined) return keep(locale, sorted(locale, source()), new Map())
    return known.changes.size === 0 ? known.items : refresh(known, locale)
  }

  return {
    inOrder,
    sorted: (locale, some) => sorted(localeOf(locale), some),
    changed: (before, after) => {
      const one = after ?? before
      if (one === null || orders.size + preparing.size === 0) return
      const { id } = namedAs(one)
      for (const kept of [orders, preparing]) note(kept, id, { before, after })
    },
    prepare: function* (asked) {
      const locale = localeOf(asked)
      if (orders.has(locale)) return true
      const pending: Order<T> = { items: [...source()], changes: new Map() }
      preparing.set(locale, pending)
      const entries = yield* mapInSteps(pending.items, entryOf)
      const made = yield* sortInSteps(entries, comparing(locale))
      if (preparing.get(locale) !== pending) return orders.has(locale)
      preparing.delete(locale)
      if (!orders.has(locale)) keep(locale, itemsIn(made), pending.changes)
      return true
    },
    clear: () => {
      orders.clear()
      preparing.clear()
    },
  }
}
