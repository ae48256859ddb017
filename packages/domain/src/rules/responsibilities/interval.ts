import {
  accept,
  decision,
  nothing,
  type Outcome,
  reading,
  steppedDecision,
  when,
  write,
} from '../../kernel/decision.js'
import type { DataOf } from '../../kernel/message.js'
import { endsBy, hasDays, sameInterval, startsFrom } from '../../kernel/values/interval.js'
import { noActiveEmployee, unlessActiveFor } from '../../model/employee/rejections.js'
import { employeeStream } from '../../model/employee/state.js'
import { type Assignment, segmentsOf } from '../../model/responsibilities/assignment.js'
import { ChangeResponsibilityInterval, EndResponsibility } from '../../model/responsibilities/commands.js'
import {
  ResponsibilityEnded,
  ResponsibilityIntervalChanged,
  ResponsibilityVoided,
} from '../../model/responsibilities/events.js'
import {
  AssignmentNotFound,
  InvalidInterval,
  RequiredRoleVacant,
  ResponsibilityAlreadyEnded,
  ResponsibilityOverlaps,
  RoleAlreadyHeld,
} from '../../model/responsibilities/rejections.js'
import { rolesStream } from '../../model/roles/state.js'
import { settingsStream } from '../../model/settings/state.js'
import { afterEvents } from './ending.js'
import { unlessDays, whenHeldByAnother, whenOverlapping, whenVacating } from './rules.js'
import {
  needsRoles,
  noOpenSubject,
  noSubject,
  type Subject,
  subjectStream,
  unlessSubject,
  whenClosedToAssignments,
} from './subject.js'

const assignmentOf = ({ responsibilities }: Subject, assignmentId: string): Assignment | undefined =>
  responsibilities.assignments.find((one) => one.assignmentId === assignmentId)

/**
 * Ends one responsibility on a day, also on archived customers. Without a day, ends it today, or voids it if it has not
 * started before today.
 */
export const endResponsibility = decision({
  command: EndResponsibility,
  appends: [ResponsibilityEnded, ResponsibilityVoided],
  rejects: [...noSubject, AssignmentNotFound, ResponsibilityAlreadyEnded, InvalidInterval, RequiredRoleVacant],
  reads: (data) => ({ subject: subjectStream(data), roles: rolesStream, settings: settingsStream }),
  decide: ({ subject, roles, settings }, data, { today }) => {
    const { assignmentId, until = today } = data
    const assignment = assignmentOf(subject, assignmentId)
    const refusal = unlessSubject(subject, data)
    if (refusal !== null) return refusal
    if (assignment === undefined) return AssignmentNotFound({ assignmentId })
    const { assignments } = subject.responsibilities
    const { employeeId } = assignment
    const isCancelled = data.until === undefined && startsFrom(assignment, today)
    const end = isCancelled
      ? ResponsibilityVoided({ assignmentId, employeeId })
      : ResponsibilityEnded({ assignmentId, employeeId, until })
    return (
      when(assignment.until === until, nothing) ??
      when(
        endsBy(assignment, today) || endsBy(assignment, until),
        ResponsibilityAlreadyEnded({ assignmentId, until: assignment.until ?? '' }),
      ) ??
      when(
        !isCancelled && !hasDays({ from: assignment.from, until }),
        InvalidInterval({ from: assignment.from, until }),
      ) ??
      (needsRoles(subject, settings)
        ? whenVacating(roles, assignments, afterEvents(assignments, [end]), until)
        : null) ??
      accept(write(subjectStream(data), end))
    )
  },
})

const reads = reading((data: DataOf<typeof ChangeResponsibilityInterval>) => ({
  subject: subjectStream(data),
  roles: rolesStream,
  settings: settingsStream,
})).also(({ assignmentId }, _meta, { subject }) => ({
  employee: employeeStream(assignmentOf(subject, assignmentId)?.employeeId ?? ''),
}))

const firstRefusal = (refusals: readonly (Outcome | null)[]): Outcome | null =>
  refusals.find((refusal) => refusal !== null) ?? null

/** Changes the interval; every part by role must fit its new place, earlier roles too. */
export const changeResponsibilityInterval = steppedDecision({
  command: ChangeResponsibilityInterval,
  appends: [ResponsibilityIntervalChanged],
  rejects: [
    ...noOpenSubject,
    AssignmentNotFound,
    InvalidInterval,
    ...noActiveEmployee,
    ResponsibilityOverlaps,
    RoleAlreadyHeld,
    RequiredRoleVacant,
  ],
  reads,
  decide: ({ subject, roles, settings, employee }, data, { today }) => {
    const { assignmentId, from, until } = data
    const refusal = unlessSubject(subject, data)
    if (refusal !== null) return refusal
    const assignment = assignmentOf(subject, assignmentId)
    if (assignment === undefined) return AssignmentNotFound({ assignmentId })
    const { employeeId } = assignment
    const { assignments } = subject.responsibilities
    const others = assignments.filter((one) => one !== assignment)
    const wanted = { employeeId, roleId: assignment.roleId, from, until }
    const parts = segmentsOf({ ...assignment, from, until }).map((part) => ({ ...part, employeeId }))
    const change = ResponsibilityIntervalChanged({ assignmentId, employeeId, from, until })
    return (
      unlessDays(wanted) ??
      when(sameInterval(assignment, wanted), nothing) ??
      whenClosedToAssignments(subject, data, settings) ??
      unlessActiveFor(employee, employeeId, wanted) ??
      firstRefusal(parts.map((part) => whenOverlapping(others, part))) ??
      firstRefusal(parts.map((part) => whenHeldByAnother(others, roles, part))) ??
      (needsRoles(subject, settings)
        ? whenVacating(roles, assignments, afterEvents(assignments, [change]), today)
        : null) ??
      accept(write(subjectStream(data), change))
    )
  },
})
