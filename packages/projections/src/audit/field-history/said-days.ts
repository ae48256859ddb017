import { type CalendarDate, dateOf, type Instant, rowFor, type Statement, statementOf } from '@clientele/domain'
import type { HistoryKind } from '../../history/line.js'

/** What tells the day and the time of recording of an event. */
type Dated = {
  readonly type: string
  readonly at: Instant
  readonly recordedAt: Instant
  readonly effectiveDate: CalendarDate | null
}

/** When something was said: the day that it counts from, and when it was known. */
export type Times = { readonly day: CalendarDate; readonly recordedAt: Instant }

const isMarketing = (type: string): boolean => rowFor<Statement>(statementOf, type) !== undefined

/** What happens to records of these kinds before they are registered changes nothing. */
const registeredKinds: readonly HistoryKind[] = [
  ...(['customer', 'contact', 'employee', 'project', 'customerGroup', 'specialGroup', 'activity'] as const),
]

const laterOf = (one: string, other: string): string => (one > other ? one : other)

/**
 * Returns a function that tells the times of the events of a subject, in the order of the log. The day is that of the actor;
 * marketing statements have days of their own. Nothing counts before the day of `first`, which registers the subject, and
 * nothing is known before what the log has earlier.
 */
export const createTimes = (kind: HistoryKind, first: Dated | null, timeZone: string): ((event: Dated) => Times) => {
  const firstDay = first !== null && registeredKinds.includes(kind) ? dateOf(first.at, timeZone) : ''
  let known = ''
  return ({ type, at, recordedAt, effectiveDate }) => {
    known = laterOf(known, recordedAt)
    const own = isMarketing(type) ? effectiveDate : null
    return { day: laterOf(firstDay, own ?? dateOf(at, timeZone)), recordedAt: known }
  }
}
