import { acme, anna, assigned, bertil, beta, contact, customer, event, type LogEvent, project, role } from '../log.js'
import { values } from './customers.js'
import type { Story } from './telling.js'

const on =
  (stream: string) =>
  (type: LogEvent['event'], data: object = {}, day?: string) =>
    event(type, stream, data, day === undefined ? undefined : `2024-${day}T10:00:00Z`)
const [pia, olli, nobody] = [on('person-pia'), on('person-olli'), on('person-nobody')]

const before: readonly LogEvent[] = [
  anna,
  ...values,
  acme,
  beta,
  event('ContactPropertyAdded', 'classifiers', { number: 5, name: 'Reads mail' }),
  customer('piac', 'Pia Öst', { kind: 'privateCustomer', personId: 'pia' }),
  contact('pia', 'Öst', { firstName: 'Pia' }),
  contact('olli', 'Oja'),
]

/** Persons are registered, changed, and linked to companies. */
export const persons: Story = {
  before,
  events: [
    contact('eva', 'Ek', { firstName: 'Eva', email: 'Eva@EK.fi', phone: '1', mobile: '2', title: 'Boss' }),
    contact('uno', 'Unto', { firstName: '' }),
    pia('ContactDetailsChanged', {
      changes: [
        { field: 'email', old: null, new: 'Pia@Ost.fi' },
        { field: 'shoeSize', old: null, new: '38' },
        { field: 'lastName', old: 'Öst', new: null },
      ],
    }),
    nobody('ContactDetailsChanged', { changes: [{ field: 'email', old: 'a', new: 'b' }] }),
    pia('ContactLinkedToCompany', { customerId: 'acme' }, '02-01'),
    pia('ContactLinkedToCompany', { customerId: 'acme', reason: 'again' }, '02-02'),
    pia('ContactLinkedToCompany', { customerId: 'beta', reason: 'merge' }, '02-03'),
    pia('ContactLinkedToCompany', { customerId: 'gone', reason: 'she asked' }, '02-04'),
    nobody('ContactLinkedToCompany', { customerId: 'acme' }),
    pia('ContactUnlinkedFromCompany', { customerId: 'acme', reason: 'she left' }),
    pia('ContactUnlinkedFromCompany', { customerId: 'beta', reason: null }),
    nobody('ContactUnlinkedFromCompany', { customerId: 'acme' }),
    pia('PrivateCustomerCreated', { customerId: 'piac' }),
    nobody('PrivateCustomerCreated', { customerId: 'c' }),
    pia('ContactPropertyAssigned', { propertyNo: 5, customerId: 'acme' }, '02-05'),
    pia('ContactPropertyAssigned', { propertyNo: 6 }, '02-06'),
    nobody('ContactPropertyAssigned', { propertyNo: 5 }),
    pia('ContactPropertyRemoved', { propertyNo: 5, customerId: 'acme' }),
    pia('ContactPropertyRemoved', { propertyNo: 6 }),
    pia('ContactCategoryAssigned', { category: 'press' }),
    pia('ContactCategoryAssigned', { category: 'press' }),
    pia('ContactCategoryAssigned', { category: 'other' }),
    pia('ContactCategoryRemoved', { category: 'press' }),
    nobody('ContactCategoryAssigned', { category: 'press' }),
    nobody('ContactCategoryRemoved', { category: 'other' }),
    pia('ContactEmailAccessRestricted'),
    pia('ContactEmailAccessGranted'),
    pia('ContactMarkedPrivate', { ownerId: 'anna' }),
    pia('ContactMarkedPrivate', { ownerId: 'bertil' }),
    pia('ContactMarkedPublic'),
    nobody('ContactMarkedPublic'),
  ],
}

