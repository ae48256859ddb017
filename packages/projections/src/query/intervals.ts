import { addDays, type CalendarDate, type Interval } from '@clientele/domain'

/** The last day of an interval that ends before `until`. */
export const lastDayOf = (until: CalendarDate | null | undefined): CalendarDate | null =>
  until === null || until === undefined ? null : addDays(until, -1)

/** The days of a responsibility, both inclusive; `null` for an open side. */
export type ShownInterval = { readonly from: CalendarDate | null; readonly lastDay: CalendarDate | null }

/** An interval with an inclusive last day; `null` if both sides are open. */
export const toShownInterval = ({ from, until }: Interval): ShownInterval | null =>
  from === null && until === null ? null : { from, lastDay: lastDayOf(until) }
