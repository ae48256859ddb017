import { left } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'
import {
  answered,
  assigned,
  contact,
  customer,
  employee,
  event,
  type LogEvent,
  logOf,
  policy,
  role,
} from '../../log.js'
import { createProjections } from '../../source.js'

const viewsOf = (...events: readonly LogEvent[]) => {
  const { views, applyAll } = createProjections()
  applyAll(logOf(...events))
  return views
}

const on = (customerId: string, type: LogEvent['event'], data: object, at?: string): LogEvent =>
  event(type, `customer-${customerId}`, data, at)

const acme = customer('acme', 'Acme Oy')
const beta = customer('beta', 'Beta Oy')
const anna = employee('anna', 'Anna')
const required = event('RoleDefined', 'roles', { roleId: 'm', name: 'Manager', kind: 'customer', required: true })
const manages = assigned('customer-acme', 'r1', 'anna', { roleId: 'm', until: '2024-04-01' })

describe('alerts', () => {
  test('a required role is vacant on the days without a holder', () => {
    const { vacantRoles } = viewsOf(acme, beta, anna, required, role('s', 'Seller'), manages)
    const atBeta = { customerId: 'beta', customerName: 'Beta Oy', roleId: 'm', roleName: 'Manager' }
    expect(vacantRoles({ asOf: '2024-03-15' })).toEqual([atBeta])
    expect(vacantRoles({ asOf: '2024-04-01' }).map(({ customerId }) => customerId)).toEqual(['acme', 'beta'])
    expect(vacantRoles({ asOf: '2024-04-01', offset: 1 })).toEqual([atBeta])
  })
  test('no role is vacant while roles are disabled, since nobody can get one', () => {
    const { vacantRoles } = viewsOf(acme, required, policy('rolesEnabled', false))
    expect(vacantRoles({ asOf: '2024-03-15' })).toEqual([])
  })
  test('a responsibility ends soon by its last day, inclusive', () => {
    const { endingResponsibilities } = viewsOf(acme, anna, required, manages)
    const ending = { customerId: 'acme', assignmentId: 'r1', employeeName: 'Anna', roleId: 'm', lastDay: '2024-03-31' }
    expect(endingResponsibilities({ asOf: '2024-03-01' })).toEqual([expect.objectContaining(ending)])
    expect(endingResponsibilities({ asOf: '2024-03-01', within: 29 })).toEqual([])
    expect(endingResponsibilities({ asOf: '2024-03-31', within: 0 })).toHaveLength(1)
    expect(endingResponsibilities({ asOf: '2024-04-01' })).toEqual([])
  })
  test('a responsibility that ends soon but has not started is omitted', () => {
    const brief = assigned('customer-acme', 'r2', 'anna', { from: '2024-03-10', until: '2024-03-20' })
    const { endingResponsibilities } = viewsOf(acme, anna, brief)
    expect(endingResponsibilities({ asOf: '2024-03-09' })).toEqual([])
    expect(endingResponsibilities({ asOf: '2024-03-10' })).toMatchObject([{ customerName: 'Acme Oy' }])
  })
  test('similar customers are listed with their shared criterion, once', () => {
    const { duplicateCandidates } = viewsOf(
      acme,
      customer('acme2', 'ACME, Oy.', { contactInfo: { email: 'Info@acme.fi' } }),
      customer('other', 'Other', { contactInfo: { email: 'info@ACME.fi' } }),
      customer('person', 'Acme Oy', { kind: 'privateCustomer' }),
    )
    expect(duplicateCandidates()).toEqual([
      { because: 'name', customerIds: ['acme', 'acme2'] },
      { because: 'email', customerIds: ['acme2', 'other'] },
    ])
  })
  test('similar customers are listed in the order of their names', () => {
    const alike = (customerId: string, name: string): LogEvent =>
      customer(customerId, name, { contactInfo: { email: 'info@acme.fi' } })
    const { duplicateCandidates } = viewsOf(alike('z', 'Zeta'), alike('m', 'Mid'), alike('a', 'Alfa'))
    expect(duplicateCandidates()).toEqual([{ because: 'email', customerIds: ['a', 'm', 'z'] }])
  })
})

