import { describe, expect, test } from 'vitest'
import { acme, anna, beta, given, type NamedCommand, pekka, pekkaAtAcme } from '../given.js'
import { readBy } from '../reads.js'

const meta = { by: 'host', host: true as const, today: '2024-03-15', at: '2024-03-15T09:00:00.000Z', commandId: 'read' }
const readingOf = (before: readonly NamedCommand[], asked: NamedCommand): readonly string[] =>
  readBy(given(...before).when('AddContactGroup', { contactGroupId: 'last' }).world, asked, meta).names

const closed = (customerId: string): readonly NamedCommand[] => [
  ['RegisterEmployee', { employeeId: 's1', name: 'S1', salesperson: true }],
  ['CreateCustomerGroup', { groupId: 'g', name: 'G' }],
  ['GrantGroupVisibility', { groupId: 'g', employeeId: 's1' }],
  ['MoveCustomerToGroup', { customerId, groupId: 'g' }],
]
const annaOn = (customerId: string): NamedCommand => ['AssignResponsible', { customerId, employeeId: 'anna' }]

describe('merging customers reads', () => {
  const merge: NamedCommand = ['MergeCustomers', { survivorId: 'acme', duplicateId: 'beta' }]
  const always = [
    'contactsOfCompany of beta',
    'customer-acme',
    'customer-beta',
    'customerGroups',
    'customersWithPortalUser of ',
    'employee-',
    'personsWithTermsAt of beta',
    'projectsOfCustomer of ',
    'projectsOfCustomer of beta',
    'projectsOfPerson of ',
    'roles',
    'settings',
    'specialGroups',
  ]
  test('only what belongs to the duplicate if everybody sees both', () => {
    expect(readingOf([acme, beta], merge)).toEqual(always)
  })
  test('the projects of the survivor too if not everybody does', () => {
    const also = [...always, 'projectsOfCustomer of acme'].sort()
    for (const customerId of ['acme', 'beta'])
      expect(readingOf([acme, beta, ...closed(customerId)], merge)).toEqual(also)
  })
})

describe('merging contacts reads', () => {
  const siiri: NamedCommand = ['RegisterContact', { personId: 'siiri', lastName: 'M' }]
  const siiriAtBeta: NamedCommand = ['LinkContactToCompany', { personId: 'siiri', customerId: 'beta' }]
  const merge: NamedCommand = ['MergeContacts', { survivorId: 'pekka', duplicateId: 'siiri' }]
  const always = [
    'customer-acme',
    'customer-beta',
    'customerGroups',
    'customersAbsorbedBy of ',
    'customersWithPortalUser of siiri',
    'employee-',
    'person-pekka',
    'person-siiri',
    'projectsOfCustomer of ',
    'projectsOfPerson of siiri',
    'settings',
  ]
  const before = [anna, acme, beta, pekka, pekkaAtAcme, siiri, siiriAtBeta, annaOn('acme'), annaOn('beta')]
  test('no responsibilities if everybody sees their companies', () => {
    expect(readingOf(before, merge)).toEqual(always)
  })
  test('the responsibilities of the companies that not everybody sees, and their projects', () => {
    const also = [
      ...always.filter((name) => name !== 'projectsOfCustomer of '),
      'employee-anna',
      'projectsOfCustomer of beta',
    ]
    expect(readingOf([...before, ...closed('beta')], merge)).toEqual(also.sort())
  })
  test('customers that were merged into the one the survivor is', () => {
    const pa: NamedCommand = ['RegisterPrivateCustomer', { personId: 'pa', customerId: 'paC', lastName: 'Ek' }]
    const read = readingOf([pa, siiri], ['MergeContacts', { survivorId: 'pa', duplicateId: 'siiri' }])
    expect(read.filter((name) => name.startsWith('customersAbsorbedBy'))).toEqual(['customersAbsorbedBy of paC'])
  })
})
