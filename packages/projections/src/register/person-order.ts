import { type Locale, localeOf } from '../wording/locale.js'
import { byName, type Named } from './name-order.js'
import type { PersonRow } from './rows.js'
import { placeAmong } from './sorting.js'
import type { RowChange } from './table.js'

/** The persons by last and first name: made once per language, and then kept. */
export type PersonOrder = {
  /** Everybody who was not merged into another, ties by id. Stays as it is when persons change later. */
  inOrder(locale: Locale): readonly PersonRow[]
  changed(change: RowChange<PersonRow>): void
  /** Starts over from the persons there are then. */
  clear(): void
}

type Placed = Named & { readonly row: PersonRow }

// Names are joined while rows are compared only: kept with every row they would take more room than the order.
const placed = (row: PersonRow): Placed => ({
  id: row.personId,
  name: `${row.lastName} ${row.firstName ?? ''}`,
  row,
})

const sorted = (rows: Iterable<PersonRow>, locale: Locale): PersonRow[] =>
  Array.from(rows, placed)
    .filter(({ row }) => row.mergedInto === null)
    .sort(byName(locale))
    .map(({ row }) => row)

const placeOf = (order: readonly PersonRow[], row: PersonRow, locale: Locale): number => {
  const [compare, one] = [byName(locale), placed(row)]
  return placeAmong(order.length, (place) => {
    const candidate = order[place]
    return candidate !== undefined && compare(placed(candidate), one) < 0
  })
}

type Order = {
  readonly rows: readonly PersonRow[]
  readonly changes: Map<string, readonly [PersonRow | null, PersonRow | null]>
}

const withChanges = ({ rows, changes }: Order, locale: Locale): readonly PersonRow[] => {
  const changed = rows.slice()
  for (const [before] of changes.values())
    if (before !== null && before.mergedInto === null) changed.splice(placeOf(changed, before, locale), 1)
  for (const [, after] of changes.values())
    if (after !== null && after.mergedInto === null) changed.splice(placeOf(changed, after, locale), 0, after)
  return changed
}

// Above so many changes between two questions, sorting again is cheaper than moving one by one.
const fewChanges = 2_000

/** Keeps the order of `persons`. */
export const createPersonOrder = (persons: () => Iterable<PersonRow>): PersonOrder => {
  const orders = new Map<Locale, Order>()

  const note = (order: Order, locale: Locale, { key, before, after }: RowChange<PersonRow>): void => {
    const [first = before] = order.changes.get(key) ?? []
    order.changes.set(key, [first, after])
    if (order.changes.size > fewChanges) orders.delete(locale)
  }

  return {
    inOrder: (asked) => {
      const locale = localeOf(asked)
      const known = orders.get(locale)
      if (known?.changes.size === 0) return known.rows
      const rows = known === undefined ? sorted(persons(), locale) : withChanges(known, locale)
      orders.set(locale, { rows, changes: new Map() })
      return rows
    },
    changed: (change) => {
      for (const [locale, order] of orders) note(order, locale, change)
    },
    clear: () => orders.clear(),
  }
}
