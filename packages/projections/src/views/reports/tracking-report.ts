import { addDays, type CalendarDate, endOfDay, trackingCatalogue } from '@clientele/domain'
import { type Either, map } from 'fp-ts/lib/Either.js'
import { type BitSet, countBits, emptyBitSet, hasBit, setBit } from '../../data-structures/bit-set.js'
import { byName } from '../../data-structures/collation.js'
import { localeOf } from '../../messages/locale.js'
import type { QueryContext } from '../../query/context.js'
import { existingAtEndOf } from '../../query/existing-customers.js'
import { type InvalidPeriod, type Period, periodOf } from '../../query/period.js'
import { visibleOnly } from '../../query/visibility/customers.js'
import type { Register } from '../../register/register.js'
import { keyOf } from '../../tables/tables.js'

export type TrackingReportParams = QueryContext & { readonly dimension: string; readonly period?: Period | undefined }

/**
 * The numbers of customers with a value: on some day of the period, at its start and at its end. Without a start,
 * `atStart` is 0; without an end, `atEnd` is for now.
 */
export type TrackingReportRow = {
  readonly value: string
  readonly name: string
  readonly customers: number
  readonly atStart: number
  readonly atEnd: number
}

type Bounds = { readonly start: number; readonly end: number }

/** Epoch milliseconds; infinite for an open side. */
const boundsOf = ({ settings }: Register, { from, to }: Period): Bounds => {
  const endOf = (date: CalendarDate): number => Date.parse(endOfDay(date, settings.policies.timeZone))
  return {
    start: from === undefined ? Number.NEGATIVE_INFINITY : endOf(addDays(from, -1)),
    end: to === undefined ? Number.POSITIVE_INFINITY : endOf(to),
  }
}

/** The ordinals of the customers with a value. */
type CustomersOfValue = { readonly ever: BitSet; readonly atStart: BitSet; readonly atEnd: BitSet }

// At an instant, intervals that start then are excluded, and intervals that end then included.
const countByValue = (
  register: Register,
  params: TrackingReportParams,
  period: Period,
): ReadonlyMap<number, CustomersOfValue> => {
  const { customerIndex, trackingIndex } = register
  const customers = visibleOnly(register, existingAtEndOf(register, period), params)
  const { start, end } = boundsOf(register, period)
  const none = (): BitSet => emptyBitSet(customerIndex.size)
  const byValue = new Map<number, CustomersOfValue>()
  trackingIndex.forEach(params.dimension, (customer, value, from, until) => {
    if (!hasBit(customers, customer)) return
    const counts = byValue.get(value) ?? { ever: none(), atStart: none(), atEnd: none() }
    byValue.set(value, counts)
    if (from < end && until > start) setBit(counts.ever, customer)
    if (from < start && until >= start) setBit(counts.atStart, customer)
    if (from < end && until >= end) setBit(counts.atEnd, customer)
  })
  return byValue
}

const buildReport = (
  register: Register,
  params: TrackingReportParams,
  period: Period,
): readonly TrackingReportRow[] => {
  const { tables, trackingIndex } = register
  const catalogue = trackingCatalogue(params.dimension)
  return [...countByValue(register, params, period)]
    .map(([number, counts]) => ({ ...counts, value: trackingIndex.valueOf(number) }))
    .map(({ value, ever, atStart, atEnd }) => ({
      id: value,
      value,
      name: tables.classifierValues.get(keyOf(catalogue, value))?.name ?? value,
      customers: countBits(ever),
      atStart: countBits(atStart),
      atEnd: countBits(atEnd),
    }))
    .filter(({ customers }) => customers > 0)
    .sort(byName(localeOf(params.locale)))
    .map(({ id: _, ...row }) => row)
}

/**
 * The numbers of customers per value of a tracking dimension over a period, by the names of the values. Customers that
 * were merged into others since its end count. Refuses a
 * period that ends before it starts.
 */
export const trackingReport = (
  register: Register,
  params: TrackingReportParams,
): Either<InvalidPeriod, readonly TrackingReportRow[]> =>
  map((period: Period) => buildReport(register, params, period))(periodOf(params.period ?? {}))
