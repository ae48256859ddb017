import { assigned, contact, type LogEvent, project } from '../log.js'
import { on } from './on.js'

const acmes = on('customer-acme')
const betas = on('customer-beta')
const [pia, olli, eva] = [on('person-pia'), on('person-olli'), on('person-eva')]

/** Persons: a private customer, an erased one, a merged one, and one without a company. */
export const persons: readonly LogEvent[] = [
  contact('pia', 'Öst', { firstName: 'Pia', email: 'pia@ost.fi', mobile: '040', title: 'Baker' }),
  contact('olli', 'Oja', { firstName: 'Olli', phone: '09 1' }),
  contact('eva', 'Ek', { firstName: '', email: 'eva@ek.fi' }),
  contact('uno', 'Unto', { firstName: 'Uno', email: 'uno@unto.fi', mobile: '041' }),
  contact('ghost', 'Gone', { firstName: 'Who', email: 'who@gone.fi' }),
  contact('twin', 'Oja', { email: 'o@oja.fi' }),
  pia('PrivateCustomerCreated', { customerId: 'piac' }),
  pia('ContactLinkedToCompany', { customerId: 'acme' }),
  olli('ContactLinkedToCompany', { customerId: 'acme' }),
  olli('ContactLinkedToCompany', { customerId: 'delta' }),
  eva('ContactLinkedToCompany', { customerId: 'delta' }),
  eva('ContactLinkedToCompany', { customerId: 'beta' }),
  on('person-ghost')('PersonErased', { scope: 'full' }),
  on('person-twin')('ContactMergedInto', { survivorId: 'olli', moved: true }),
  pia('ContactPropertyAssigned', { propertyNo: 5, customerId: 'acme' }),
  eva('ContactPropertyAssigned', { propertyNo: 6 }),
  olli('ContactCategoryAssigned', { category: 'press' }),
  pia('MarketingBanSet', { channel: 'sms', customerId: 'acme', source: 'call', reason: 'no', date: '2024-03-01' }),
  on('person-uno')('MarketingConsentGiven', {
    channel: 'email',
    evidence: { capturedAt: '2024-01-01', source: 'fair' },
  }),
  betas('MarketingConsentWithdrawn', { channel: 'email', reason: 'no more' }),
  acmes('PortalAccessGranted', { personId: 'olli' }),
  acmes('PortalAccessGranted', { personId: 'eva' }),
]

/** Projects, and responsibilities: ended, in force, in the future. */
export const works: readonly LogEvent[] = [
  project('x', 'acme', 'Xerxes'),
  project('y', 'acme', 'Älg'),
  project('z', 'acme', 'Zone'),
  project('d', 'delta', 'Dome'),
  on('project-z')('ProjectClosed'),
  on('project-x')('ProjectParticipantAdded', { employeeId: 'anna' }),
  on('project-x')('ProjectParticipantAdded', { personId: 'olli' }),
  on('project-x')('ProjectParticipantAdded', { personId: 'eva' }),
  assigned('customer-acme', 'r1', 'anna', { roleId: 'lead', until: '2024-06-20' }),
  assigned('customer-acme', 'r2', 'bertil', { roleId: 'responsibleManager', from: '2024-02-01' }),
  assigned('customer-acme', 'r3', 'erik', { from: null, until: '2024-04-01' }),
  assigned('customer-acme', 'r4', 'gun', { from: '2024-07-01', until: '2024-08-01', roleId: 'accountant' }),
  acmes('ResponsibleRoleAdded', { assignmentId: 'r1', roleId: 'accountant', from: '2024-04-01' }),
  assigned('customer-beta', 'r1', 'erik', { until: '2024-07-10', roleId: 'responsibleManager' }),
  betas('ResponsibleRoleRemoved', { assignmentId: 'r1', roleId: 'responsibleManager', from: '2024-06-01' }),
  assigned('customer-gamma', 'r1', 'anna', { until: '2024-06-30' }),
  assigned('customer-delta', 'r1', 'anna', { from: null, until: null, roleId: 'unknown' }),
  assigned('customer-delta', 'r2', 'anna', { from: '2024-05-01', until: '2024-06-25', roleId: 'lead' }),
  assigned('project-x', 'r1', 'bertil', { roleId: 'pm', until: '2024-06-15' }),
  assigned('project-y', 'r1', 'bertil', { roleId: 'pm', from: '2024-06-01', until: '2024-12-31' }),
  assigned('project-z', 'r1', 'anna'),
]

