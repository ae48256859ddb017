import type { EmployeeEvent, PersonEvent, ProjectEvent } from '@clientele/domain'
import type { EmployeeRow } from '../../register/rows.js'
import {
  change,
  changed,
  type Happening,
  type HistorySubject,
  type Line,
  type Lines,
  lastDay,
  type Personal,
  personal,
} from '../line.js'
import { classifierName, customerName, employeeName, fullName, personName, propertyName } from '../names.js'
import { banLines, consentLines } from './marketing.js'
import { responsibilityLines } from './responsibilities.js'

const customer = (id: string): readonly HistorySubject[] => [{ kind: 'customer', id }]

/** What the events of a person say to a reader; linking touches the company too. */
export const personLines: Lines<PersonEvent> = {
  ContactRegistered: (data, { id }) => ({ changes: [change('name', null, personal(fullName(data), id))] }),
  ContactDetailsChanged: ({ changes }, { id }) => ({
    changes: changes.map((one) => change(one.field, one.old, personal(one.new, id))),
  }),
  ContactLinkedToCompany: ({ customerId }, { register, id }) => ({
    changes: [change('company', null, customerName(register, customerId))],
    topic: personName(register, id),
    also: customer(customerId),
    customerId,
  }),
  ContactUnlinkedFromCompany: ({ customerId }, { register, id }) => ({
    changes: [change('company', customerName(register, customerId), null)],
    topic: personName(register, id),
    also: customer(customerId),
    customerId,
  }),
  PrivateCustomerCreated: ({ customerId }, { register, id }) => ({
    changes: [change('privateCustomer', null, customerId)],
    topic: personName(register, id),
    also: customer(customerId),
    customerId,
  }),
  ContactAbsorbed: ({ duplicateId }, { register }) => ({
    changes: [change('absorbed', null, personName(register, duplicateId))],
  }),
  ContactMergedInto: ({ survivorId }, { register }) => ({
    changes: [change('mergedInto', null, personName(register, survivorId))],
  }),
  ContactPropertyAssigned: ({ propertyNo, customerId }, { register }) => ({
    changes: [change('contactProperty', null, propertyName(register, propertyNo))],
    topic: customerName(register, customerId),
    customerId,
  }),
  ContactPropertyRemoved: ({ propertyNo, customerId }, { register }) => ({
    changes: [change('contactProperty', propertyName(register, propertyNo), null)],
    topic: customerName(register, customerId),
    customerId,
  }),
  ContactCategoryAssigned: ({ category }, { register }) => ({
    changes: [change('category', null, classifierName(register, 'contactCategory', category))],
  }),
  ContactCategoryRemoved: ({ category }, { register }) => ({
    changes: [change('category', classifierName(register, 'contactCategory', category), null)],
  }),
  LegalHoldPlaced: ({ until }, { register, id }) => ({
    changes: [change('holdUntil', register.tables.persons.get(id)?.holdUntil, until)],
  }),
  LegalHoldLifted: (_, { register, id }) => ({
    changes: [change('holdUntil', register.tables.persons.get(id)?.holdUntil, null)],
  }),
  PersonErased: ({ scope, retainedUntil }) => ({
    changes: changed(change('erased', null, scope), change('retainedUntil', null, retainedUntil)),
  }),
  ContactEmailAccessRestricted: () => ({ changes: [change('emailsRestricted', false, true)] }),
  ContactEmailAccessGranted: () => ({ changes: [change('emailsRestricted', true, false)] }),
  ...banLines,
  ...consentLines,
}

const teams = (names: readonly string[] | undefined): string | null =>
  names === undefined || names.length === 0 ? null : names.join(', ')

const before = ({ register, id }: Happening): EmployeeRow | undefined => register.tables.employees.get(id)

/** What the events of an employee say to a reader. */
export const employeeLines: Lines<EmployeeEvent> = {
  EmployeeRegistered: ({ name }) => ({ changes: [change('name', null, name)] }),
  EmployeeDetailsChanged: ({ changes }) => ({ changes: changes.map((one) => change(one.field, one.old, one.new)) }),
  EmployeeTeamsSet: (data, happening) => ({
    changes: [change('teams', teams(before(happening)?.teams), teams(data.teams))],
  }),
  SellerInformationSet: ({ salesperson, sellerCode }, happening) => ({
    changes: changed(
      change('salesperson', before(happening)?.salesperson, salesperson),
      change('sellerCode', before(happening)?.sellerCode, sellerCode),
    ),
  }),
  EmployeeDeactivated: ({ effective, successorId }, { register }) => ({
    changes: changed(change('active', true, false), change('successor', null, employeeName(register, successorId))),
    effectiveDate: effective,
  }),
  EmployeeReactivated: () => ({ changes: [change('active', false, true)] }),
  AbsencePlanned: ({ from, until, substituteId }, { register, id }) => ({
    changes: [
      change('substitute', null, employeeName(register, substituteId)),
      change('absent', null, `${from} – ${lastDay(until) ?? ''}`),
    ],
    effectiveDate: from,
    topic: employeeName(register, id),
    also: [{ kind: 'employee', id: substituteId }],
  }),
  ResponsibilitiesReassignmentStarted: ({ toEmployeeId, effective }, { register }) => ({
    changes: [change('successor', null, employeeName(register, toEmployeeId))],
    effectiveDate: effective,
  }),
  ResponsibilitiesReassigned: ({ ended, assigned }) => ({
    changes: [change('ended', null, ended), change('assigned', null, assigned)],
  }),
  EmailLinkingEnabled: ({ mailboxId }) => ({ changes: [change('linkedMailbox', null, mailboxId)] }),
  EmailLinkingDisabled: ({ mailboxId }) => ({ changes: [change('linkedMailbox', mailboxId, null)] }),
}

type Participant = {
  readonly employeeId?: string | null | undefined
  readonly personId?: string | null | undefined
}

const participant = ({ register }: Happening, { employeeId, personId }: Participant): string | Personal | null =>
  employeeName(register, employeeId) ?? personName(register, personId)

/** Taking part touches a contact person too; who may not see the project's customer does not see it there. */
const taking = ({ register, id }: Happening, { personId }: Participant): Omit<Line, 'changes'> => {
  const project = register.tables.projects.get(id)
  return personId == null
    ? {}
    : { topic: project?.name, also: [{ kind: 'contact', id: personId }], customerId: project?.customerId }
}

/** What the events of a project say to a reader. */
export const projectLines: Lines<ProjectEvent> = {
  ProjectRegistered: ({ name, customerId }, { register }) => ({
    changes: [change('name', null, name), change('customer', null, customerName(register, customerId))],
  }),
  ProjectMovedToCustomer: ({ from, to }, { register }) => ({
    changes: [change('customer', customerName(register, from), customerName(register, to))],
  }),
  ProjectParticipantAdded: (data, happening) => ({
    changes: [change('participant', null, participant(happening, data))],
    ...taking(happening, data),
  }),
  ProjectParticipantRemoved: (data, happening) => ({
    changes: [change('participant', participant(happening, data), null)],
    ...taking(happening, data),
  }),
  ProjectClosed: () => ({ changes: [change('closed', false, true)] }),
  ...responsibilityLines,
}
