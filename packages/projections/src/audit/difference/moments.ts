import { type CalendarDate, endOfDay, type Instant, instantFrom, type Position, type Problem } from '@clientele/domain'
import type { AuditSource } from '../audit-source.js'

/**
 * A day, by default today, as it was known at an instant or after the event at a position, both inclusive; by default as it
 * is known now.
 */
export type Moment = {
  readonly asOf?: CalendarDate | undefined
  readonly knownAt?: Instant | Position | undefined
}

/**
 * What counts at a moment: the first `count` events of the log, if they were so on the day or before, which ends at `end`
 * in epoch milliseconds.
 */
export type Known = { readonly day: CalendarDate; readonly count: number; readonly end: number }

/** The two moments that are compared. */
export type Moments = readonly [Known, Known]

/** The first of two moments or the second. */
export type Which = 0 | 1

const countOf = ({ journal, history }: AuditSource, knownAt: Moment['knownAt']): number | null => {
  const { size } = history.log().index
  if (knownAt === undefined) return size
  const instant = instantFrom(knownAt)
  const count = instant === null ? journal.countUpTo(knownAt) : journal.countRecordedBy(instant)
  return count === null ? null : Math.min(count, size)
}

/** What counts at a moment. */
export const knownAt = (source: AuditSource, { asOf, knownAt: known }: Moment): Known => {
  const { register } = source
  const day = asOf ?? register.today()
  const end = Date.parse(endOfDay(day, register.settings.policies.timeZone))
  return { day, count: countOf(source, known) ?? 0, end }
}

/** What is wrong with a moment of a question. */
export const momentProblems = (
  source: AuditSource,
  path: string,
  { knownAt: known }: Moment = {},
): readonly Problem[] => {
  if (countOf(source, known) !== null) return []
  const expected = 'an ISO 8601 instant, or the position of an event of the register'
  return [{ path: `${path}.knownAt`, expected, actual: 'another text' }]
}
