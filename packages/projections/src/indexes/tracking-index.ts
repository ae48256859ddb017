import type { Instant } from '@clientele/domain'
import { createInterner } from '../data-structures/interner.js'
import { createIntervalIndex, type IntervalIndex, type KeyedInterval } from '../data-structures/interval-index.js'
import type { TrackingRow } from '../tables/rows.js'
import { derived, type Prepared, type RowSource } from './derived.js'

/** Called with a value of a customer, by ordinal, in epoch milliseconds; `until` is infinite for the current value. */
export type VisitTracked = (customer: number, value: number, from: number, until: number) => void

/** Tracking values per dimension with their intervals; built on first use, then maintained. */
export type TrackingIndex = Prepared<TrackingRow> & {
  /** Calls back with every current and past value of a dimension, in no particular order. */
  forEach(dimension: string, take: VisitTracked): void
  /** The tracking value of a number. */
  valueOf(number: number): string
}

/** The source of the values. */
export type TrackingSource = {
  readonly from: RowSource<TrackingRow>
  ordinalOf(customerId: string): number | undefined
}

const millisecondsOf = (instant: Instant | null): number =>
  instant === null ? Number.POSITIVE_INFINITY : Date.parse(instant)

type Dimensions = Map<string, IntervalIndex>

/** Creates the index. */
export const createTrackingIndex = ({ from, ordinalOf }: TrackingSource): TrackingIndex => {
  const values = createInterner()

  const intervalOf = ({ value, from, until }: TrackingRow): KeyedInterval => ({
    key: values.intern(value),
    from: millisecondsOf(from),
    until: millisecondsOf(until),
  })

  const put = (dimensions: Dimensions, row: TrackingRow, how: 'add' | 'remove'): void => {
    const customer = ordinalOf(row.customerId)
    if (customer === undefined) return
    const intervals = dimensions.get(row.dimension) ?? createIntervalIndex(Float64Array)
    dimensions.set(row.dimension, intervals)
    intervals[how](customer, intervalOf(row))
  }

  const { state, prepare, changed, clear } = derived<TrackingRow, Dimensions>({
    from,
    make: () => new Map(),
    add: (dimensions, row) => put(dimensions, row, 'add'),
    remove: (dimensions, row) => put(dimensions, row, 'remove'),
  })

  return {
    forEach: (dimension, visit) => state().get(dimension)?.forEach(visit),
    valueOf: values.lookup,
    prepare,
    changed,
    clear,
  }
}
