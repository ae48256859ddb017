import { type CalendarDate, endsBy } from '@clientele/domain'
import type { AssignmentRow } from './rows.js'
import type { RowChange } from './table.js'

/** How many responsibilities each customer has, by its number. Not to be changed. */
export type Counts = Uint32Array

/** Counts of responsibilities, kept for the days asked about last. */
export type ResponsibilityCounts = {
  /** Of those for the customer itself that had not ended by a day; without a day, of all. */
  lastingOn(asOf: CalendarDate | null): Counts
  changed(change: RowChange<AssignmentRow>): void
  /** Starts over from the responsibilities there are then. */
  clear(): void
}

/** What the counts are made of; `size` is the number of customers. */
export type CountSource = {
  assignments(): Iterable<AssignmentRow>
  ordinalOf(customerId: string): number | undefined
  size(): number
}

const mostKept = 4

type Days = CalendarDate | null

/** Keeps counts of responsibilities. */
export const createResponsibilityCounts = ({ assignments, ordinalOf, size }: CountSource): ResponsibilityCounts => {
  const kept = new Map<Days, Counts>()

  const roomFor = (counts: Counts, ordinal: number): Counts => {
    if (ordinal < counts.length) return counts
    const grown = new Uint32Array((ordinal + 1) * 2)
    grown.set(counts)
    return grown
  }

  const add = (counts: Counts, asOf: Days, row: AssignmentRow | null, by: 1 | -1): Counts => {
    if (row === null || row.kind !== 'customer' || (asOf !== null && endsBy(row, asOf))) return counts
    const ordinal = ordinalOf(row.subjectId)
    if (ordinal === undefined) return counts
    const large = roomFor(counts, ordinal)
    large[ordinal] = (large[ordinal] ?? 0) + by
    return large
  }

  const make = (asOf: Days): Counts => {
    let counts: Counts = new Uint32Array(size())
    for (const row of assignments()) counts = add(counts, asOf, row, 1)
    return counts
  }

  const keep = (asOf: Days, counts: Counts): Counts => {
    kept.delete(asOf)
    kept.set(asOf, counts)
    const [oldest] = kept.size > mostKept ? kept.keys() : []
    if (oldest !== undefined) kept.delete(oldest)
    return counts
  }

  return {
    lastingOn: (asOf) => keep(asOf, kept.get(asOf) ?? make(asOf)),
    changed: ({ before, after }) => {
      for (const [asOf, counts] of kept) kept.set(asOf, add(add(counts, asOf, before, -1), asOf, after, 1))
    },
    clear: () => kept.clear(),
  }
}
