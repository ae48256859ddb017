import { acme, anna, customer, event, gA, gB, group, type LogEvent, role, specialGroup } from '../log.js'
import { values } from './customers.js'
import type { Story } from './telling.js'

const on =
  (stream: string) =>
  (type: LogEvent['event'], data: object = {}, day?: string) =>
    event(type, stream, data, day === undefined ? undefined : `2024-${day}T10:00:00Z`)
const groups = on('customerGroups')
const specials = on('specialGroups')
const numbers = on('customerNumbers')
const roles = on('roles')
const classifiers = on('classifiers')
const settings = on('settings')
const costObjects = [
  { dimension: 'unit', value: 'north' },
  { dimension: 'car', value: '1' },
]

/** Customer groups are created, changed and deleted. */
export const groupsOfCustomers: Story = {
  before: [anna, gA, gB, specialGroup('vip', 'VIP')],
  events: [
    group('gA1', 'Small', 'gA'),
    groups('CustomerGroupCreated', { groupId: 'gC', name: 'Caterers', predefined: true }),
    groups('CustomerGroupRenamed', { groupId: 'gA', from: 'Accounting', to: 'Books' }),
    groups('CustomerGroupMoved', { groupId: 'gA1', from: 'gA', to: 'gB' }),
    groups('CustomerGroupMoved', { groupId: 'gA1', from: 'gX', to: null }),
    groups('GroupNumberingStartSet', { groupId: 'gA', start: 100 }),
    groups('GroupNumberingStartSet', { groupId: 'gA', start: 200 }),
    groups('GroupNumberingStartSet', { groupId: 'gA', start: null, previous: 150 }),
    groups('GroupLedgerAccountSet', { groupId: 'gA', account: '3000' }),
    groups('GroupLedgerAccountSet', { groupId: 'gA', account: '4000' }),
    groups('GroupLedgerAccountSet', { groupId: 'gA', account: null, previous: '3500' }),
    groups('GroupCostObjectsSet', { groupId: 'gA', costObjects }),
    groups('GroupCostObjectsSet', { groupId: 'gA', costObjects: [] }),
    groups('GroupCostObjectsSet', { groupId: 'gA', costObjects: [], previous: costObjects.slice(1) }),
    groups('GroupVisibilityGranted', { groupId: 'gA', employeeId: 'anna' }),
    groups('GroupVisibilityGranted', { groupId: 'gA', employeeId: 'nobody' }),
    groups('GroupVisibilityGranted', { groupId: 'gA', employeeId: 'anna' }),
    groups('GroupVisibilityRevoked', { groupId: 'gA', employeeId: 'anna' }),
    groups('CustomerGroupArchived', { groupId: 'gA' }),
    groups('CustomerGroupRestored', { groupId: 'gA' }),
    groups('CustomerGroupDeleted', { groupId: 'gA', name: 'Bookkeepers' }, '03-01'),
    groups('CustomerGroupDeleted', { groupId: 'gB' }, '03-02'),
    groups('CustomerGroupDeleted', { groupId: 'gX' }, '03-03'),
    groups('GroupVisibilityGranted', { groupId: 'gX', employeeId: 'anna' }),
    groups('GroupVisibilityRevoked', { groupId: 'gX', employeeId: 'anna' }),
    specials('SpecialGroupCreated', { specialGroupId: 's2', name: 'Second', legend: 'Called later' }),
    specials('SpecialGroupCreated', { specialGroupId: 's3', name: 'Third' }),
    specials('SpecialGroupRenamed', { specialGroupId: 's2', from: 'Second', to: 'Next' }),
    specials('SpecialGroupDescribed', { specialGroupId: 's2', to: 'Called last' }),
    specials('SpecialGroupDescribed', { specialGroupId: 's2', from: 'Not called', to: null }),
    specials('SpecialGroupDeleted', { specialGroupId: 's2', name: 'Nexts' }, '03-04'),
    specials('SpecialGroupDeleted', { specialGroupId: 'vip' }, '03-05'),
    specials('SpecialGroupDeleted', { specialGroupId: 'sX' }, '03-06'),
  ],
}