const activity = (id: string) => on(`activity-${id}`)
const message = { personIds: ['olli'], direction: 'received', mailboxId: 'a@own.fi', subject: 'Hi' }

/** Activities. */
export const done: readonly LogEvent[] = [
  activity('n1')('NoteWritten', { links: { personId: 'olli' }, text: 'Called' }, '03-01'),
  activity('n2')('NoteWritten', { links: { customerId: 'acme' }, text: 'Wrote' }, '03-02'),
  activity('n3')('NoteWritten', { links: { projectIds: ['x'] }, text: 'Built' }, '03-03'),
  activity('n4')('NoteWritten', { links: { personId: 'olli', customerId: 'delta' }, text: 'Hid' }, '03-04'),
  activity('n1')('NoteEdited', { text: 'Called twice' }, '03-05'),
  activity('m1')('MeetingRegistered', { personIds: ['olli'], ownerId: 'anna', title: 'Lunch' }, '03-06'),
  activity('m2')('MeetingRegistered', { personIds: ['olli'], links: { projectId: 'd' }, date: '2024-03-09' }, '03-07'),
  activity('t1')(
    'TaskRegistered',
    { personIds: ['olli'], title: 'Call', dueDate: '2024-04-01', ownerId: 'zed' },
    '03-08',
  ),
  activity('t2')('TaskRegistered', { personIds: ['olli', 'eva'], status: 'done' }, '03-09'),
  activity('f1')('FileLinked', { personIds: ['olli'], fileRef: 'r1', source: 'internal', name: 'Offer' }, '03-10'),
  activity('f2')('FileLinked', { personIds: ['olli'], fileRef: 'r2' }, '03-10'),
  activity('e1')('EmailRegistered', { ...message, from: 'o@oja.fi', to: ['a@own.fi'] }, '03-11'),
  activity('e2')('EmailRegistered', { personIds: ['olli', 'pia'], direction: 'sent', mailboxId: 'b@own.fi' }, '03-12'),
]

const saved = (reportId: string, name: string, scope: string, ownerId: string, more: object = {}): LogEvent =>
  on(`report-${reportId}`)('ReportSaved', { reportId, name, scope, ownerId, filters: {}, ...more })

/** List preferences and reports, and deletions at the end. */
export const last: readonly LogEvent[] = [
  saved('r1', 'Ähnlich', 'own', 'anna', { filters: { groupIds: ['gA', 'gX', null] } }),
  saved('r2', 'Zwei', 'office', 'zed', { columns: ['name'] }),
  saved('r3', 'Drei', 'office', 'anna'),
  saved('r4', 'Vier', 'office', 'anna'),
  on('report-r4')('ReportDeleted', { reportId: 'r4' }),
  on('listPreferences-anna')('ListPreferencesSaved', {
    list: 'customerList',
    shownColumns: ['name', 'lost', 'owner'],
    shownFilters: ['segment', 'lost'],
  }),
  on('customer-zeta')('CustomerDeleted'),
  on('customer-eta')('CustomerMergedInto', { survivorId: 'acme', moved: true }, '05-03'),
  on('customer-omega')('CustomerDetailsChanged', { changes: [{ field: 'email', old: null, new: 'G@Gamma.fi' }] }),
  on('customer-piac')('CustomerDetailsChanged', {
    personId: 'pia',
    changes: [{ field: 'email', old: null, new: 'pia@ost.fi' }],
  }),
]
