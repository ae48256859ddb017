import { type CalendarDate, endOfDay, type Instant, instantFrom, type Position, type Problem } from '@clientele/domain'
import type { AuditSource } from '../audit-source.js'

/**
 * A day (by default today) as known at an instant or after the event at a position, both inclusive; by default as known
 * now.
 */
export type Moment = {
  readonly asOf?: CalendarDate | undefined
  readonly knownAt?: Instant | Position | undefined
}

/**
 * The events that count at a moment: of the first `count` events of the log, those that happened on `day` or before, so
 * before `end` in epoch milliseconds.
 */
export type MomentScope = { readonly day: CalendarDate; readonly count: number; readonly end: number }

/** The two moments to compare. */
export type Moments = readonly [MomentScope, MomentScope]

/** Index of the first or the second moment. */
export type MomentIndex = 0 | 1

const countOf = ({ journal, history }: AuditSource, knownAt: Moment['knownAt']): number | null => {
  const { size } = history.log().index
  if (knownAt === undefined) return size
  const instant = instantFrom(knownAt)
  const count = instant === null ? journal.countUpTo(knownAt) : journal.countRecordedBy(instant)
  return count === null ? null : Math.min(count, size)
}

/** Resolves a moment to the events that count at it. */
export const scopeOf = (source: AuditSource, { asOf, knownAt: known }: Moment): MomentScope => {
  const { register } = source
  const day = asOf ?? register.today()
  const end = Date.parse(endOfDay(day, register.settings.policies.timeZone))
  return { day, count: countOf(source, known) ?? 0, end }
}

/** Problems of a moment in a question. */
export const momentProblems = (
  source: AuditSource,
  path: string,
  { knownAt: known }: Moment = {},
): readonly Problem[] => {
  if (countOf(source, known) !== null) return []
  const expected = 'an ISO 8601 instant, or the position of an event of the register'
  return [{ path: `${path}.knownAt`, expected, actual: 'another text' }]
}