/** Customer numbers, and roles. */
export const numbersAndRoles: Story = {
  before: [acme, customer('piac', 'Pia Öst', { kind: 'privateCustomer', personId: 'pia' })],
  events: [
    numbers('CustomerNumberReserved', { number: 100, customerId: 'acme' }),
    numbers('CustomerNumberReserved', { number: 101, customerId: 'piac' }),
    numbers('CustomerNumberReserved', { number: 102, customerId: 'nobody' }),
    numbers('CustomerNumberReleased', { number: 100, customerId: 'piac' }),
    numbers('CustomerNumberReleased', { number: 101 }),
    numbers('CustomerNumberReleased', { number: 999 }),
    numbers('NumberSeriesDefined', { seriesId: 's', kind: null, start: 1, end: null }),
    numbers('NumberSeriesDefined', { seriesId: 's', kind: 'domestic', start: 1, end: 9 }),
    numbers('NumberSeriesDefined', { seriesId: 's', kind: null, start: 1, end: 9 }),
    role('lead', 'Lead'),
    roles('RoleDefined', { roleId: 'pm', name: 'Manager', kind: 'project', cardinality: 'single', required: true }),
    roles('RoleDefined', { roleId: 'lead', name: 'Lead', kind: 'customer', cardinality: 'single', required: true }),
    roles('RoleDefined', { roleId: 'lead', name: 'Leader', kind: 'project' }),
    roles('RoleDefined', { roleId: 'pm', name: 'Manager', kind: 'project', cardinality: 'many', required: false }),
    roles('RoleRetired', { roleId: 'lead' }),
    roles('RoleRetired', { roleId: 'unknown' }),
  ],
}

/** Catalogue values, and settings. */
export const valuesAndSettings: Story = {
  before: values,
  events: [
    classifiers('ClassifierValueAdded', { catalogue: 'segment', value: 'small', name: 'Small ones' }),
    classifiers('ClassifierValueAdded', { catalogue: 'segment', value: 'a:b%' }),
    classifiers('ClassifierValueRenamed', { catalogue: 'segment', value: 'small', from: 'Little ones', to: 'Tiny' }),
    classifiers('ClassifierValueRenamed', { catalogue: 'segment', value: 'small', from: null, to: 'Small' }),
    classifiers('ClassifierValueRetired', { catalogue: 'segment', value: 'small' }),
    classifiers('ClassifierValueRetired', { catalogue: 'segment', value: 'unknown' }),
    classifiers('ContactGroupAdded', { contactGroupId: 'news', name: 'News' }),
    classifiers('ContactPropertyAdded', { number: 5, name: 'Reads mail', contactGroupId: 'news' }),
    classifiers('ContactPropertyAdded', { number: 6, name: 'Reads letters' }),
    classifiers('ContactPropertyAdded', { number: 7, name: 'Reads all', contactGroupId: null }),
    classifiers('PropertyAttachedToContactGroup', { number: 6, contactGroupId: 'news' }),
    classifiers('PropertyAttachedToContactGroup', { number: 6, contactGroupId: 'other' }),
    classifiers('PropertyAttachedToContactGroup', { number: 9, contactGroupId: 'news' }),
    classifiers('ClassifierValueRetired', { catalogue: 'contactProperty', value: '5' }),
    settings('SettingChanged', { key: 'NO_SMS', from: null, to: 3 }),
    settings('SettingChanged', { key: 'NO_SMS', from: 3, to: null }),
    settings('PolicyChanged', { key: 'requiredFields', from: ['name'], to: ['name', 'segment'] }),
    settings('PolicyChanged', { key: 'requiredFields', from: ['name', 'segment'], to: [] }),
    settings('PolicyChanged', { key: 'rolesEnabled', from: true, to: false }),
  ],
}
