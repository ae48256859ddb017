import type { Instant } from '@clientele/domain'
import { createInterner } from '../data-structures/interner.js'
import { createIntervalIndex, type IntervalIndex, type KeyedInterval } from '../data-structures/interval-index.js'
import type { TrackingRow } from '../tables/rows.js'
import type { RowChange } from '../tables/table.js'

/** Called with a value of a customer, by ordinal, in epoch milliseconds; `until` is infinite for the current value. */
export type VisitTracked = (customer: number, value: number, from: number, until: number) => void

/** Tracking values per dimension with their intervals; built on first use, then maintained. */
export type TrackingIndex = {
  /** Calls back with every current and past value of a dimension, in no particular order. */
  forEach(dimension: string, take: VisitTracked): void
  /** The tracking value of a number. */
  valueOf(number: number): string
  changed(change: RowChange<TrackingRow>): void
  /** Clears the index; it is rebuilt from the current rows on next use. */
  clear(): void
}

/** The source of the values. */
export type TrackingSource = {
  rows(): Iterable<TrackingRow>
  ordinalOf(customerId: string): number | undefined
}

const millisecondsOf = (instant: Instant | null): number =>
  instant === null ? Number.POSITIVE_INFINITY : Date.parse(instant)

/** Creates the index. */
export const createTrackingIndex = ({ rows, ordinalOf }: TrackingSource): TrackingIndex => {
  const values = createInterner()
  let dimensions: Map<string, IntervalIndex> | null = null

  const intervalsOf = (known: Map<string, IntervalIndex>, dimension: string): IntervalIndex => {
    const spans = known.get(dimension) ?? createIntervalIndex(Float64Array)
    known.set(dimension, spans)
    return spans
  }

  const intervalOf = ({ value, from, until }: TrackingRow): KeyedInterval => ({
    key: values.intern(value),
    from: millisecondsOf(from),
    until: millisecondsOf(until),
  })

  const put = (known: Map<string, IntervalIndex>, row: TrackingRow, how: 'add' | 'remove'): void => {
    const customer = ordinalOf(row.customerId)
    if (customer !== undefined) intervalsOf(known, row.dimension)[how](customer, intervalOf(row))
  }

  const made = (): Map<string, IntervalIndex> => {
    const all = new Map<string, IntervalIndex>()
    for (const row of rows()) put(all, row, 'add')
    return all
  }

  return {
    forEach: (dimension, take) => {
      dimensions ??= made()
      dimensions.get(dimension)?.forEach(take)
    },
    valueOf: values.lookup,
    changed: ({ before, after }) => {
      if (dimensions === null) return
      if (before !== null) put(dimensions, before, 'remove')
      if (after !== null) put(dimensions, after, 'add')
    },
    clear: () => {
      dimensions = null
    },
  }
}
