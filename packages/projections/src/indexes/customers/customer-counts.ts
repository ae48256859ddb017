import { type BitSet, forEachBit } from '../../data-structures/bit-set.js'
import { grow } from '../../data-structures/growable-array.js'
import type { RowChange } from '../../tables/table.js'

/** Counts by ordinal. Read-only. */
export type Counts = Uint32Array

/** Counts rows per customer; counted on first use, then maintained. */
export type CustomerCounts<Row> = {
  now(): Counts
  changed(change: RowChange<Row>): void
  /** Clears the index; it is rebuilt from the current rows on next use. */
  clear(): void
}

/** The source of the counts. */
export type CountSource<Row> = {
  rows(): Iterable<Row>
  /** The ordinal a row counts for; `undefined` if it is not counted. */
  countedFor(row: Row): number | undefined
  /** The number of customers. */
  size(): number
}

const withRoomFor = (counts: Counts, ordinal: number): Counts =>
  ordinal < counts.length ? counts : grow(counts, ordinal + 1, Uint32Array)

/** Creates the counts. */
export const createCustomerCounts = <Row>({ rows, countedFor, size }: CountSource<Row>): CustomerCounts<Row> => {
  let counts: Counts | null = null

  const add = (to: Counts, row: Row | null, by: 1 | -1): Counts => {
    const ordinal = row === null ? undefined : countedFor(row)
    if (ordinal === undefined) return to
    const large = withRoomFor(to, ordinal)
    large[ordinal] = (large[ordinal] ?? 0) + by
    return large
  }

  const made = (): Counts => {
    let all: Counts = new Uint32Array(size())
    for (const row of rows()) all = add(all, row, 1)
    return all
  }

  return {
    now: () => {
      counts ??= made()
      return counts
    },
    changed: ({ before, after }) => {
      if (counts !== null) counts = add(add(counts, before, -1), after, 1)
    },
    clear: () => {
      counts = null
    },
  }
}

/** Sums the counts of some customers. */
export const totalOf = (counts: Counts, customers: BitSet): number => {
  let total = 0
  forEachBit(customers, (ordinal) => {
    total += counts[ordinal] ?? 0
  })
  return total
}
