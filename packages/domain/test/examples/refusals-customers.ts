import { type Asked, acme, anna, archivedAcme, bertil, beta, pekka, policy } from '../given.js'
import { acmeInGold, annaHolds, gold, invoice, privateAcme, roof, seller, value } from './before.js'
import { type Refusals, refused } from './example.js'

const several = policy('groupMembership', 'multiple')
const strict = policy('redundantCommands', 'reject')
const silver: Asked = ['CreateCustomerGroup', { groupId: 'silver', name: 'Silver' }]
const merged: Asked = ['MergeCustomers', { survivorId: 'beta', duplicateId: 'acme' }]
const removed: Asked = ['DeleteCustomer', { customerId: 'acme' }]
const branch: Asked = ['AddLegalEntity', { customerId: 'acme', legalEntityId: 'l1' }]

/** Why a command about a customer is refused. */
export const customerRefusals = {
  CustomerNotFound: refused([], archivedAcme, { customerId: 'acme' }),
  CustomerAlreadyRegistered: refused([beta], ['RegisterCustomer', { customerId: 'beta', name: 'Gamma' }], {
    customerId: 'beta',
  }),
  CustomerIsArchived: refused([acme, archivedAcme], invoice, { customerId: 'acme' }),
  CustomerNotArchived: refused([strict, acme], ['RestoreCustomer', { customerId: 'acme' }], { customerId: 'acme' }),
  CustomerWasMerged: refused([acme, beta, merged], archivedAcme, { customerId: 'acme', survivorId: 'beta' }),
  MissingRequiredField: refused([], ['RegisterCustomer', { customerId: 'acme', name: ' ' }], { fields: ['name'] }),
  MandatoryFieldCannotBeCleared: refused(
    [acme],
    ['ChangeCustomerDetails', { customerId: 'acme', changes: { name: null } }],
    { field: 'name' },
  ),
  OwnerRequired: refused([acme], ['MarkCustomerPrivate', { customerId: 'acme' }], { customerId: 'acme' }),
  NotOwner: refused([anna, bertil, privateAcme], archivedAcme, { by: 'bertil' }, 'bertil'),
  CustomerAlreadyInGroup: refused([strict, acme, gold, acmeInGold], acmeInGold, { groupId: 'gold' }),
  CustomerAlreadyHasGroup: refused(
    [acme, gold, silver, acmeInGold],
    ['AddCustomerToGroup', { customerId: 'acme', groupId: 'silver' }],
    { groupId: 'gold' },
  ),
  WrongMembershipPolicy: refused([several, acme, gold], acmeInGold, { groupMembership: 'multiple' }),
  TooManyGroups: refused(
    [acme, gold, silver],
    ['SetCustomerGroups', { customerId: 'acme', groupIds: ['gold', 'silver'] }],
    { max: 1 },
  ),
  NotInGroup: refused([strict, acme, gold], ['RemoveCustomerFromGroup', { customerId: 'acme', groupId: 'gold' }], {
    groupId: 'gold',
  }),
  NotInvoiceable: refused([pekka], ['RecordInvoice', { personId: 'pekka', documentId: 'i1', date: '2024-03-01' }], {
    personId: 'pekka',
  }),
  DocumentAlreadyRecorded: refused(
    [acme, invoice],
    ['RecordInvoice', { customerId: 'acme', documentId: 'i1', date: '2024-03-02' }],
    { documentId: 'i1' },
  ),
  DocumentNotFound: refused([acme], ['VoidDocument', { customerId: 'acme', documentId: 'i1' }], { documentId: 'i1' }),
  InvalidDate: refused([acme], ['SetCustomerStartDate', { customerId: 'acme', date: '2024-02-30' }], {
    date: '2024-02-30',
  }),
  NoQualifyingDocument: refused([acme], ['BackfillStartDate', { customerId: 'acme' }], { customerId: 'acme' }),
  CustomerHasProjects: refused([acme, roof], removed, { customerId: 'acme', count: 1 }),
  CustomerHasDocuments: refused([acme, invoice], removed, { customerId: 'acme', count: 1 }),
  InvoiceTypeNotAdded: refused(
    [acme, value('invoiceType', 'self')],
    ['RemoveInvoiceType', { customerId: 'acme', invoiceTypeId: 'self' }],
    { invoiceTypeId: 'self' },
  ),
  InvoiceTypeNotAllowed:
    'answered by the view selfIssuableInvoice: packages/projections/test/views/customers/billing.test.ts',
  LegalEntityAlreadyAdded: refused([acme, branch], branch, { legalEntityId: 'l1' }),
  LegalEntityNotFound: refused([acme], ['RemoveLegalEntity', { customerId: 'acme', legalEntityId: 'l1' }], {
    legalEntityId: 'l1',
  }),
  PersonalAccountNotFound: refused([acme], ['ClosePersonalAccount', { customerId: 'acme', accountId: 'a1' }], {
    accountId: 'a1',
  }),
  PortalAccessNotGranted: refused(
    [strict, acme, pekka],
    ['RevokePortalAccess', { customerId: 'acme', personId: 'pekka' }],
    { personId: 'pekka' },
  ),
} satisfies Partial<Refusals>

const single: Asked = ['DefineRole', { roleId: 'seller', name: 'Seller', kind: 'customer', cardinality: 'single' }]
const required: Asked = ['DefineRole', { roleId: 'seller', name: 'Seller', kind: 'customer', required: true }]
const sells = annaHolds({ roleId: 'seller' })
const ends = (until: string): Asked => ['EndResponsibility', { customerId: 'acme', assignmentId: 'given2', until }]
const ofSeller = { customerId: 'acme', employeeId: 'anna', roleId: 'seller' }

/** Why a command about a responsibility is refused. */
export const responsibilityRefusals = {
  InvalidInterval: refused([anna, acme], annaHolds({ until: '2023-12-31' }), {
    from: '2024-01-01',
    until: '2023-12-31',
  }),
  ResponsibilityOverlaps: refused([anna, acme, annaHolds()], annaHolds({ until: '2024-06-01' }), {
    assignmentId: 'given2',
  }),
  ResponsibilityAlreadyEnded: refused([anna, acme, annaHolds(), ends('2024-02-01')], ends('2024-03-01'), {
    assignmentId: 'given2',
    until: '2024-02-01',
  }),
  AssignmentNotFound: refused([acme], ends('2024-03-01'), { assignmentId: 'given2' }),
  NotResponsible: refused([anna, acme], ['RemoveResponsible', { customerId: 'acme', employeeId: 'anna' }], {
    employeeId: 'anna',
  }),
  RoleAlreadyHeld: refused(
    [anna, bertil, acme, single, sells],
    ['AssignResponsible', { customerId: 'acme', employeeId: 'bertil', roleId: 'seller' }],
    { roleId: 'seller', employeeId: 'anna' },
  ),
  RoleNotHeld: refused([anna, acme, seller, annaHolds()], ['RemoveResponsibleRole', ofSeller], {
    roleId: 'seller',
    employeeId: 'anna',
  }),
  RequiredRoleVacant: refused([anna, acme, required, sells], ['RemoveResponsibleRole', ofSeller], {
    roleId: 'seller',
    from: '2024-03-15',
  }),
} satisfies Partial<Refusals>
