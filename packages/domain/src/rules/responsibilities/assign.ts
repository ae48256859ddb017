import { accept, decision, type Meta, newId, nothing, type Outcome, when, write } from '../../kernel/decision.js'
import { sameInterval } from '../../kernel/values/interval.js'
import { noActiveEmployee, unlessActiveFor } from '../../model/employee/rejections.js'
import { type Employee, employeeStream } from '../../model/employee/state.js'
import type { Assignment } from '../../model/responsibilities/assignment.js'
import { AssignResponsible } from '../../model/responsibilities/commands.js'
import { ResponsibleAssigned } from '../../model/responsibilities/events.js'
import { InvalidInterval, ResponsibilityOverlaps, RoleAlreadyHeld } from '../../model/responsibilities/rejections.js'
import { noUsableRole } from '../../model/roles/rejections.js'
import { type Roles, rolesStream } from '../../model/roles/state.js'
import { type Settings, settingsStream } from '../../model/settings/state.js'
import { unlessDays, type Wanted, whenHeldByAnother, whenOverlapping } from './rules.js'
import {
  noOpenSubject,
  type Subject,
  type SubjectId,
  subjectStream,
  unlessSubject,
  whenClosedToAssignments,
} from './subject.js'
import { unlessUsableRole } from './usable-role.js'

/** The states that a new responsibility depends on. */
export type AssigningStates = {
  readonly subject: Subject
  readonly employee: Employee
  readonly roles: Roles
  readonly settings: Settings
}

export const assigningReads = (data: SubjectId & { readonly employeeId: string }) => ({
  subject: subjectStream(data),
  employee: employeeStream(data.employeeId),
  roles: rolesStream,
  settings: settingsStream,
})

const isSame = (wanted: Wanted, assignment: Assignment): boolean =>
  assignment.employeeId === wanted.employeeId && assignment.roleId === wanted.roleId && sameInterval(assignment, wanted)

/** Creates the event of a new responsibility. */
export const assignmentEvent = (wanted: Wanted, assignmentId: string, reason?: string) =>
  ResponsibleAssigned({
    assignmentId,
    employeeId: wanted.employeeId,
    roleId: wanted.roleId,
    from: wanted.from,
    until: wanted.until,
    ...(reason === undefined ? {} : { reason }),
  })

/** Decides a new responsibility. */
export const decideAssignment = (
  { subject, employee, roles, settings }: AssigningStates,
  of: SubjectId,
  wanted: Wanted,
  meta: Meta,
): Outcome => {
  const { assignments } = subject.responsibilities
  const same = assignments.some((one) => isSame(wanted, one))
  return (
    unlessSubject(subject, of) ??
    unlessDays(wanted) ??
    when(same, nothing) ??
    whenClosedToAssignments(subject, of, settings) ??
    unlessActiveFor(employee, wanted.employeeId, wanted) ??
    (wanted.roleId === null ? null : unlessUsableRole(settings, roles, wanted.roleId, subject.kindOfSubject)) ??
    whenOverlapping(assignments, wanted) ??
    whenHeldByAnother(assignments, roles, wanted) ??
    accept(write(subjectStream(of), assignmentEvent(wanted, newId(meta))))
  )
}

export const assignResponsible = decision({
  command: AssignResponsible,
  appends: [ResponsibleAssigned],
  rejects: [
    ...noOpenSubject,
    InvalidInterval,
    ...noActiveEmployee,
    ...noUsableRole,
    ResponsibilityOverlaps,
    RoleAlreadyHeld,
  ],
  reads: assigningReads,
  decide: (states, data, meta) => {
    const { employeeId, roleId = null, from = meta.today, until = null } = data
    return decideAssignment(states, data, { employeeId, roleId, from, until }, meta)
  },
})
