import type { CalendarDate } from '../../kernel/values/calendar-date.js'
import { covers, type Interval } from '../../kernel/values/interval.js'
import type { Wanted } from './rules.js'

/** Returns the later of two first days. */
export const laterStart = (a: CalendarDate | null, b: CalendarDate): CalendarDate => (a !== null && a > b ? a : b)

const coveredBy = (parts: readonly Interval[], day: CalendarDate): Interval | undefined =>
  parts.find((part) => covers(part, day))

/** Returns the days of a requested responsibility that no part covers, as intervals. */
export const uncoveredDays = (
  wanted: Wanted & { readonly from: CalendarDate },
  parts: readonly Interval[],
): readonly Wanted[] => {
  const found: Wanted[] = []
  let day: CalendarDate | null = wanted.from
  while (day !== null && (wanted.until === null || day < wanted.until)) {
    const cover = coveredBy(parts, day)
    if (cover !== undefined) day = cover.until
    else {
      const from: CalendarDate = day
      const next = parts.flatMap((part) => (part.from !== null && part.from > from ? [part.from] : [])).sort()[0]
      const until: CalendarDate | null =
        next !== undefined && (wanted.until === null || next < wanted.until) ? next : wanted.until
      found.push({ ...wanted, from, until })
      day = until
    }
  }
  return found
}
