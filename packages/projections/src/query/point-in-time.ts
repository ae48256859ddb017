import { type CalendarDate, endOfDay, type Instant } from '@clientele/domain'
import type { Register } from '../register/register.js'

/** An instant to ask memberships at, or `null` for how they stand now. */
export type PointInTime = Instant | null

const ends = new Map<string, Instant>()
const manyEnds = 1_000

/** The end of a day in a time zone; those asked for are kept. */
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
 * The end of a day in the tenant's time zone (4-P23): memberships are answered as they stood then. A day after the last
 * move is answered from what is so now, and so is a question without a day.
 */
export const pointInTimeOf = ({ settings, lastMove }: Register, asOf: CalendarDate | undefined): PointInTime => {
  if (asOf === undefined) return null
  const end = endOf(asOf, settings.policies.timeZone)
  return end > lastMove ? null : end
}
