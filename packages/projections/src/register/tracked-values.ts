import type { Instant } from '@clientele/domain'
import { createNumbering } from './numbering.js'
import type { TrackingRow } from './rows.js'
import { createSpans, type Span, type Spans } from './spans.js'
import type { RowChange } from './table.js'

/** What a customer, by its number, had in a dimension, in milliseconds since 1970; `until` is infinite for what it has now. */
export type TakeTracked = (customer: number, value: number, from: number, until: number) => void

/** Which values customers had in each tracking dimension, and when: made when first asked for, and then kept. */
export type TrackedValues = {
  /** Takes every value that a customer has or had in a dimension, in no order. */
  each(dimension: string, take: TakeTracked): void
  /** The value of a number. */
  valueOf(number: number): string
  changed(change: RowChange<TrackingRow>): void
  /** Starts over from the rows there are then. */
  clear(): void
}

/** What the values are made of. */
export type TrackedSource = {
  rows(): Iterable<TrackingRow>
  ordinalOf(customerId: string): number | undefined
}

const millisecondsOf = (instant: Instant | null): number =>
  instant === null ? Number.POSITIVE_INFINITY : Date.parse(instant)

/** Keeps the values of tracking dimensions. */
export const createTrackedValues = ({ rows, ordinalOf }: TrackedSource): TrackedValues => {
  const values = createNumbering()
  let dimensions: Map<string, Spans> | null = null

  const spansOf = (known: Map<string, Spans>, dimension: string): Spans => {
    const spans = known.get(dimension) ?? createSpans(Float64Array)
    known.set(dimension, spans)
    return spans
  }

  const spanOf = ({ value, from, until }: TrackingRow): Span => ({
    what: values.numberFor(value),
    from: millisecondsOf(from),
    until: millisecondsOf(until),
  })

  const put = (known: Map<string, Spans>, row: TrackingRow, how: 'add' | 'remove'): void => {
    const customer = ordinalOf(row.customerId)
    if (customer !== undefined) spansOf(known, row.dimension)[how](customer, spanOf(row))
  }

  const made = (): Map<string, Spans> => {
    const all = new Map<string, Spans>()
    for (const row of rows()) put(all, row, 'add')
    return all
  }

  return {
    each: (dimension, take) => {
      dimensions ??= made()
      dimensions.get(dimension)?.each(take)
    },
    valueOf: values.textOf,
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
