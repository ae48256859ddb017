import { type BitSet, forEachBit } from '../../data-structures/bit-set.js'
import { grow } from '../../data-structures/growable-array.js'
import type { RowChange } from '../../tables/table.js'

/** How many of something each customer has, by its number. Not to be changed. */
export type Counts = Uint32Array

/** Rows counted by customer: at once when first asked for, and then kept. */
export type CustomerCounts<Row> = {
  now(): Counts
  changed(change: RowChange<Row>): void
  /** Starts over from the rows there are then. */
  clear(): void
}

/** What the counts are made of. */
export type CountSource<Row> = {
  rows(): Iterable<Row>
  /** The number of the customer a row counts for; `undefined` when it counts for nobody. */
  countedFor(row: Row): number | undefined
  /** The number of customers. */
  size(): number
}

const withRoomFor = (counts: Counts, ordinal: number): Counts =>
  ordinal < counts.length ? counts : grow(counts, ordinal + 1, Uint32Array)

/** Keeps the counts of rows. */
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

/** How many some customers have together. */
export const totalOf = (counts: Counts, customers: BitSet): number => {
  let total = 0
  forEachBit(customers, (ordinal) => {
    total += counts[ordinal] ?? 0
  })
  return total
}
