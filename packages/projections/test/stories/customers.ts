import { trackingCatalogue } from '@clientele/domain'
import { anna, assigned, bertil, contact, customer, event, gA, gB, type LogEvent, moved, specialGroup } from '../log.js'
import type { Story } from './telling.js'

const named = (catalogue: string, value: string, name: string): LogEvent =>
  event('ClassifierValueAdded', 'classifiers', { catalogue, value, name })

/** Named catalogue values. */
export const values: readonly LogEvent[] = [
  named('segment', 'large', 'Large ones'),
  named('status', 'active', 'In business'),
  named('attractionChannel', 'fair', 'The fair'),
  named('customerKind', 'domestic', 'From here'),
  named('customerProperty', 'bakes', 'Bakes bread'),
  named('contactCategory', 'press', 'The press'),
  named('invoiceType', 'rent', 'Rents'),
  named(trackingCatalogue('region'), 'n', 'North'),
]

const before: readonly LogEvent[] = [
  anna,
  bertil,
  gA,
  gB,
  specialGroup('vip', 'VIP'),
  ...values,
  contact('pia', 'Öst', { firstName: 'Pia' }),
]

const on =
  (customerId: string) =>
  (type: LogEvent['event'], data: object = {}, day?: string) =>
    event(type, `customer-${customerId}`, data, day === undefined ? undefined : `2024-${day}T10:00:00Z`)
const [acme, beta, pia, nobody] = [on('acme'), on('beta'), on('piac'), on('nobody')]

/** Customers of all kinds are registered. */
export const registering: Story = {
  before,
  events: [
    customer('acme', 'Acme Oy', {
      segment: 'large',
      status: 'active',
      attractionChannel: 'fair',
      customerKind: 'domestic',
      ownerId: 'anna',
      private: true,
      contactInfo: { email: 'a@acme.fi', city: 'Turku', region: null },
    }),
    customer('beta', 'Beta Oy'),
    customer('piac', 'Pia Öst', { kind: 'privateCustomer', personId: 'pia', contactInfo: { phone: '1' } }),
    acme('CustomerDetailsChanged', {
      changes: [
        { field: 'name', old: 'Acme Oy', new: 'Acme' },
        { field: 'city', old: 'Turku', new: null },
        { field: 'name', old: 'Acme', new: 'Acme AB' },
      ],
    }),
    beta('CustomerDetailsChanged', { changes: [{ field: 'website', old: null, new: 'beta.fi' }] }),
    pia('CustomerDetailsChanged', { personId: 'pia', changes: [{ field: 'phone', old: '1', new: '2' }] }),
    nobody('CustomerDetailsChanged', { changes: [{ field: 'name', old: 'A', new: 'B' }] }),
    acme('CustomerNumberAssigned', { number: 1001 }),
    acme('CustomerNumberAssigned', { number: 1002 }),
    acme('CustomerNumberChanged', { from: 1002, to: 2001 }),
    acme('CustomerSegmentChanged', { to: 'small' }),
    acme('CustomerSegmentChanged', { from: 'other', to: 'large' }),
    acme('CustomerStatusChanged', { to: null }),
    acme('AttractionChannelChanged', { from: null, to: 'web' }),
    acme('CustomerKindSet', { to: 'foreign' }),
    acme('CustomerOwnerChanged', { to: 'bertil' }),
    acme('CustomerOwnerChanged', { from: 'anna', to: 'nobody', reason: 'merge' }),
    pia('CustomerOwnerChanged', { from: null, to: null, reason: 'she asked' }),
    acme('CustomerMarkedPublic'),
    acme('CustomerMarkedPrivate'),
    acme('CustomerArchived', { reason: 'bankrupt' }),
    pia('CustomerArchived', { reason: 'she left' }),
    acme('CustomerRestored', { reason: null }),
    pia('CustomerRestored', { reason: '' }),
  ],
}

