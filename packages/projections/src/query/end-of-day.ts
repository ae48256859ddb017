import { type CalendarDate, endOfDay, type Instant } from '@clientele/domain'

const ends = new Map<string, Instant>()
const manyEnds = 1_000

/** The end of a day in a time zone, cached. */
export const endOf = (date: CalendarDate, timeZone: string): Instant => {
  const key = `${date} ${timeZone}`
  const known = ends.get(key)
  if (known !== undefined) return known
  if (ends.size >= manyEnds) ends.clear()
  const end = endOfDay(date, timeZone)
  ends.set(key, end)
  return end
}
