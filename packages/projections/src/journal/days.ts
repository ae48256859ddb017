import {
  type CalendarDate,
  dayOf,
  endOfDay,
  type Instant,
  rowFor,
  type Statement,
  statementOf,
} from '@clientele/domain'

/** What tells the day of an event. */
type Dated = {
  readonly type: string
  readonly data: unknown
  readonly occurrence: { readonly at: Instant }
}

const statementIn = ({ type, data, occurrence }: Dated): Statement | null =>
  rowFor<Statement>(statementOf, type)?.(data, occurrence.at) ?? null

/** The day that a marketing statement says it counts from; `null` for all other events. */
export const ownDayOf = (event: Dated): CalendarDate | null => statementIn(event)?.date ?? null

/**
 * Whether an event was so by a day: it happened then or before by the clock of its actor, and a marketing statement
 * counts from then or before.
 */
export const wasSoBy = (day: CalendarDate, timeZone: string): ((event: Dated) => boolean) => {
  const end = endOfDay(day, timeZone)
  return (event) => {
    const statement = statementIn(event)
    return statement === null ? event.occurrence.at < end : dayOf(statement, timeZone) <= day
  }
}