/** Customers join and leave groups; some events are recorded out of order. */
export const moving: Story = {
  before: [...before, customer('acme', 'Acme Oy'), customer('piac', 'Pia Öst', { personId: 'pia' })],
  events: [
    moved('acme', null, 'gA', '2024-02-01T10:00:00Z'),
    acme('CustomerMovedToGroup', { from: 'gA', to: 'gB', reason: 'groupDeleted' }, '02-02'),
    acme('CustomerAddedToGroup', { groupId: 'gA' }, '02-03'),
    acme('CustomerAddedToGroup', { groupId: 'gB' }, '02-04'),
    acme('CustomerAddedToGroup', { groupId: 'gX' }, '01-15'),
    acme('CustomerRemovedFromGroup', { groupId: 'gB', reason: 'left us' }, '02-05'),
    acme('CustomerRemovedFromGroup', { groupId: 'gY' }, '02-06'),
    acme('CustomerRemovedFromGroup', { groupId: 'gX' }, '01-16'),
    pia('CustomerMovedToGroup', { from: null, to: 'gA', reason: 'she asked' }, '02-07'),
    nobody('CustomerAddedToGroup', { groupId: 'gA' }, '02-08'),
    acme('CustomerAddedToSpecialGroup', { specialGroupId: 'vip' }, '03-01'),
    acme('CustomerAddedToSpecialGroup', { specialGroupId: 'vip' }, '03-02'),
    acme('CustomerAddedToSpecialGroup', { specialGroupId: 'other', reason: 'merge' }, '03-03'),
    acme('CustomerRemovedFromSpecialGroup', { specialGroupId: 'vip', reason: 'too small' }, '02-20'),
    acme('CustomerRemovedFromSpecialGroup', { specialGroupId: 'vip' }, '03-05'),
    acme('CustomerAddedToSpecialGroup', { specialGroupId: 'vip' }, '01-01'),
    nobody('CustomerRemovedFromSpecialGroup', { specialGroupId: 'vip' }, '03-06'),
  ],
}

/** Documents are recorded and voided, and set the start date. */
export const documents: Story = {
  before: [customer('acme', 'Acme Oy')],
  events: [
    acme('InvoiceRecorded', { documentId: 'i1', date: '2024-01-05' }),
    acme('InvoiceRecorded', { documentId: 'i2', date: '2024-01-06', recordedAt: '2023-12-01T10:00:00.000Z' }),
    acme('SalesOrderRecorded', { documentId: 's1', date: '2024-01-07' }),
    acme('DocumentVoided', { documentId: 'i1' }),
    acme('DocumentVoided', { documentId: 'unknown' }),
    acme('CustomerStartDateSet', { date: '2024-01-06', source: 'invoice', documentId: 'i2' }),
    acme('CustomerStartDateSet', { date: '2024-01-07', source: 'merge' }),
    acme('CustomerStartDateSet', { date: '2024-01-08', source: 'manual', documentId: null, previous: '2023-01-01' }),
    acme('CustomerStartDateCleared', {}),
    acme('CustomerStartDateCleared', { previous: '2022-01-01' }),
  ],
}

/** Tracking items and properties of a customer. */
export const traits: Story = {
  before: [...values, customer('acme', 'Acme Oy')],
  events: [
    acme('TrackingItemSet', { dimension: 'region', to: 'n' }, '02-01'),
    acme('TrackingItemSet', { dimension: 'unit', to: 'u1' }, '02-02'),
    acme('TrackingItemSet', { dimension: 'region', to: 's' }, '02-03'),
    acme('TrackingItemSet', { dimension: 'region', from: 'west', to: 'n' }, '02-03'),
    acme('TrackingItemSet', { dimension: 'region', to: null }, '01-01'),
    acme('TrackingItemSet', { dimension: 'region', from: null, to: 's' }, '02-05'),
    nobody('TrackingItemSet', { dimension: 'region', to: 'n' }, '02-06'),
    acme('CustomerPropertyAssigned', { property: 'bakes' }),
    acme('CustomerPropertyAssigned', { property: 'sells' }),
    acme('CustomerPropertyRemoved', { property: 'bakes' }),
    acme('CustomerPropertyRemoved', { property: 'sells' }),
    nobody('CustomerPropertyAssigned', { property: 'bakes' }),
    acme('TrackingItemSet', { dimension: 'size', to: 'big' }, '02-01'),
    acme('TrackingItemSet', { dimension: 'size', to: null }, '03-01'),
    acme('TrackingItemSet', { dimension: 'size', to: 'small' }, '02-15'),
  ],
}

