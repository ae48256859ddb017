import type { EmployeeEvent, PersonEvent, ProjectEvent } from '@clientele/domain'
import type { EmployeeRow } from '../../register/rows.js'
import { change, changed, type Happening, type HistorySubject, type Lines } from '../line.js'
import { customerName, employeeName, fullName, personName } from '../names.js'
import { banLines, consentLines } from './marketing.js'
import { responsibilityLines } from './responsibilities.js'

const customer = (id: string): readonly HistorySubject[] => [{ kind: 'customer', id }]

/** What the events of a person say to a reader; linking touches the company too. */
export const personLines: Lines<PersonEvent> = {
  ContactRegistered: (data) => ({ changes: [change('name', null, fullName(data))] }),
  ContactDetailsChanged: ({ changes }) => ({ changes: changes.map((one) => change(one.field, one.old, one.new)) }),
  ContactLinkedToCompany: ({ customerId }, { register, id }) => ({
    changes: [change('company', null, customerName(register, customerId))],
    topic: personName(register, id) ?? undefined,
    also: customer(customerId),
    customerId,
  }),
  ContactUnlinkedFromCompany: ({ customerId }, { register, id }) => ({
    changes: [change('company', customerName(register, customerId), null)],
    topic: personName(register, id) ?? undefined,
    also: customer(customerId),
    customerId,
  }),
  PrivateCustomerCreated: ({ customerId }, { register, id }) => ({
    changes: [change('privateCustomer', null, customerId)],
    topic: personName(register, id) ?? undefined,
    also: customer(customerId),
    customerId,
  }),
  ContactAbsorbed: ({ duplicateId }, { register }) => ({
    changes: [change('absorbed', null, personName(register, duplicateId))],
  }),
  ContactMergedInto: ({ survivorId }, { register }) => ({
    changes: [change('mergedInto', null, personName(register, survivorId))],
  }),
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
  ResponsibilitiesReassignmentStarted: ({ toEmployeeId, effective }, { register }) => ({
    changes: [change('successor', null, employeeName(register, toEmployeeId))],
    effectiveDate: effective,
  }),
  ResponsibilitiesReassigned: ({ ended, assigned }) => ({
    changes: [change('ended', null, ended), change('assigned', null, assigned)],
  }),
}

type Participant = {
  readonly employeeId?: string | null | undefined
  readonly personId?: string | null | undefined
}

const participant = ({ register }: Happening, { employeeId, personId }: Participant): string | null =>
  employeeName(register, employeeId) ?? personName(register, personId)

/** What the events of a project say to a reader. */
export const projectLines: Lines<ProjectEvent> = {
  ProjectRegistered: ({ name, customerId }, { register }) => ({
    changes: [change('name', null, name), change('customer', null, customerName(register, customerId))],
  }),
  ProjectParticipantAdded: (data, happening) => ({
    changes: [change('participant', null, participant(happening, data))],
  }),
  ProjectParticipantRemoved: (data, happening) => ({
    changes: [change('participant', participant(happening, data), null)],
  }),
  ProjectClosed: () => ({ changes: [change('closed', false, true)] }),
  ...responsibilityLines,
}
