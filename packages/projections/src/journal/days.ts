import {
  type CalendarDate,
  dayOf,
  endOfDay,
  type Instant,
  rowFor,
  type Statement,
  statementOf,
} from '@clientele/domain'

/** The parts of an event that determine its day. */
type DatedEvent = {
  readonly type: string
  readonly data: unknown
  readonly occurrence: { readonly at: Instant }
}

const statementIn = ({ type, data, occurrence }: DatedEvent): Statement | null =>
  rowFor<Statement>(statementOf, type)?.(data, occurrence.at) ?? null

/** The day from which a marketing statement counts; `null` for all other events. */
export const ownDayOf = (event: DatedEvent): CalendarDate | null => statementIn(event)?.date ?? null

/**
 * Returns a function that checks whether an event counts by a day: it happened on the day or before, by the clock of
 * its actor; a marketing statement counts from its own day.
 */
export const countsBy = (day: CalendarDate, timeZone: string): ((event: DatedEvent) => boolean) => {
  const end = endOfDay(day, timeZone)
  return (event) => {
    const statement = statementIn(event)
    return statement === null ? event.occurrence.at < end : dayOf(statement, timeZone) <= day
  }
}
