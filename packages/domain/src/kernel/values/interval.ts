import type { CalendarDate } from './calendar-date.js'

/**
 * Days from `from` (first day inside, `null` = open) until `until` (first day after, `null` = open). Users, CSV and
 * Excel see the last day inside, `until - 1`; only the outer layers convert.
 */
export type Interval = { readonly from: CalendarDate | null; readonly until: CalendarDate | null }

/** Whether at least one day lies inside. */
export const hasDays = ({ from, until }: Interval): boolean => from === null || until === null || from < until

/** Whether a day lies inside. */
export const covers = ({ from, until }: Interval, date: CalendarDate): boolean =>
  (from === null || from <= date) && (until === null || date < until)

/** Whether two intervals share a day. */
export const overlaps = (a: Interval, b: Interval): boolean =>
  (a.from === null || b.until === null || a.from < b.until) && (b.from === null || a.until === null || b.from < a.until)

/** Whether two intervals are the same. */
export const sameInterval = (a: Interval, b: Interval): boolean => a.from === b.from && a.until === b.until

/** Whether no day of the interval is on or after a date. */
export const endsBy = ({ until }: Interval, date: CalendarDate): boolean => until !== null && until <= date

/** Whether the interval starts on or after a date. */
export const startsFrom = ({ from }: Interval, date: CalendarDate): boolean => from !== null && from >= date
