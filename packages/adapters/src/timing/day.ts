import { addDays, type CalendarDate, dateOf, endOfDay, type Instant } from '@clientele/domain'

const startOf = (day: CalendarDate, timeZone: string): number => Date.parse(endOfDay(addDays(day, -1), timeZone))

/** The time of day of an instant, on another day in a time zone. */
export const sameTimeOn = (day: CalendarDate, now: Instant, timeZone: string): Instant => {
  const own = dateOf(now, timeZone)
  if (own === day) return now
  const sinceMidnight = Date.parse(now) - startOf(own, timeZone)
  const last = Date.parse(endOfDay(day, timeZone)) - 1
  return new Date(Math.min(startOf(day, timeZone) + sinceMidnight, last)).toISOString()
}
