import { AssignmentId, CustomerId, EmployeeId, ProjectId, RoleId } from '../../ids.js'
import { nullable, optional } from '../../kernel/input/codec.js'
import { commandAbout } from '../../kernel/message.js'
import { CalendarDate } from '../../kernel/values/calendar-date.js'

/** A customer or a project, by id. */
const subject = { customerId: optional(CustomerId), projectId: optional(ProjectId) }
const subjects = ['customerId', 'projectId'] as const

/** `from` is the first day (default: today; `null`: open), `until` the first day after (default: open). */
export const AssignResponsible = commandAbout(
  'AssignResponsible',
  subjects,
  {
    ...subject,
    employeeId: EmployeeId,
    roleId: optional(nullable(RoleId)),
    from: optional(nullable(CalendarDate)),
    until: optional(nullable(CalendarDate)),
  },
  'Makes an employee responsible for a customer or project, in a role and for a time if they are given.',
)

/** Toggles a cell of the matrix. */
export const ToggleResponsible = commandAbout(
  'ToggleResponsible',
  subjects,
  { ...subject, employeeId: EmployeeId },
  'Makes an employee responsible for a customer or project, or ends that.',
)

/** Ends all responsibilities of an employee on the subject from a day on (default: today). */
export const RemoveResponsible = commandAbout(
  'RemoveResponsible',
  subjects,
  {
    ...subject,
    employeeId: EmployeeId,
    from: optional(CalendarDate),
  },
  'Ends everything that an employee is responsible for at a customer or project.',
)

/**
 * `until` is the first day after the responsibility (default: today; one that has not started before today is voided).
 */
export const EndResponsibility = commandAbout(
  'EndResponsibility',
  subjects,
  {
    ...subject,
    assignmentId: AssignmentId,
    until: optional(CalendarDate),
  },
  'Ends one responsibility on a day.',
)

export const ChangeResponsibilityInterval = commandAbout(
  'ChangeResponsibilityInterval',
  subjects,
  {
    ...subject,
    assignmentId: AssignmentId,
    from: nullable(CalendarDate),
    until: nullable(CalendarDate),
  },
  'Changes the days of one responsibility.',
)

export const AddResponsibleRole = commandAbout(
  'AddResponsibleRole',
  subjects,
  {
    ...subject,
    employeeId: EmployeeId,
    roleId: RoleId,
  },
  'Gives an employee a role at a customer or project.',
)

export const RemoveResponsibleRole = commandAbout(
  'RemoveResponsibleRole',
  subjects,
  {
    ...subject,
    employeeId: EmployeeId,
    roleId: RoleId,
  },
  'Takes a role at a customer or project from an employee.',
)

/** Hands a role over from a day on (default: today), without a gap. */
export const ReassignRole = commandAbout(
  'ReassignRole',
  subjects,
  {
    ...subject,
    roleId: RoleId,
    toEmployeeId: EmployeeId,
    from: optional(CalendarDate),
  },
  'Hands a role at a customer or project over to another employee, without a gap.',
)

export const responsibilityCommands = {
  AssignResponsible,
  ToggleResponsible,
  RemoveResponsible,
  EndResponsibility,
  ChangeResponsibilityInterval,
  AddResponsibleRole,
  RemoveResponsibleRole,
  ReassignRole,
}
