import { addDays, type CalendarDate, dateOf, endOfDay, type Instant } from '@clientele/domain'

let known = { day: '', timeZone: '', start: 0, length: 0 }

const spanOf = (day: CalendarDate, timeZone: string): { readonly start: number; readonly length: number } => {
  if (known.day !== day || known.timeZone !== timeZone) {
    const start = Date.parse(endOfDay(addDays(day, -1), timeZone))
    known = { day, timeZone, start, length: Date.parse(endOfDay(day, timeZone)) - start }
  }
  return known
}

/** The same time of day as an instant, on another day of a time zone. */
export const sameTimeOn = (day: CalendarDate, now: Instant, timeZone: string): Instant => {
  const own = dateOf(now, timeZone)
  if (own === day) return now
  const sinceMidnight = Date.parse(now) - Date.parse(endOfDay(addDays(own, -1), timeZone))
  const { start, length } = spanOf(day, timeZone)
  return new Date(start + Math.min(sinceMidnight, length - 1)).toISOString()
}
