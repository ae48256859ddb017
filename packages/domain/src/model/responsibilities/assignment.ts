import type { CalendarDate } from '../../kernel/values/calendar-date.js'
import { covers, hasDays, type Interval } from '../../kernel/values/interval.js'

/** A role held until a day (exclusive), before the current one. */
export type EarlierRole = { readonly roleId: string | null; readonly until: CalendarDate }

/** An employee's responsibility for one subject; `roleId` is the latest role, `null` without one. */
export type Assignment = Interval & {
  readonly assignmentId: string
  readonly employeeId: string
  readonly roleId: string | null
  readonly earlierRoles: readonly EarlierRole[]
}

/** A part of a responsibility with one role. */
export type Segment = Interval & { readonly roleId: string | null }

const earlier = (a: CalendarDate | null, b: CalendarDate | null): CalendarDate | null => {
  if (a === null) return b
  return b === null || a < b ? a : b
}

const later = (from: CalendarDate | null, day: CalendarDate): CalendarDate => (from !== null && from > day ? from : day)

/** Returns the parts of a responsibility by role, in time order; together they cover its interval. */
export const segmentsOf = (assignment: Assignment): readonly Segment[] => {
  const { from, until, roleId, earlierRoles } = assignment
  if (earlierRoles.length === 0) return hasDays(assignment) ? [{ roleId, from, until }] : []
  const starts = [from, ...earlierRoles.map((one) => later(from, one.until))]
  const ends = [...earlierRoles.map((one) => earlier(one.until, until)), until]
  const roles = [...earlierRoles.map((one) => one.roleId), roleId]
  return roles
    .map((role, index) => ({ roleId: role, from: starts[index] ?? null, until: ends[index] ?? null }))
    .filter(hasDays)
}

/** Returns the role held on a day of the interval; `null` without one. */
export const roleOn = ({ roleId, earlierRoles }: Assignment, date: CalendarDate): string | null => {
  const earlier = earlierRoles.length === 0 ? undefined : earlierRoles.find(({ until }) => date < until)
  return earlier === undefined ? roleId : earlier.roleId
}

/** Whether the responsibility is in force on a day. */
export const inForce = (assignment: Interval, date: CalendarDate): boolean => covers(assignment, date)

/** Changes the role from a day on; without a day, from the start. */
export const withRole = (assignment: Assignment, roleId: string | null, from: CalendarDate | undefined): Assignment => {
  const startsLater = from !== undefined && (assignment.from === null || assignment.from < from)
  if (!startsLater) return { ...assignment, roleId, earlierRoles: [] }
  const kept = assignment.earlierRoles.filter(({ until }) => until < from)
  const heldBefore = assignment.earlierRoles.find(({ until }) => until === from)
  return { ...assignment, roleId, earlierRoles: [...kept, heldBefore ?? { roleId: assignment.roleId, until: from }] }
}
