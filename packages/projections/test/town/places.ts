import { trackingCatalogue } from '@clientele/domain'
import {
  acme,
  anna,
  archived,
  bertil,
  cecilia,
  customer,
  employee,
  gA,
  gA1,
  gB,
  group,
  type LogEvent,
  moved,
  role,
  specialGroup,
} from '../log.js'
import { on } from './on.js'

const groups = on('customerGroups')
const classifiers = on('classifiers')
const value = (catalogue: string, name: string): LogEvent =>
  classifiers('ClassifierValueAdded', { catalogue, value: name.toLowerCase(), name })

/** Employees: in teams, without rights, absent, former, and leaving in the future. */
export const staff: readonly LogEvent[] = [
  anna,
  bertil,
  cecilia,
  employee('dora', 'Dora Dahl', { teams: ['south', 'east'], crmAccess: false, email: 'dora@own.fi' }),
  employee('erik', 'Erik Ek', { teams: ['north'] }),
  employee('fia', 'Fia Fors', { salesperson: true }),
  employee('gun', 'Åke Gunnarsson', { salesperson: true, sellerCode: '12' }),
  on('employee-erik')('EmployeeDeactivated', { effective: '2024-05-01' }),
  on('employee-fia')('EmployeeDeactivated', { effective: '2024-07-01' }),
  on('employee-bertil')('AbsencePlanned', { substituteId: 'dora', from: '2024-06-10', until: '2024-06-21' }),
  on('employee-bertil')('AbsencePlanned', { substituteId: 'fia', from: '2024-08-01', until: '2024-08-11' }),
  role('lead', 'Lead'),
  role('accountant', 'Accountant'),
  role('pm', 'Project manager', 'project'),
  on('roles')('RoleDefined', { roleId: 'responsibleManager', name: 'Manager', kind: 'customer', required: true }),
  on('roles')('RoleDefined', { roleId: 'sitter', name: 'Sitter', kind: 'project', required: true }),
  on('roles')('RoleDefined', { roleId: 'old', name: 'Old', kind: 'customer', required: true }),
  on('roles')('RoleRetired', { roleId: 'old' }),
]

/** Groups: a tree, one archived, one closed to most salespersons, one deleted; and the values of catalogues. */
export const catalogues: readonly LogEvent[] = [
  gA,
  gA1,
  gB,
  group('gC', 'Äther'),
  group('gC1', 'Äther small', 'gC'),
  group('gO', 'Old ones'),
  group('gX', 'Gone'),
  group('gX1', 'Below gone', 'gX'),
  groups('CustomerGroupArchived', { groupId: 'gO' }),
  groups('GroupVisibilityGranted', { groupId: 'gC', employeeId: 'gun' }),
  groups('GroupNumberingStartSet', { groupId: 'gA', start: 100 }),
  groups('GroupLedgerAccountSet', { groupId: 'gA', account: '3000' }),
  groups('GroupCostObjectsSet', { groupId: 'gA1', costObjects: [{ dimension: 'unit', value: 'north' }] }),
  specialGroup('vip', 'VIP'),
  on('specialGroups')('SpecialGroupCreated', { specialGroupId: 'fair', name: 'Ärade', legend: 'From the fair' }),
  specialGroup('past', 'Past'),
  value('segment', 'Large'),
  value('status', 'Active'),
  value('customerProperty', 'Bakes'),
  value(trackingCatalogue('region'), 'North'),
  value('contactCategory', 'Press'),
  classifiers('ClassifierValueAdded', { catalogue: 'segment', value: 'small' }),
  classifiers('ClassifierValueRetired', { catalogue: 'segment', value: 'large' }),
  classifiers('ContactGroupAdded', { contactGroupId: 'news', name: 'News' }),
  classifiers('ContactPropertyAdded', { number: 5, name: 'Invoices', contactGroupId: 'news' }),
  classifiers('ContactPropertyAdded', { number: 6, name: 'Letters', contactGroupId: null }),
  on('settings')('SettingChanged', { key: 'CONTACT_NUMBER', from: null, to: 5 }),
]

const acmes = on('customer-acme')
const betas = on('customer-beta')
const gammas = on('customer-gamma')
const deltas = on('customer-delta')
const numbers = on('customerNumbers')

