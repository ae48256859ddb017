import { accept, decision, type Meta, newId, type Outcome, when, write } from '../../kernel/decision.js'
import type { CalendarDate } from '../../kernel/values/calendar-date.js'
import { startsFrom } from '../../kernel/values/interval.js'
import { noActiveEmployee, unlessActiveFor } from '../../model/employee/rejections.js'
import { type Assignment, inForce, segmentsOf } from '../../model/responsibilities/assignment.js'
import { RemoveResponsible, ToggleResponsible } from '../../model/responsibilities/commands.js'
import { ResponsibilityEnded, ResponsibilityVoided, ResponsibleAssigned } from '../../model/responsibilities/events.js'
import {
  InvalidInterval,
  NotResponsible,
  RequiredRoleVacant,
  ResponsibilityOverlaps,
  RoleAlreadyHeld,
} from '../../model/responsibilities/rejections.js'
import { noUsableRole } from '../../model/roles/rejections.js'
import { rolesStream } from '../../model/roles/state.js'
import { settingsStream } from '../../model/settings/state.js'
import { type AssigningStates, assigningReads, assignmentEvent, decideAssignment } from './assign.js'
import { afterEvents, endFrom, lastingBeyond } from './ending.js'
import { whenHeldByAnother, whenOverlapping, whenVacating } from './rules.js'
import {
  needsRoles,
  noOpenSubject,
  noSubject,
  type Subject,
  type SubjectId,
  subjectStream,
  unlessSubject,
  whenClosedToAssignments,
} from './subject.js'

type Removal = { readonly ending: readonly Assignment[]; readonly from: CalendarDate; readonly removedOn: CalendarDate }

const removeAssignments = (
  { subject, roles, settings }: Pick<AssigningStates, 'subject' | 'roles' | 'settings'>,
  of: SubjectId & { readonly employeeId: string },
  { ending, from, removedOn }: Removal,
): Outcome => {
  const { assignments } = subject.responsibilities
  const events = ending.map((one) => endFrom(one, from, { removedOn }))
  return (
    when(ending.length === 0, NotResponsible({ employeeId: of.employeeId })) ??
    (needsRoles(subject, settings) ? whenVacating(roles, assignments, afterEvents(assignments, events), from) : null) ??
    accept(write(subjectStream(of), ...events))
  )
}

/** Removes an employee from a subject: ends all roles, and voids those that have not started. */
export const removeResponsible = decision({
  command: RemoveResponsible,
  appends: [ResponsibilityVoided, ResponsibilityEnded],
  rejects: [...noSubject, NotResponsible, RequiredRoleVacant],
  reads: (data) => ({ subject: subjectStream(data), roles: rolesStream, settings: settingsStream }),
  decide: (states, data, { today }) => {
    const { employeeId, from = today } = data
    const ending = lastingBeyond(states.subject.responsibilities.assignments, employeeId, from)
    return unlessSubject(states.subject, data) ?? removeAssignments(states, data, { ending, from, removedOn: today })
  },
})

const removedToday = ({ responsibilities }: Subject, employeeId: string, today: CalendarDate): readonly Assignment[] =>
  responsibilities.removed
    .filter(({ assignment, on }) => assignment.employeeId === employeeId && on === today)
    .map(({ assignment }) => assignment)

const remainderOf = (assignment: Assignment, today: CalendarDate) =>
  segmentsOf(assignment)
    .filter(({ until }) => until === null || until > today)
    .map((part) => ({
      employeeId: assignment.employeeId,
      roleId: part.roleId,
      from: startsFrom(part, today) ? part.from : today,
      until: part.until,
    }))

/** Restores what the first click of the day removed. */
const restoreAssignments = (
  { subject, employee, roles, settings }: AssigningStates,
  of: SubjectId & { readonly employeeId: string },
  removed: readonly Assignment[],
  meta: Meta,
): Outcome => {
  const wanted = removed.flatMap((assignment) => remainderOf(assignment, meta.today))
  const { assignments } = subject.responsibilities
  const refusal = wanted
    .map(
      (one) =>
        unlessActiveFor(employee, one.employeeId, one) ??
        whenOverlapping(assignments, one) ??
        whenHeldByAnother(assignments, roles, one),
    )
    .find((outcome) => outcome !== null)
  return (
    whenClosedToAssignments(subject, of, settings) ??
    refusal ??
    accept(write(subjectStream(of), ...wanted.map((one, index) => assignmentEvent(one, newId(meta, index)))))
  )
}

/**
 * Toggles a cell of the matrix: an empty cell is filled from today without a role, a filled one is emptied.
 * Responsibilities that start later remain, so that two clicks on one day cancel out.
 */
export const toggleResponsible = decision({
  command: ToggleResponsible,
  appends: [ResponsibilityVoided, ResponsibilityEnded, ResponsibleAssigned],
  rejects: [
    ...noOpenSubject,
    NotResponsible,
    RequiredRoleVacant,
    ...noActiveEmployee,
    ResponsibilityOverlaps,
    RoleAlreadyHeld,
    InvalidInterval,
    ...noUsableRole,
  ],
  reads: assigningReads,
  decide: (states, data, meta) => {
    const { today } = meta
    const { employeeId } = data
    const { assignments } = states.subject.responsibilities
    const refusal = unlessSubject(states.subject, data)
    if (refusal !== null) return refusal
    const ending = assignments.filter((one) => one.employeeId === employeeId && inForce(one, today))
    if (ending.length > 0) return removeAssignments(states, data, { ending, from: today, removedOn: today })
    const removed = removedToday(states.subject, employeeId, today)
    return removed.length > 0
      ? restoreAssignments(states, data, removed, meta)
      : decideAssignment(states, data, { employeeId, roleId: null, from: today, until: null }, meta)
  },
})
