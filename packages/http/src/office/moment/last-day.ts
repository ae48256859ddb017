import { addDays, isCalendarDate } from '@clientele/domain'

/**
 * The day after a last day: people enter the last day, the register stores the day after. Other texts are passed on.
 */
export const untilOf = (lastDay: string | undefined): string | undefined =>
  lastDay !== undefined && isCalendarDate(lastDay) ? addDays(lastDay, 1) : lastDay

/** The last day before a day. */
export const lastDayOf = (until: string | null): string | undefined =>
  until !== null && isCalendarDate(until) ? addDays(until, -1) : undefined