/** Customers: archived, private, merged, deleted, in a deleted group, and a private customer. */
export const customers: readonly LogEvent[] = [
  acme,
  customer('beta', 'Beta Oy', { ownerId: 'erik', segment: 'large', status: 'active', customerKind: 'domestic' }),
  customer('gamma', 'Gamma AB', { ownerId: 'bertil', segment: 'small', contactInfo: { email: 'g@gamma.fi' } }),
  customer('delta', 'Delta Oy', { ownerId: 'cecilia', private: true, attractionChannel: 'fair' }),
  customer('eta', 'Eta Oy'),
  customer('omega', 'Äänekoski Oy'),
  customer('piac', 'Pia Öst', {
    kind: 'privateCustomer',
    personId: 'pia',
    contactInfo: { street: 'Katu 1', city: 'Turku', phone: '1' },
  }),
  customer('zeta', 'Zeta Oy'),
  acmes('CustomerDetailsChanged', {
    changes: [
      { field: 'street', old: null, new: 'Street 1' },
      { field: 'city', old: null, new: 'Åbo' },
      { field: 'website', old: null, new: 'acme.fi' },
      { field: 'businessId', old: null, new: '123-4' },
    ],
  }),
  acmes('CustomerNumberAssigned', { number: 101 }),
  numbers('CustomerNumberReserved', { number: 101, customerId: 'acme' }),
  numbers('CustomerNumberReserved', { number: 100, customerId: 'acme' }),
  numbers('NumberSeriesDefined', { seriesId: 's2', kind: 'domestic', start: 500, end: 501 }),
  numbers('NumberSeriesDefined', { seriesId: 's1', kind: null, start: 100, end: null }),
  moved('acme', null, 'gA', '2024-02-01T10:00:00Z'),
  moved('acme', 'gA', 'gA1', '2024-03-01T10:00:00Z'),
  moved('beta', null, 'gA', '2024-02-10T10:00:00Z'),
  moved('gamma', null, 'gB', '2024-02-11T10:00:00Z'),
  moved('delta', null, 'gC1', '2024-02-12T10:00:00Z'),
  moved('omega', null, 'gX', '2024-02-13T10:00:00Z'),
  moved('piac', null, 'gC', '2024-02-14T10:00:00Z'),
  groups('CustomerGroupDeleted', { groupId: 'gX' }, '04-01'),
  acmes('CustomerAddedToSpecialGroup', { specialGroupId: 'vip' }, '03-01'),
  betas('CustomerAddedToSpecialGroup', { specialGroupId: 'vip' }, '03-02'),
  betas('CustomerAddedToSpecialGroup', { specialGroupId: 'fair' }, '03-03'),
  betas('CustomerAddedToSpecialGroup', { specialGroupId: 'past' }, '03-03'),
  acmes('CustomerRemovedFromSpecialGroup', { specialGroupId: 'vip' }, '05-01'),
  on('specialGroups')('SpecialGroupDeleted', { specialGroupId: 'past' }, '05-02'),
  archived('gamma'),
  acmes('TrackingItemSet', { dimension: 'region', to: 'north' }, '02-01'),
  betas('TrackingItemSet', { dimension: 'region', to: 'north' }, '03-01'),
  acmes('TrackingItemSet', { dimension: 'region', to: 'south' }, '04-01'),
  acmes('CustomerPropertyAssigned', { property: 'sells' }),
  acmes('CustomerPropertyAssigned', { property: 'bakes' }),
  gammas('CustomerPropertyAssigned', { property: 'bakes' }),
  deltas('CustomerPropertyAssigned', { property: 'bakes' }),
  acmes('InvoiceRecorded', { documentId: 'i1', date: '2024-02-05' }),
  acmes('SalesOrderRecorded', { documentId: 's1', date: '2024-01-20' }),
  acmes('DocumentVoided', { documentId: 's1' }),
  acmes('CustomerStartDateSet', { date: '2024-02-05', source: 'invoice', documentId: 'i1' }),
  gammas('CustomerStartDateSet', { date: '2024-01-05', source: 'manual' }),
  acmes('InvoiceTypeAdded', { invoiceTypeId: 'rent', productIds: ['p1'] }),
  acmes('InvoiceTypeAdded', { invoiceTypeId: 'sale' }),
  acmes('LegalEntityAdded', { legalEntityId: 'l1', name: 'Acme East' }),
  acmes('PersonalAccountOpened', { accountId: 'a1', name: 'Main' }),
]