describe('traits of customers', () => {
  const region = (customerId: string, to: string | null, at: string) =>
    on(customerId, 'TrackingItemSet', { dimension: 'region', to }, at)
  const views = viewsOf(
    event('ClassifierValueAdded', 'classifiers', { catalogue: 'trackingItem:region', value: 'n', name: 'North' }),
    event('ClassifierValueAdded', 'classifiers', { catalogue: 'trackingItem:region', value: 's', name: 'South' }),
    acme,
    beta,
    region('acme', 'n', '2024-01-10T09:00:00Z'),
    region('beta', 'n', '2024-01-10T09:00:00Z'),
    region('beta', 's', '2024-02-10T09:00:00Z'),
    on('beta', 'CustomerPropertyAssigned', { property: 'exporter' }),
  )
  test('are counted over a period, at its beginning and its end', () => {
    expect(
      answered(views.trackingReport({ dimension: 'region', period: { from: '2024-02-01', to: '2024-02-29' } })),
    ).toEqual([
      { value: 'n', name: 'North', customers: 2, atStart: 2, atEnd: 1 },
      { value: 's', name: 'South', customers: 1, atStart: 0, atEnd: 1 },
    ])
    expect(answered(views.trackingReport({ dimension: 'region', period: { to: '2024-01-31' } }))).toEqual([
      { value: 'n', name: 'North', customers: 2, atStart: 0, atEnd: 2 },
    ])
    expect(answered(views.trackingReport({ dimension: 'industry' }))).toEqual([])
    const reversed = { from: '2024-02-01', to: '2024-01-31' }
    expect(views.trackingReport({ dimension: 'region', period: reversed })).toEqual(
      left({ error: 'InvalidPeriod', ...reversed }),
    )
  })
  test('are counted at the end only for customers who had them by then', () => {
    const later = viewsOf(
      acme,
      beta,
      region('beta', 's', '2024-02-10T09:00:00Z'),
      region('acme', 's', '2024-03-10T09:00:00Z'),
    )
    const february = { from: '2024-02-01', to: '2024-02-29' }
    expect(answered(later.trackingReport({ dimension: 'region', period: february }))).toEqual([
      { value: 's', name: 's', customers: 1, atStart: 0, atEnd: 1 },
    ])
  })
  test('are on the card, and customers are found by them', () => {
    expect(views.customerCard({ customerId: 'beta' })).toMatchObject({
      trackingItems: { region: 'South' },
      trackingItemIds: { region: 's' },
      properties: ['exporter'],
      propertyIds: ['exporter'],
    })
    expect(views.customersWithProperty({ property: 'exporter' }).map(({ customerId }) => customerId)).toEqual(['beta'])
  })
})