/** Marketing statements of persons and customers. */
export const statements: Story = {
  before: [
    ...before,
    customer('old', 'Old Oy'),
    event('CustomerMergedInto', 'customer-old', { survivorId: 'beta', moved: false }),
  ],
  events: [
    pia('MarketingBanSet', { channel: 'sms' }),
    pia('MarketingBanSet', {
      channel: 'email',
      customerId: 'acme',
      source: 'a call',
      reason: 'too much',
      date: '2024-01-09',
    }),
    pia('MarketingBanSet', { channel: 'letter', customerId: 'old' }),
    pia('MarketingBanLifted', { channel: 'sms', reason: 'consent', source: 'a letter', date: '2024-01-10' }),
    pia('MarketingBanLifted', { channel: 'email', customerId: 'acme', reason: 'she asked' }),
    nobody('MarketingBanSet', { channel: 'sms' }),
    pia('MarketingConsentGiven', { channel: 'email', date: '2024-01-11' }),
    pia('MarketingConsentGiven', {
      channel: 'sms',
      evidence: { capturedAt: '2024-01-12', source: 'fair', wordingVersion: '3' },
    }),
    pia('MarketingConsentWithdrawn', { channel: 'email', reason: 'she asked', date: '2024-01-13' }),
    on('customer-acme')('MarketingConsentGiven', { channel: 'email', evidence: { capturedAt: 'x', source: 'y' } }),
    on('customer-acme')('MarketingConsentWithdrawn', { channel: 'email', reason: 'erasure' }),
    on('customer-piac')('MarketingConsentGiven', { channel: 'sms', evidence: { capturedAt: 'x', source: 'y' } }),
    on('customer-piac')('MarketingConsentWithdrawn', { channel: 'sms', reason: 'she asked' }),
    on('customer-nobody')('MarketingConsentGiven', { channel: 'sms' }),
    pia('LegalHoldPlaced', { until: '2030-01-01', reason: 'court' }),
    pia('LegalHoldPlaced', { until: '2031-01-01' }),
    pia('LegalHoldLifted', { reason: 'settled' }),
    pia('LegalHoldLifted'),
  ],
}

/** Persons are merged or erased. */
export const erasing: Story = {
  before: [
    ...before,
    pia('ContactLinkedToCompany', { customerId: 'acme' }),
    pia('ContactPropertyAssigned', { propertyNo: 5 }),
    pia('PrivateCustomerCreated', { customerId: 'piac' }),
    event('NoteWritten', 'activity-n', { links: { personId: 'pia' }, text: 'secret' }),
  ],
  events: [
    pia('ContactAbsorbed', { duplicateId: 'olli', absorbed: ['x'] }),
    olli('ContactMergedInto', { survivorId: 'pia', moved: true }),
    nobody('ContactMergedInto', { survivorId: 'pia' }),
    pia('PersonErased', { scope: 'exceptInvoicing', retainedUntil: '2030-01-01', requestId: 'q1' }),
    pia('PersonErased', { scope: 'full' }),
    nobody('PersonErased', { scope: 'full' }),
  ],
}

const staff: readonly LogEvent[] = [anna, bertil]
const [annas, none] = [on('employee-anna'), on('employee-nobody')]
const handover = {
  ended: 1,
  assigned: 2,
  alreadyHeld: 3,
  closed: 4,
  customers: 5,
  tasks: 6,
  participations: 7,
  customersLeft: 8,
  tasksLeft: 9,
  participationsLeft: 0,
}

/** Employees are registered, leave and are absent. */
export const employees: Story = {
  before: staff,
  events: [
    event('EmployeeRegistered', 'employee-dora', {
      employeeId: 'dora',
      name: 'Dora Dahl',
      email: 'd@own.fi',
      teams: ['north', 'east'],
      salesperson: true,
      sellerCode: '12',
      admin: true,
      crmAccess: false,
    }),
    event('EmployeeRegistered', 'employee-eino', { employeeId: 'eino', name: 'Eino' }),
    annas('EmployeeDetailsChanged', {
      changes: [
        { field: 'name', old: 'Anna Aalto', new: 'Anna Berg' },
        { field: 'email', old: 'anna@own.fi', new: null },
        { field: 'shoeSize', old: null, new: '38' },
      ],
    }),
    none('EmployeeDetailsChanged', { changes: [{ field: 'name', old: 'a', new: 'b' }] }),
    annas('EmployeeTeamsSet', { teams: ['south', 'west'] }),
    annas('EmployeeTeamsSet', { teams: [], previous: ['x'] }),
    annas('SellerInformationSet', { salesperson: false, sellerCode: null }),
    annas('SellerInformationSet', {
      salesperson: true,
      sellerCode: '13',
      previous: { salesperson: true, sellerCode: '9' },
    }),
    annas('EmployeeDeactivated', { effective: '2024-06-01', successorId: 'bertil', handover }),
    annas('EmployeeReactivated'),
    annas('EmployeeDeactivated', { effective: '2024-07-01' }),
    annas('AbsencePlanned', { substituteId: 'bertil', from: '2024-03-01', until: '2024-03-11', reason: 'skiing' }),
    annas('AbsencePlanned', { substituteId: 'nobody', from: '2024-04-01', until: '2024-04-02' }),
    annas('AbsenceCancelled', { substituteId: 'bertil', from: '2024-03-01', until: '2024-03-05', reason: 'thaw' }),
    annas('AbsenceCancelled', { substituteId: 'nobody', from: '2024-04-01', until: '2024-04-01' }),
    annas('AbsenceCancelled', { substituteId: 'nobody', from: '2024-05-01', until: '2024-05-01' }),
    annas('ResponsibilitiesReassignmentStarted', { toEmployeeId: 'bertil', effective: '2024-06-01' }),
    annas('ResponsibilitiesReassigned', { toEmployeeId: 'bertil', ended: 3, assigned: 2, alreadyHeld: 1, closed: 4 }),
    annas('ResponsibilitiesReassigned', { ended: 0, assigned: 0 }),
    annas('EmailLinkingEnabled', { mailboxId: 'Anna@Own.fi' }),
    annas('EmailLinkingEnabled', { mailboxId: 'office@own.fi' }),
    annas('EmailLinkingEnabled', { mailboxId: 'ANNA@own.fi' }),
    annas('EmailLinkingDisabled', { mailboxId: 'OFFICE@own.fi' }),
    none('EmailLinkingDisabled', { mailboxId: 'a@own.fi' }),
  ],
}

