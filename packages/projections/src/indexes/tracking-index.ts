import type { Instant } from '@clientele/domain'
import { createInterner } from '../data-structures/interner.js'
import { createIntervalIndex, type IntervalIndex, type KeyedInterval } from '../data-structures/interval-index.js'
import type { TrackingRow } from '../tables/rows.js'
import type { RowChange } from '../tables/table.js'

/** What a customer, by its number, had in a dimension, in milliseconds since 1970; `until` is infinite for what it has now. */
export type VisitTracked = (customer: number, value: number, from: number, until: number) => void

/** Which values customers had in each tracking dimension, and when: made when first asked for, and then kept. */
export type TrackingIndex = {
  /** Takes every value that a customer has or had in a dimension, in no order. */
  forEach(dimension: string, take: VisitTracked): void
  /** The value of a number. */
  valueOf(number: number): string
  changed(change: RowChange<TrackingRow>): void
  /** Starts over from the rows there are then. */
  clear(): void
}

/** What the values are made of. */
export type TrackingSource = {
  rows(): Iterable<TrackingRow>
  ordinalOf(customerId: string): number | undefined
}

const millisecondsOf = (instant: Instant | null): number =>
  instant === null ? Number.POSITIVE_INFINITY : Date.parse(instant)

/** Keeps the values of tracking dimensions. */
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
