import { EmployeeId, MailboxId, SubjectId, TeamId } from '../../ids.js'
import { boolean, listOf, nullable, optional, personal, text } from '../../kernel/input/codec.js'
import { command } from '../../kernel/message.js'
import { CalendarDate } from '../../kernel/values/calendar-date.js'

const mine = personal(nullable(text), 'employeeId')

export const RegisterEmployee = command(
  'RegisterEmployee',
  {
    employeeId: EmployeeId,
    name: personal(text, 'employeeId'),
    email: optional(mine),
    teams: optional(listOf(TeamId)),
    salesperson: optional(boolean),
    sellerCode: optional(nullable(text)),
    admin: optional(boolean),
    crmAccess: optional(boolean),
  },
  'Registers an employee of ours.',
)

export const ChangeEmployeeDetails = command(
  'ChangeEmployeeDetails',
  {
    employeeId: EmployeeId,
    name: optional(personal(text, 'employeeId')),
    email: optional(mine),
  },
  'Changes the name or e-mail address of an employee.',
)

export const SetEmployeeTeams = command(
  'SetEmployeeTeams',
  { employeeId: EmployeeId, teams: listOf(TeamId) },
  'Sets the teams that an employee is in.',
)

/** A `sellerCode` without `salesperson` makes the employee a salesperson. */
export const SetSellerInformation = command(
  'SetSellerInformation',
  {
    employeeId: EmployeeId,
    salesperson: optional(boolean),
    sellerCode: optional(nullable(text)),
  },
  'Says whether an employee is a salesperson, and its seller code.',
)

/** `effective` is the first day no longer active (default: today). */
export const DeactivateEmployee = command(
  'DeactivateEmployee',
  {
    employeeId: EmployeeId,
    effective: optional(CalendarDate),
    successorId: optional(nullable(EmployeeId)),
  },
  'Lets an employee leave on a day, and hands over what it has to a successor.',
)

export const ReactivateEmployee = command(
  'ReactivateEmployee',
  { employeeId: EmployeeId },
  'Makes an employee that has left active again.',
)

/** `substituteId` substitutes from `from` (first day absent) until `until` (first day back). */
export const PlanAbsence = command(
  'PlanAbsence',
  {
    employeeId: EmployeeId,
    substituteId: EmployeeId,
    from: CalendarDate,
    until: CalendarDate,
    reason: optional(mine),
  },
  'Plans an absence of an employee, and who substitutes for it.',
)

/** `from` is the first day of the absence. */
export const CancelAbsence = command(
  'CancelAbsence',
  { employeeId: EmployeeId, from: CalendarDate, reason: optional(mine) },
  'Cancels a planned absence of an employee, from today if it has begun.',
)

/** `subjects` limits the command to some customers or projects, by id. */
export const ReassignResponsibilities = command(
  'ReassignResponsibilities',
  {
    fromEmployeeId: EmployeeId,
    toEmployeeId: EmployeeId,
    effective: optional(CalendarDate),
    subjects: optional(listOf(SubjectId)),
  },
  'Hands all or some responsibilities of an employee over to another.',
)

const mailbox = { employeeId: EmployeeId, mailboxId: personal(MailboxId, 'employeeId') }

/** Allows e-mails of this mailbox to be registered to the persons they were exchanged with. */
export const EnableEmailLinking = command(
  'EnableEmailLinking',
  mailbox,
  'Links the e-mails of a mailbox of an employee to customers and contacts.',
)
export const DisableEmailLinking = command(
  'DisableEmailLinking',
  mailbox,
  'Stops linking the e-mails of a mailbox of an employee.',
)

export const employeeCommands = {
  RegisterEmployee,
  ChangeEmployeeDetails,
  SetEmployeeTeams,
  SetSellerInformation,
  DeactivateEmployee,
  ReactivateEmployee,
  PlanAbsence,
  CancelAbsence,
  ReassignResponsibilities,
  EnableEmailLinking,
  DisableEmailLinking,
}