const [acmes, piacs, xs] = [on('customer-acme'), on('customer-piac'), on('project-x')]

/** Responsibilities, and project participants. */
export const responsibilities: Story = {
  before: [...before, bertil, role('lead', 'Lead'), project('y', 'acme', 'Project Y')],
  events: [
    project('x', 'acme', 'Project X'),
    xs('ProjectMovedToCustomer', { from: 'acme', to: 'beta', reason: 'merge' }),
    xs('ProjectMovedToCustomer', { from: 'beta', to: 'piac' }),
    xs('ProjectParticipantAdded', { employeeId: 'anna' }),
    xs('ProjectParticipantAdded', { personId: 'pia' }),
    xs('ProjectParticipantAdded', { employeeId: null, personId: 'nobody' }),
    xs('ProjectParticipantRemoved', { employeeId: 'anna', personId: null }),
    xs('ProjectParticipantRemoved', { personId: 'pia' }),
    on('project-z')('ProjectParticipantAdded', { personId: 'pia' }),
    xs('ProjectClosed'),
    assigned('customer-acme', 'r1', 'anna', { roleId: 'lead', until: '2024-07-01', reason: 'reassigned' }),
    assigned('customer-acme', 'r2', 'nobody', { from: null, reason: 'merge' }),
    assigned('customer-piac', 'r1', 'anna', { reason: 'she asked' }),
    assigned('project-x', 'r1', 'bertil', { from: '2024-02-01', reason: 'they asked' }),
    assigned('project-y', 'r1', 'bertil'),
    acmes('ResponsibilityIntervalChanged', { assignmentId: 'r1', from: null, until: '2024-12-31' }),
    acmes('ResponsibilityIntervalChanged', { assignmentId: 'r1', employeeId: 'bertil', from: null, until: null }),
    acmes('ResponsibleRoleAdded', { assignmentId: 'r1', roleId: 'other' }),
    acmes('ResponsibleRoleAdded', { assignmentId: 'r1', roleId: 'lead', from: '2024-03-01' }),
    acmes('ResponsibleRoleRemoved', { assignmentId: 'r1', roleId: 'lead', from: '2024-04-01' }),
    acmes('ResponsibleRoleRemoved', { assignmentId: 'r1', roleId: 'lead' }),
    acmes('ResponsibleRoleAdded', { assignmentId: 'r9', roleId: 'lead' }),
    acmes('ResponsibilityEnded', { assignmentId: 'r1', until: '2024-05-01', reason: 'employeeDeactivated' }),
    piacs('ResponsibilityEnded', { assignmentId: 'r1', employeeId: 'bertil', until: '2024-05-01', reason: 'moved' }),
    acmes('ResponsibilityEnded', { assignmentId: 'r9', until: '2024-05-01' }),
    acmes('ResponsibilityVoided', { assignmentId: 'r1', reason: 'by mistake' }),
    xs('ResponsibilityVoided', { assignmentId: 'r1' }),
    acmes('ResponsibilityVoided', { assignmentId: 'r9' }),
  ],
}