describe('catalogues', () => {
  test('have the next number of a series and the remaining count', () => {
    const { numberSeries } = viewsOf(
      event('NumberSeriesDefined', 'customerNumbers', { seriesId: 's', kind: null, start: 10, end: 12 }),
      event('CustomerNumberReserved', 'customerNumbers', { number: 10, customerId: 'acme' }),
      event('NumberSeriesDefined', 'customerNumbers', { seriesId: 'k', kind: 'supplier', start: 100, end: null }),
    )
    expect(numberSeries()).toEqual([
      { seriesId: 'k', kind: 'supplier', start: 100, end: null, next: 100, left: null },
      { seriesId: 's', kind: null, start: 10, end: 12, next: 11, left: 2 },
    ])
  })
  test('list their values by name, retired ones unless excluded', () => {
    const { classifierValues } = viewsOf(
      event('ClassifierValueAdded', 'classifiers', { catalogue: 'segment', value: 'b', name: 'Älv' }),
      event('ClassifierValueAdded', 'classifiers', { catalogue: 'segment', value: 'a', name: 'Zoo' }),
      event('ClassifierValueRetired', 'classifiers', { catalogue: 'segment', value: 'a' }),
      event('ContactGroupAdded', 'classifiers', { contactGroupId: 'k', name: 'Bans' }),
      event('ContactPropertyAdded', 'classifiers', { number: 14, name: 'No SMS', contactGroupId: 'k' }),
    )
    expect(classifierValues({ catalogue: 'segment', locale: 'en' }).map(({ value }) => value)).toEqual(['b', 'a'])
    expect(classifierValues({ catalogue: 'segment', includeRetired: false }).map(({ value }) => value)).toEqual(['b'])
    expect(classifierValues({ catalogue: 'contactProperty' })).toEqual([
      { value: '14', name: 'No SMS', retired: false, contactGroup: 'Bans' },
    ])
  })
  test('give posting defaults from the nearest group that has them', () => {
    const { postingDefaults } = viewsOf(
      event('CustomerGroupCreated', 'customerGroups', { groupId: 'a', name: 'A', parentId: null }),
      event('CustomerGroupCreated', 'customerGroups', { groupId: 'b', name: 'B', parentId: 'a' }),
      event('GroupLedgerAccountSet', 'customerGroups', { groupId: 'a', account: '3000' }),
      event('GroupCostObjectsSet', 'customerGroups', {
        groupId: 'b',
        costObjects: [{ dimension: 'unit', value: 'n' }],
      }),
      acme,
      on('acme', 'CustomerMovedToGroup', { from: null, to: 'b' }),
    )
    expect(postingDefaults({ customerId: 'acme' })).toEqual({
      ledgerAccount: '3000',
      costObjects: [{ dimension: 'unit', value: 'n' }],
    })
    expect(postingDefaults({ customerId: 'nobody' })).toEqual({ ledgerAccount: null, costObjects: [] })
  })
})

describe('merged and deleted customers', () => {
  const siiri = contact('siiri', 'Mäkinen')
  const atBeta = event('ContactLinkedToCompany', 'person-siiri', { customerId: 'beta' })
  const invoice = on('beta', 'InvoiceRecorded', { documentId: 'i1', date: '2024-01-01' })

  test('the card of a survivor shows the data of the duplicate', () => {
    const { customerCard } = viewsOf(
      acme,
      beta,
      siiri,
      atBeta,
      invoice,
      on('acme', 'CustomerAbsorbed', { duplicateId: 'beta' }),
      on('beta', 'CustomerMergedInto', { survivorId: 'acme' }),
    )
    expect(customerCard({ customerId: 'acme' })).toMatchObject({
      absorbed: [{ id: 'beta', name: 'Beta Oy' }],
      contacts: [{ id: 'siiri', name: 'Mäkinen' }],
      documents: [{ documentId: 'i1' }],
    })
    expect(customerCard({ customerId: 'beta' })).toMatchObject({ mergedInto: 'acme' })
  })
  test('a deleted customer is in no view, and its history stays', () => {
    const views = viewsOf(acme, beta, anna, assigned('customer-beta', 'r1', 'anna'), on('beta', 'CustomerDeleted', {}))
    expect(views.customerCard({ customerId: 'beta' })).toBeNull()
    expect(views.assigneeList({ asOf: '2024-03-15' })).toEqual([])
    expect(views.startDates().map(({ customerId }) => customerId)).toEqual(['acme'])
    expect(views.groupTree({}).at(-1)).toMatchObject({ groupId: null, ownCount: 1 })
    expect(views.customerHistory({ customerId: 'beta' })).toMatchObject({
      right: [{ type: 'CustomerDeleted' }, { type: 'ResponsibleAssigned' }, { type: 'CustomerRegistered' }],
    })
  })
})