/** Billing of customers, and portal access. */
export const billing: Story = {
  before: [
    ...values,
    contact('pia', 'Öst', { firstName: 'Pia' }),
    contact('olli', 'Oja'),
    customer('acme', 'Acme Oy'),
    customer('piac', 'Pia Öst', { kind: 'privateCustomer', personId: 'pia' }),
    customer('old', 'Old Oy'),
    event('ContactMergedInto', 'person-olli', { survivorId: 'pia', moved: false }),
  ],
  events: [
    acme('InvoiceTypeAdded', { invoiceTypeId: 'rent', productIds: ['p1', 'p2'] }),
    acme('InvoiceTypeAdded', { invoiceTypeId: 'rent' }),
    acme('InvoiceTypeAdded', { invoiceTypeId: 'sale', productIds: null }),
    acme('InvoiceTypeAdded', { invoiceTypeId: 'sale', productIds: ['p3'] }),
    acme('InvoiceTypeRemoved', { invoiceTypeId: 'rent' }),
    acme('LegalEntityAdded', { legalEntityId: 'l1', name: 'Acme East', registryCode: '12', billedBy: 'us' }),
    acme('LegalEntityAdded', { legalEntityId: 'l2' }),
    acme('LegalEntityRemoved', { legalEntityId: 'l1' }),
    acme('LegalEntityRemoved', { legalEntityId: 'l2' }),
    acme('PersonalAccountOpened', { accountId: 'a1', name: 'Main' }),
    acme('PersonalAccountOpened', { accountId: 'a2' }),
    acme('AccountProductConfigured', { accountId: 'a1', productId: 'card', enabled: true, configuration: 'limit 5' }),
    acme('AccountProductConfigured', { accountId: 'a1', productId: 'card', enabled: true, configuration: 'limit 9' }),
    acme('AccountProductConfigured', { accountId: 'a1', productId: 'card', enabled: false, configuration: 'limit 9' }),
    acme('AccountProductConfigured', { accountId: 'a2', productId: 'card', enabled: true }),
    acme('PersonalAccountClosed', { accountId: 'a1' }),
    acme('PersonalAccountClosed', { accountId: 'a2' }),
    acme('PortalAccessGranted', { personId: 'pia', reason: 'she asked' }),
    acme('PortalAccessGranted', { personId: 'nobody' }),
    acme('PortalAccessRevoked', { personId: 'pia', reason: 'unlinked' }),
    acme('PortalAccessRevoked', { personId: 'nobody' }),
    acme('PortalAccessGranted', { personId: 'olli' }),
    pia('PortalAccessGranted', { personId: 'pia' }),
    nobody('PersonalAccountOpened', { accountId: 'a3' }),
  ],
}

/** Customers are merged or deleted. */
export const ending: Story = {
  before: [
    ...before,
    customer('acme', 'Acme Oy'),
    customer('beta', 'Beta Oy'),
    customer('piac', 'Pia Öst', { kind: 'privateCustomer', personId: 'pia' }),
    event('PrivateCustomerCreated', 'person-pia', { customerId: 'piac' }),
    event('ContactLinkedToCompany', 'person-pia', { customerId: 'acme' }),
    beta('CustomerAddedToGroup', { groupId: 'gA' }),
    beta('CustomerAddedToSpecialGroup', { specialGroupId: 'vip' }),
    beta('InvoiceRecorded', { documentId: 'i1', date: '2024-01-05' }),
    beta('TrackingItemSet', { dimension: 'region', to: 'n' }),
    beta('CustomerPropertyAssigned', { property: 'bakes' }),
    beta('PersonalAccountOpened', { accountId: 'a1' }),
    beta('CustomerNumberAssigned', { number: 7 }),
    assigned('customer-beta', 'r1', 'anna'),
  ],
  events: [
    beta('CustomerAbsorbed', { duplicateId: 'acme' }),
    acme('CustomerMergedInto', { survivorId: 'beta', moved: true }, '03-01'),
    nobody('CustomerMergedInto', { survivorId: 'beta' }, '03-02'),
    beta('CustomerDeleted', { reason: 'by mistake' }),
    pia('CustomerDeleted', { reason: 'she asked' }),
    nobody('CustomerDeleted', {}),
  ],
}
