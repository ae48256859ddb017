// Stored forever: a released name or field is never changed, only superseded.
import { AssignmentId, EmployeeId, RoleId } from '../../ids.js'
import { nullable, optional, text } from '../../kernel/input/codec.js'
import { event, type MessageOf } from '../../kernel/message.js'
import { CalendarDate } from '../../kernel/values/calendar-date.js'

/** `from` is the first day, `until` the first day after; `null` leaves that side open. */
export const ResponsibleAssigned = event('ResponsibleAssigned', {
  assignmentId: AssignmentId,
  employeeId: EmployeeId,
  roleId: nullable(RoleId),
  from: nullable(CalendarDate),
  until: nullable(CalendarDate),
  reason: optional(text),
})

/** `removedOn` marks an end by the matrix or by removal of the person: a second click on that day restores it. */
export const ResponsibilityEnded = event('ResponsibilityEnded', {
  assignmentId: AssignmentId,
  employeeId: optional(EmployeeId),
  until: CalendarDate,
  reason: optional(text),
  removedOn: optional(CalendarDate),
})

/** The responsibility never took effect. */
export const ResponsibilityVoided = event('ResponsibilityVoided', {
  assignmentId: AssignmentId,
  employeeId: optional(EmployeeId),
  reason: optional(text),
  removedOn: optional(CalendarDate),
})

export const ResponsibilityIntervalChanged = event('ResponsibilityIntervalChanged', {
  assignmentId: AssignmentId,
  employeeId: optional(EmployeeId),
  from: nullable(CalendarDate),
  until: nullable(CalendarDate),
})

/** Without `from`, the role was held from the start of the responsibility. */
export const ResponsibleRoleAdded = event('ResponsibleRoleAdded', {
  assignmentId: AssignmentId,
  employeeId: optional(EmployeeId),
  roleId: RoleId,
  from: optional(CalendarDate),
})

/** Without `from`, the role was never held. */
export const ResponsibleRoleRemoved = event('ResponsibleRoleRemoved', {
  assignmentId: AssignmentId,
  employeeId: optional(EmployeeId),
  roleId: RoleId,
  from: optional(CalendarDate),
})

export const responsibilityEvents = {
  ResponsibleAssigned,
  ResponsibilityEnded,
  ResponsibilityVoided,
  ResponsibilityIntervalChanged,
  ResponsibleRoleAdded,
  ResponsibleRoleRemoved,
}

export type ResponsibilityEvent = MessageOf<typeof responsibilityEvents>
