import { describe, test } from 'vitest'
import { givenLog, type StoredEvent } from '../given.js'

const acme: StoredEvent = [
  'customer-acme',
  'CustomerRegistered',
  { customerId: 'acme', kind: 'company', name: 'Acme Oy' },
]
const group = (groupId: string): StoredEvent => ['customerGroups', 'CustomerGroupCreated', { groupId, name: groupId }]
const isIn = (groupId: string): StoredEvent => ['customer-acme', 'CustomerAddedToGroup', { groupId }]
const both = [acme, group('a'), group('b'), isIn('a'), isIn('b')]

describe('a customer in two groups under the single-group policy', () => {
  test('does not get both of them again', () => {
    givenLog(...both)
      .when('SetCustomerGroups', { customerId: 'acme', groupIds: ['a', 'b'] })
      .isRefused('TooManyGroups', { max: 1 })
  })
  test('moves from the first to another one, or to one of the two', () => {
    givenLog(...both)
      .when('MoveCustomerToGroup', { customerId: 'acme', groupId: 'b' })
      .happens(['CustomerMovedToGroup', { from: 'a', to: 'b' }])
    givenLog(...both)
      .when('MoveCustomerToGroup', { customerId: 'acme', groupId: 'a' })
      .changesNothing()
  })
})

describe('a customer registered with only its name', () => {
  test('is public, has no owner and no tracking values', () => {
    givenLog(acme).when('MarkCustomerPublic', { customerId: 'acme' }).changesNothing()
    givenLog(acme).when('ChangeCustomerOwner', { customerId: 'acme', ownerId: null }).changesNothing()
    for (const type of [
      'ChangeCustomerSegment',
      'ChangeCustomerStatus',
      'ChangeAttractionChannel',
      'SetCustomerKind',
    ] as const)
      givenLog(acme).when(type, { customerId: 'acme', value: null }).changesNothing()
  })
  test('may be made private by an employee who becomes its owner', () => {
    givenLog(
      acme,
      ['employee-anna', 'EmployeeRegistered', { employeeId: 'anna', name: 'Anna' }],
      ['customer-acme', 'CustomerOwnerChanged', { from: null, to: 'anna' }],
    )
      .when('MarkCustomerPrivate', { customerId: 'acme' }, { by: 'anna' })
      .happens(['CustomerMarkedPrivate', {}])
  })
})

describe('an employee registered with only a name', () => {
  const anna: StoredEvent = ['employee-anna', 'EmployeeRegistered', { employeeId: 'anna', name: 'Anna' }]
  test('is not a salesperson, has no code, team or address, and is not an administrator', () => {
    givenLog(anna).when('RegisterEmployee', { employeeId: 'anna', name: 'Anna' }).changesNothing()
    givenLog(anna).when('SetEmployeeTeams', { employeeId: 'anna', teams: [] }).changesNothing()
    givenLog(anna)
      .when('ChangePolicy', { key: 'maxGroupDepth', value: 3 }, { by: 'anna' })
      .isRefused('NotAdministrator')
  })
})

describe('an event with only the mandatory fields', () => {
  const pekka: StoredEvent = ['person-pekka', 'ContactRegistered', { personId: 'pekka', lastName: 'Virtanen' }]
  test('has defaults: a property counts everywhere, an invoice type for every product, an account has no name', () => {
    givenLog(
      pekka,
      ['classifiers', 'ContactPropertyAdded', { number: 3, name: 'N' }],
      ['person-pekka', 'ContactPropertyAssigned', { propertyNo: 3 }],
    )
      .when('RemoveContactProperty', { personId: 'pekka', propertyNo: 3 })
      .happens(['ContactPropertyRemoved', { propertyNo: 3, customerId: null }])
    givenLog(acme, ['customer-acme', 'InvoiceTypeAdded', { invoiceTypeId: 'v' }])
      .when('AddInvoiceType', { customerId: 'acme', invoiceTypeId: 'v' })
      .changesNothing()
    givenLog(acme, ['customer-acme', 'PersonalAccountOpened', { accountId: 'a' }])
      .when('OpenPersonalAccount', { customerId: 'acme', accountId: 'a' })
      .changesNothing()
    givenLog(
      acme,
      ['customer-acme', 'PersonalAccountOpened', { accountId: 'a' }],
      ['customer-acme', 'AccountProductConfigured', { accountId: 'a', productId: 'p', enabled: true }],
    )
      .when('ConfigureAccountProduct', { customerId: 'acme', accountId: 'a', productId: 'p' })
      .changesNothing()
  })
  test('has defaults for bans and consents: the day on which they were recorded', () => {
    const ban: StoredEvent = ['person-pekka', 'MarketingBanSet', { channel: 'email' }]
    givenLog(pekka, ban).when('SetMarketingBan', { personId: 'pekka', channel: 'email' }).changesNothing()
    givenLog(pekka, ban)
      .when('LiftMarketingBan', { personId: 'pekka', channel: 'email', date: '2023-12-31' })
      .isRefused('MarketingBanNotSet')
    givenLog(pekka, ban)
      .when('LiftMarketingBan', { personId: 'pekka', channel: 'email', date: '2024-01-01' })
      .happens([
        'MarketingBanLifted',
        { channel: 'email', customerId: null, source: null, reason: null, date: '2024-01-01' },
      ])
  })
  test('has defaults for roles, groups and special groups', () => {
    givenLog(['roles', 'RoleDefined', { roleId: 'r', name: 'R', kind: 'customer' }])
      .when('DefineRole', { roleId: 'r', name: 'R', kind: 'customer', cardinality: 'many', required: false })
      .changesNothing()
    givenLog(group('a')).when('CreateCustomerGroup', { groupId: 'a', name: 'a' }).changesNothing()
    givenLog(['specialGroups', 'SpecialGroupCreated', { specialGroupId: 'v', name: 'V' }])
      .when('CreateSpecialGroup', { specialGroupId: 'v', name: 'V' })
      .changesNothing()
  })
  test('has defaults for activities: a task is open and has no owner', () => {
    const task: StoredEvent = ['activity-t1', 'TaskRegistered', { activityId: 't1', personIds: ['pekka'] }]
    givenLog(pekka, task).when('ChangeTaskStatus', { activityId: 't1', status: 'open' }).changesNothing()
  })
})
