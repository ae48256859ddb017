import { type CalendarDate, endOfDay, rowFor, type Statement, statementOf } from '@clientele/domain'
import type { HistoryEntry } from './line.js'

type Dated = Pick<HistoryEntry, 'type' | 'at' | 'effectiveDate'>

/** Whether events of this type are marketing statements, which count from a day of their own. */
export const isMarketingStatement = (type: string): boolean => rowFor<Statement>(statementOf, type) !== undefined

/** The day from which a marketing statement counts; `null` if it gives none, and for all other entries. */
export const ownDayIn = ({ type, effectiveDate }: Omit<Dated, 'at'>): CalendarDate | null =>
  isMarketingStatement(type) ? effectiveDate : null

/** Returns a function that checks whether an entry counts by a day: as `countsBy` for its event. */
export const entryCountsBy = (day: CalendarDate, timeZone: string): ((entry: Dated) => boolean) => {
  const end = endOfDay(day, timeZone)
  return (entry) => {
    const own = ownDayIn(entry)
    return own === null ? entry.at < end : own <= day
  }
}
