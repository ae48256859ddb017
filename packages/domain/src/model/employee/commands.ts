import { EmployeeId, MailboxId, SubjectId, TeamId } from '../../ids.js'
import { boolean, listOf, nullable, optional, personal, text } from '../../kernel/input/codec.js'
import { command } from '../../kernel/message.js'
import { CalendarDate } from '../../kernel/values/calendar-date.js'

const mine = personal(nullable(text), 'employeeId')

export const RegisterEmployee = command('RegisterEmployee', {
  employeeId: EmployeeId,
  name: personal(text, 'employeeId'),
  email: optional(mine),
  teams: optional(listOf(TeamId)),
  salesperson: optional(boolean),
  sellerCode: optional(nullable(text)),
  admin: optional(boolean),
  crmAccess: optional(boolean),
})

export const ChangeEmployeeDetails = command('ChangeEmployeeDetails', {
  employeeId: EmployeeId,
  name: optional(personal(text, 'employeeId')),
  email: optional(mine),
})

export const SetEmployeeTeams = command('SetEmployeeTeams', { employeeId: EmployeeId, teams: listOf(TeamId) })

/** A `sellerCode` without `salesperson` makes the employee a salesperson. */
export const SetSellerInformation = command('SetSellerInformation', {
  employeeId: EmployeeId,
  salesperson: optional(boolean),
  sellerCode: optional(nullable(text)),
})

/** `effective` is the first day no longer active (default: today). */
export const DeactivateEmployee = command('DeactivateEmployee', {
  employeeId: EmployeeId,
  effective: optional(CalendarDate),
  successorId: optional(nullable(EmployeeId)),
})

export const ReactivateEmployee = command('ReactivateEmployee', { employeeId: EmployeeId })

/** `substituteId` stands in from `from` (first day absent) until `until` (first day back). */
export const PlanAbsence = command('PlanAbsence', {
  employeeId: EmployeeId,
  substituteId: EmployeeId,
  from: CalendarDate,
  until: CalendarDate,
  reason: optional(mine),
})

/** `subjects` limits the command to some customers or projects, by id. */
export const ReassignResponsibilities = command('ReassignResponsibilities', {
  fromEmployeeId: EmployeeId,
  toEmployeeId: EmployeeId,
  effective: optional(CalendarDate),
  subjects: optional(listOf(SubjectId)),
})

const mailbox = { employeeId: EmployeeId, mailboxId: personal(MailboxId, 'employeeId') }

/** Lets e-mails of this mailbox be registered to the persons they were exchanged with. */
export const EnableEmailLinking = command('EnableEmailLinking', mailbox)
export const DisableEmailLinking = command('DisableEmailLinking', mailbox)

export const employeeCommands = {
  RegisterEmployee,
  ChangeEmployeeDetails,
  SetEmployeeTeams,
  SetSellerInformation,
  DeactivateEmployee,
  ReactivateEmployee,
  PlanAbsence,
  ReassignResponsibilities,
  EnableEmailLinking,
  DisableEmailLinking,
}
