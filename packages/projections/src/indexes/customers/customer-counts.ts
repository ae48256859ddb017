import { type BitSet, forEachBit } from '../../data-structures/bit-set.js'
import { grow } from '../../data-structures/growable-array.js'
import { derived, type Prepared, type RowSource } from '../derived.js'

/** Counts by ordinal. Read-only. */
export type Counts = Uint32Array

/** The number of rows per customer; counted on first use, then maintained. */
export type CustomerCounts<Row> = Prepared<Row> & {
  now(): Counts
}

/** The source of the counts. */
export type CountSource<Row> = {
  readonly from: RowSource<Row>
  /** The ordinal of the customer that a row counts for; `undefined` if it does not count. */
  countedFor(row: Row): number | undefined
  /** The number of customers. */
  size(): number
}

/** Creates the counts. */
export const createCustomerCounts = <Row>({ from, countedFor, size }: CountSource<Row>): CustomerCounts<Row> => {
  const count = (state: { counts: Counts }, row: Row, by: 1 | -1): void => {
    const ordinal = countedFor(row)
    if (ordinal === undefined) return
    if (ordinal >= state.counts.length) state.counts = grow(state.counts, ordinal + 1, Uint32Array)
    state.counts[ordinal] = (state.counts[ordinal] ?? 0) + by
  }

  const { state, prepare, changed, clear } = derived<Row, { counts: Counts }>({
    from,
    make: () => ({ counts: new Uint32Array(size()) }),
    add: (all, row) => count(all, row, 1),
    remove: (all, row) => count(all, row, -1),
  })

  return { now: () => state().counts, prepare, changed, clear }
}

/** Sums the counts of some customers. */
export const totalOf = (counts: Counts, customers: BitSet): number => {
  let total = 0
  forEachBit(customers, (ordinal) => {
    total += counts[ordinal] ?? 0
  })
  return total
}
