import { type CalendarDate, endOfDay, type Instant } from '@clientele/domain'
import type { Register } from '../register/register.js'

/** An instant for membership queries, or `null` for the current state. */
export type PointInTime = Instant | null

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

/**
 * The end of a day in the time zone of the tenant. `null` (current state) without a day, and for days after the last
 * change of memberships.
 */
export const pointInTimeOf = ({ settings, lastMove }: Register, asOf: CalendarDate | undefined): PointInTime => {
  if (asOf === undefined) return null
  const end = endOf(asOf, settings.policies.timeZone)
  return end > lastMove ? null : end
}
