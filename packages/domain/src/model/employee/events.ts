// Stored forever: a released name or field is never changed, only superseded.
import type * as t from 'io-ts'
import { EmployeeId, MailboxId, TeamId } from '../../ids.js'
import {
  boolean,
  exactRecordOf,
  integer,
  listOf,
  nullable,
  optional,
  personal,
  text,
} from '../../kernel/input/codec.js'
import { event, type MessageOf } from '../../kernel/message.js'
import { CalendarDate } from '../../kernel/values/calendar-date.js'

const mine = personal(nullable(text), 'employeeId')

export const EmployeeRegistered = event('EmployeeRegistered', {
  employeeId: EmployeeId,
  name: personal(text, 'employeeId'),
  email: optional(mine),
  teams: optional(listOf(TeamId)),
  salesperson: optional(boolean),
  sellerCode: optional(nullable(text)),
  admin: optional(boolean),
  crmAccess: optional(boolean),
})

const EmployeeChange = exactRecordOf('EmployeeChange', {
  field: text,
  old: nullable(text),
  new: nullable(text),
})

export const EmployeeDetailsChanged = event('EmployeeDetailsChanged', {
  employeeId: optional(EmployeeId),
  changes: personal(listOf(EmployeeChange), 'employeeId'),
})

export const EmployeeTeamsSet = event('EmployeeTeamsSet', {
  employeeId: optional(EmployeeId),
  teams: listOf(TeamId),
  previous: optional(listOf(TeamId)),
})

export const SellerInformationSet = event('SellerInformationSet', {
  employeeId: optional(EmployeeId),
  salesperson: boolean,
  sellerCode: nullable(text),
  previous: optional(exactRecordOf('PreviousSeller', { salesperson: boolean, sellerCode: nullable(text) })),
})

/**
 * Counts of a handover to a successor: responsibilities that `ended`, those `assigned` to the successor, those not
 * assigned because it has the same role there (`alreadyHeld`) or because the customer is archived or the project closed
 * (`closed`); and the customers, private contacts, open tasks and project participations that it now owns. Without a
 * successor, or before the day the employee leaves, these remain: `customersLeft`, `contactsLeft`, `tasksLeft`,
 * `participationsLeft`. Zero counts of private contacts are omitted.
 */
export const Handover = exactRecordOf('Handover', {
  ended: integer,
  assigned: integer,
  alreadyHeld: integer,
  closed: integer,
  customers: integer,
  tasks: integer,
  participations: integer,
  customersLeft: integer,
  tasksLeft: integer,
  participationsLeft: integer,
  contacts: optional(integer),
  contactsLeft: optional(integer),
  meetings: optional(integer),
  meetingsLeft: optional(integer),
})
export type Handover = t.TypeOf<typeof Handover>

/** `effective` is the first day no longer active. */
export const EmployeeDeactivated = event('EmployeeDeactivated', {
  employeeId: optional(EmployeeId),
  effective: CalendarDate,
  successorId: optional(nullable(EmployeeId)),
  handover: optional(Handover),
})

export const EmployeeReactivated = event('EmployeeReactivated', { employeeId: optional(EmployeeId) })

/** `from` is the first day absent, `until` the first day back; `substituteId` substitutes. */
export const AbsencePlanned = event('AbsencePlanned', {
  employeeId: optional(EmployeeId),
  substituteId: EmployeeId,
  from: CalendarDate,
  until: CalendarDate,
  reason: optional(mine),
})

/** The absence that began on `from` ends before `until`, the first day back; if both are equal, it never takes place. */
export const AbsenceCancelled = event('AbsenceCancelled', {
  employeeId: optional(EmployeeId),
  substituteId: EmployeeId,
  from: CalendarDate,
  until: CalendarDate,
  reason: optional(mine),
})

export const ResponsibilitiesReassignmentStarted = event('ResponsibilitiesReassignmentStarted', {
  toEmployeeId: EmployeeId,
  effective: CalendarDate,
})

export const ResponsibilitiesReassigned = event('ResponsibilitiesReassigned', {
  toEmployeeId: optional(EmployeeId),
  ended: integer,
  assigned: integer,
  alreadyHeld: optional(integer),
  closed: optional(integer),
})

const mailbox = { employeeId: optional(EmployeeId), mailboxId: personal(MailboxId, 'stream') }

export const EmailLinkingEnabled = event('EmailLinkingEnabled', mailbox)

export const EmailLinkingDisabled = event('EmailLinkingDisabled', mailbox)

export const employeeEvents = {
  EmployeeRegistered,
  EmployeeDetailsChanged,
  EmployeeTeamsSet,
  SellerInformationSet,
  EmployeeDeactivated,
  EmployeeReactivated,
  AbsencePlanned,
  AbsenceCancelled,
  ResponsibilitiesReassignmentStarted,
  ResponsibilitiesReassigned,
  EmailLinkingEnabled,
  EmailLinkingDisabled,
}

export type EmployeeEvent = MessageOf<typeof employeeEvents>
