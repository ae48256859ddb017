import { type CalendarDate, dateOf, type Instant } from '@clientele/domain'
import type { HistoryKind } from '../../history/line.js'
import { ownDayIn } from '../../history/own-day.js'

/** The times of an event. */
type EventTimes = {
  readonly type: string
  readonly at: Instant
  readonly recordedAt: Instant
  readonly effectiveDate: CalendarDate | null
}

/** The day from which a change counts, and when it became known. */
export type Times = { readonly day: CalendarDate; readonly recordedAt: Instant }

/** Kinds of records whose events do not count before the day of their registration. */
const registeredKinds: readonly HistoryKind[] = [
  ...(['customer', 'contact', 'employee', 'project', 'customerGroup', 'specialGroup', 'activity'] as const),
]

const max = (one: string, other: string): string => (one > other ? one : other)

/**
 * Returns a function that computes the times of a subject's events; call it in the order of the log. The day is by the
 * clock of the actor; marketing statements have days of their own. No day is before that of `first`, which registers
 * the subject, and no event is known before an earlier one of the log.
 */
export const createTimes = (
  kind: HistoryKind,
  first: EventTimes | null,
  timeZone: string,
): ((event: EventTimes) => Times) => {
  const firstDay = first !== null && registeredKinds.includes(kind) ? dateOf(first.at, timeZone) : ''
  let lastRecordedAt = ''
  return (event) => {
    lastRecordedAt = max(lastRecordedAt, event.recordedAt)
    return { day: max(firstDay, ownDayIn(event) ?? dateOf(event.at, timeZone)), recordedAt: lastRecordedAt }
  }
}
