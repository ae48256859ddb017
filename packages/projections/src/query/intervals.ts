import { addDays, type CalendarDate, type Interval } from '@clientele/domain'

/** The last day inside an interval that ends before `until`. */
export const lastDayOf = (until: CalendarDate | null | undefined): CalendarDate | null =>
  until === null || until === undefined ? null : addDays(until, -1)

/** Days responsible, both inclusive; `null` on a side that is open. */
export type ShownInterval = { readonly from: CalendarDate | null; readonly lastDay: CalendarDate | null }

/** An interval as it is shown; `null` where both sides are open. */
export const shownInterval = ({ from, until }: Interval): ShownInterval | null =>
  from === null && until === null ? null : { from, lastDay: lastDayOf(until) }
