import { type Outcome, when, whenFound } from '../../kernel/decision.js'
import type { CalendarDate } from '../../kernel/values/calendar-date.js'
import { covers, hasDays, type Interval, overlaps } from '../../kernel/values/interval.js'
import { type Assignment, segmentsOf } from '../../model/responsibilities/assignment.js'
import {
  InvalidInterval,
  RequiredRoleVacant,
  ResponsibilityOverlaps,
  RoleAlreadyHeld,
} from '../../model/responsibilities/rejections.js'
import type { Roles } from '../../model/roles/state.js'

/** A requested responsibility. */
export type Wanted = Interval & { readonly employeeId: string; readonly roleId: string | null }

/** Refuses unless the interval has at least one day. */
export const unlessDays = ({ from, until }: Interval): Outcome | null =>
  when(!hasDays({ from, until }), InvalidInterval({ from, until }))

const overlapsInRole = (wanted: Wanted, assignment: Assignment): boolean =>
  segmentsOf(assignment).some((part) => part.roleId === wanted.roleId && overlaps(part, wanted))

/** Refuses if the employee has the same role (or none) on one of the days already. */
export const whenOverlapping = (assignments: readonly Assignment[], wanted: Wanted): Outcome | null => {
  const other = assignments.find((one) => one.employeeId === wanted.employeeId && overlapsInRole(wanted, one))
  return other === undefined ? null : ResponsibilityOverlaps({ assignmentId: other.assignmentId })
}

/** Refuses if another employee holds a single-holder role on one of the days. */
export const whenHeldByAnother = (
  assignments: readonly Assignment[],
  { byId }: Roles,
  wanted: Wanted,
): Outcome | null => {
  const { roleId, employeeId } = wanted
  if (roleId === null || byId.get(roleId)?.cardinality !== 'single') return null
  const holder = assignments.find((one) => one.employeeId !== employeeId && overlapsInRole(wanted, one))
  return whenFound(holder, (one) => RoleAlreadyHeld({ roleId, employeeId: one.employeeId }))
}

type RolePart = Interval & { readonly roleId: string }

const partsWithRole = (assignments: readonly Assignment[]): readonly RolePart[] =>
  assignments.flatMap(segmentsOf).filter((part): part is RolePart => part.roleId !== null)

const candidateDays = (parts: readonly RolePart[], from: CalendarDate): readonly CalendarDate[] =>
  [from, ...parts.flatMap(({ until }) => (until === null ? [] : [until]))].filter((day) => day >= from)

/** Returns the first day from `from` on which a role is held before a change and not after it. */
const firstVacantDay = (
  roleId: string,
  before: readonly RolePart[],
  after: readonly RolePart[],
  from: CalendarDate,
): CalendarDate | undefined => {
  const isHeld = (parts: readonly RolePart[], day: CalendarDate): boolean =>
    parts.some((part) => part.roleId === roleId && covers(part, day))
  const starts = [...before, ...after].flatMap((part) => (part.from === null ? [] : [part.from]))
  return [...new Set([...candidateDays([...before, ...after], from), ...starts.filter((day) => day >= from)])]
    .sort()
    .find((day) => isHeld(before, day) && !isHeld(after, day))
}

/** Whether a role must be held; a retired one need not, since nobody can get it any more. */
const isRequired = ({ byId }: Roles, roleId: string): boolean => {
  const role = byId.get(roleId)
  return role?.required === true && !role.retired
}

const hasRequiredRole = (roles: Roles, { roleId, earlierRoles }: Assignment): boolean =>
  [roleId, ...earlierRoles.map((one) => one.roleId)].some((role) => role !== null && isRequired(roles, role))

/** Returns the first required role that a change leaves without a holder, with the first such day. */
export const vacancy = (
  roles: Roles,
  before: readonly Assignment[],
  after: readonly Assignment[],
  from: CalendarDate,
): { readonly roleId: string; readonly from: CalendarDate } | null => {
  if (!before.some((one) => hasRequiredRole(roles, one))) return null
  const [partsBefore, partsAfter] = [partsWithRole(before), partsWithRole(after)]
  for (const roleId of new Set(partsBefore.map((part) => part.roleId))) {
    const day = isRequired(roles, roleId) ? firstVacantDay(roleId, partsBefore, partsAfter, from) : undefined
    if (day !== undefined) return { roleId, from: day }
  }
  return null
}

/** Refuses a change that leaves a required role vacant on a day from `from` on. */
export const whenVacating = (
  roles: Roles,
  before: readonly Assignment[],
  after: readonly Assignment[],
  from: CalendarDate,
): Outcome | null => {
  const vacant = vacancy(roles, before, after, from)
  return vacant === null ? null : RequiredRoleVacant(vacant)
}
