import type { CalendarDate } from '../../kernel/values/calendar-date.js'
import type { GrowOnlyMap } from '../../kernel/values/grow-only.js'
import type { Document } from '../../model/customer/state.js'

const lastYear = 9999

const endOfYearAfter = (date: CalendarDate, years: number): CalendarDate =>
  `${String(Math.min(lastYear, Number(date.slice(0, 4)) + years)).padStart(4, '0')}-12-31`

/**
 * Returns the last day for which the invoicing identity of a customer must be kept: the end of the year `years` after
 * the newest document (Finnish bookkeeping: six years after the running year). `null` without documents.
 */
export const retainedUntil = (documents: GrowOnlyMap<string, Document>, years: number): CalendarDate | null => {
  let newest: CalendarDate | null = null
  for (const [, { date }] of documents.entries()) if (newest === null || date > newest) newest = date
  return newest === null ? null : endOfYearAfter(newest, years)
}
