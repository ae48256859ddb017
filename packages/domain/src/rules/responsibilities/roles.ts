import { accept, decision, newId, nothing, type Outcome, when, write } from '../../kernel/decision.js'
import type { CalendarDate } from '../../kernel/values/calendar-date.js'
import { overlaps } from '../../kernel/values/interval.js'
import { noActiveEmployee, unlessActiveFor } from '../../model/employee/rejections.js'
import { type Assignment, inForce } from '../../model/responsibilities/assignment.js'
import { AddResponsibleRole, ReassignRole, RemoveResponsibleRole } from '../../model/responsibilities/commands.js'
import {
  ResponsibilityEnded,
  type ResponsibilityEvent,
  ResponsibilityVoided,
  ResponsibleAssigned,
  ResponsibleRoleAdded,
  ResponsibleRoleRemoved,
} from '../../model/responsibilities/events.js'
import {
  InvalidInterval,
  RequiredRoleVacant,
  ResponsibilityOverlaps,
  RoleAlreadyHeld,
  RoleNotHeld,
} from '../../model/responsibilities/rejections.js'
import { noUsableRole } from '../../model/roles/rejections.js'
import { rolesStream } from '../../model/roles/state.js'
import { settingsStream } from '../../model/settings/state.js'
import { assigningReads, assignmentEvent, decideAssignment } from './assign.js'
import { afterEvents, endFrom } from './ending.js'
import { type Wanted, whenHeldByAnother, whenOverlapping, whenVacating } from './rules.js'
import {
  needsRoles,
  noOpenSubject,
  noSubject,
  subjectStream,
  unlessSubject,
  whenClosedToAssignments,
} from './subject.js'
import { unlessUsableRole } from './usable-role.js'

const currentHolding = (
  assignments: readonly Assignment[],
  employeeId: string,
  roleId: string | null,
  today: CalendarDate,
): Assignment | undefined =>
  assignments.find((one) => one.employeeId === employeeId && one.roleId === roleId && inForce(one, today))

/** Adds a role: to the responsibility without one, or as a new responsibility. */
export const addResponsibleRole = decision({
  command: AddResponsibleRole,
  appends: [ResponsibleAssigned, ResponsibleRoleAdded],
  rejects: [
    ...noOpenSubject,
    ...noUsableRole,
    InvalidInterval,
    ...noActiveEmployee,
    ResponsibilityOverlaps,
    RoleAlreadyHeld,
  ],
  reads: assigningReads,
  decide: (states, data, meta) => {
    const { subject, employee, roles, settings } = states
    const { employeeId, roleId } = data
    const { today } = meta
    const { assignments } = subject.responsibilities
    const roleless = currentHolding(assignments, employeeId, null, today)
    const wanted: Wanted = { employeeId, roleId, from: today, until: roleless?.until ?? null }
    const refusal =
      unlessSubject(subject, data) ??
      unlessUsableRole(settings, roles, roleId, subject.kindOfSubject) ??
      when(currentHolding(assignments, employeeId, roleId, today) !== undefined, nothing)
    if (refusal !== null || roleless === undefined) return refusal ?? decideAssignment(states, data, wanted, meta)
    const { assignmentId } = roleless
    return (
      whenClosedToAssignments(subject, data, settings) ??
      unlessActiveFor(employee, employeeId, wanted) ??
      whenOverlapping(assignments, wanted) ??
      whenHeldByAnother(assignments, roles, wanted) ??
      accept(write(subjectStream(data), ResponsibleRoleAdded({ assignmentId, employeeId, roleId, from: today })))
    )
  },
})

/** Removes a role: the employee remains responsible without a role; if it already is, the responsibility ends. */
const withoutRole = (
  assignment: Assignment,
  assignments: readonly Assignment[],
  roleId: string,
  today: CalendarDate,
): ResponsibilityEvent => {
  const { assignmentId, employeeId, until } = assignment
  const rest = { from: today, until }
  const roleless = assignments.some(
    (one) => one.employeeId === employeeId && one.roleId === null && overlaps(one, rest),
  )
  return roleless
    ? endFrom(assignment, today)
    : ResponsibleRoleRemoved({ assignmentId, employeeId, roleId, from: today })
}

export const removeResponsibleRole = decision({
  command: RemoveResponsibleRole,
  appends: [ResponsibilityVoided, ResponsibilityEnded, ResponsibleRoleRemoved],
  rejects: [...noSubject, ...noUsableRole, RoleNotHeld, RequiredRoleVacant],
  reads: (data) => ({ subject: subjectStream(data), roles: rolesStream, settings: settingsStream }),
  decide: ({ subject, roles, settings }, data, { today }) => {
    const { employeeId, roleId } = data
    const { assignments } = subject.responsibilities
    const current = currentHolding(assignments, employeeId, roleId, today)
    const refusal = unlessSubject(subject, data)
    if (refusal !== null) return refusal
    if (current === undefined)
      return unlessUsableRole(settings, roles, roleId, subject.kindOfSubject) ?? RoleNotHeld({ roleId, employeeId })
    const change = withoutRole(current, assignments, roleId, today)
    return (
      (needsRoles(subject, settings)
        ? whenVacating(roles, assignments, afterEvents(assignments, [change]), today)
        : null) ?? accept(write(subjectStream(data), change))
    )
  },
})

const openEnd = (assignments: readonly Assignment[]): CalendarDate | null =>
  assignments.some(({ until }) => until === null)
    ? null
    : (assignments
        .map(({ until }) => until ?? '')
        .sort()
        .at(-1) ?? null)

/** Hands a role over: ends the current holders and starts the new one in one append, without a gap. */
export const reassignRole = decision({
  command: ReassignRole,
  appends: [ResponsibilityVoided, ResponsibilityEnded, ResponsibleAssigned],
  rejects: [
    ...noOpenSubject,
    ...noUsableRole,
    RoleNotHeld,
    ...noActiveEmployee,
    ResponsibilityOverlaps,
    RoleAlreadyHeld,
  ],
  reads: (data) => assigningReads({ ...data, employeeId: data.toEmployeeId }),
  decide: ({ subject, employee, roles, settings }, data, meta): Outcome => {
    const { roleId, toEmployeeId, from = meta.today } = data
    const { assignments } = subject.responsibilities
    const holders = assignments.filter((one) => one.roleId === roleId && inForce(one, from))
    const others = holders.filter(({ employeeId }) => employeeId !== toEmployeeId)
    const wanted: Wanted = { employeeId: toEmployeeId, roleId, from, until: openEnd(others) }
    const endings = others.map((one) => endFrom(one, from))
    const remaining = afterEvents(assignments, endings)
    const takesOver = others.length === holders.length
    return (
      unlessSubject(subject, data) ??
      unlessUsableRole(settings, roles, roleId, subject.kindOfSubject) ??
      when(holders.length === 0, RoleNotHeld({ roleId, employeeId: null })) ??
      when(others.length === 0, nothing) ??
      whenClosedToAssignments(subject, data, settings) ??
      unlessActiveFor(employee, toEmployeeId, wanted) ??
      (takesOver ? (whenOverlapping(remaining, wanted) ?? whenHeldByAnother(remaining, roles, wanted)) : null) ??
      accept(write(subjectStream(data), ...endings, ...(takesOver ? [assignmentEvent(wanted, newId(meta))] : [])))
    )
  },
})
