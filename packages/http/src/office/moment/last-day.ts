import { addDays, isCalendarDate } from '@clientele/domain'

/** The first day after a last day: people name the last day, the register the day after. What is no day is passed on. */
export const untilOf = (lastDay: string | undefined): string | undefined =>
  lastDay !== undefined && isCalendarDate(lastDay) ? addDays(lastDay, 1) : lastDay

/** The last day before a day. */
export const lastDayOf = (until: string | null): string | undefined =>
  until !== null && isCalendarDate(until) ? addDays(until, -1) : undefined
