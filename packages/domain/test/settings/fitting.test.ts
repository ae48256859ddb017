import { describe, test } from 'vitest'
import { acme, anna, bertil, beta, given, type NamedCommand, pekka, pekkaAtAcme, policy } from '../given.js'

const group = (groupId: string, name: string, parentId: string | null = null): NamedCommand => [
  'CreateCustomerGroup',
  { groupId, name, parentId },
]
const changed = (key: string, from: unknown, to: unknown) => ['PolicyChanged', { key, from, to }] as const

describe('a changed policy is checked against', () => {
  test('no merged customers, which nobody could make fit', () => {
    const merged: NamedCommand = ['MergeCustomers', { survivorId: 'acme', duplicateId: 'beta' }]
    given(
      acme,
      beta,
      policy('groupMembership', 'multiple'),
      group('a', 'A'),
      group('b', 'B'),
      ['SetCustomerGroups', { customerId: 'beta', groupIds: ['a', 'b'] }],
      merged,
    )
      .when(...policy('groupMembership', 'single'))
      .happens(changed('groupMembership', 'multiple', 'single'))
    given(
      acme,
      beta,
      bertil,
      policy('employeeDeactivation', 'keep'),
      ['AssignResponsible', { customerId: 'beta', employeeId: 'bertil' }],
      merged,
      ['DeactivateEmployee', { employeeId: 'bertil' }],
      ['RemoveResponsible', { customerId: 'acme', employeeId: 'bertil' }],
    )
      .when(...policy('employeeDeactivation', 'endAll'))
      .happens(changed('employeeDeactivation', 'keep', 'endAll'))
  })
  test('contacts, which may have several companies if each has one', () => {
    given(
      acme,
      beta,
      pekka,
      pekkaAtAcme,
      ['RegisterContact', { personId: 'siiri', lastName: 'M' }],
      ['LinkContactToCompany', { personId: 'siiri', customerId: 'beta' }],
    )
      .when(...policy('contactLinks', 'one'))
      .happens(changed('contactLinks', 'many', 'one'))
  })
  test('customers, which must have the required fields from today', () => {
    const manager: NamedCommand = ['DefineRole', { roleId: 'responsibleManager', name: 'Manager', kind: 'customer' }]
    const holds = (from: string, until: string | null = null): NamedCommand => [
      'AssignResponsible',
      { customerId: 'acme', employeeId: 'anna', roleId: 'responsibleManager', from, until },
    ]
    const asks = policy('requiredFields', ['responsibleManager'])
    given(acme, anna, manager, holds('2024-03-15'))
      .when(...asks)
      .happens(changed('requiredFields', ['name'], ['responsibleManager']))
    given(acme, anna, manager, holds('2024-03-16'))
      .when(...asks)
      .isRefused('PolicyConflictsWithState', { customerIds: ['acme'] })
    given(acme, anna, manager, holds('2024-01-01', '2024-03-15'))
      .when(...asks)
      .isRefused('PolicyConflictsWithState')
    given(
      acme,
      anna,
      ['DefineRole', { roleId: 'other', name: 'Other', kind: 'customer' }],
      ['AssignResponsible', { customerId: 'acme', employeeId: 'anna', roleId: 'other' }],
    )
      .when(...asks)
      .isRefused('PolicyConflictsWithState')
  })
  test.each([
    ['segment', 'ChangeCustomerSegment'],
    ['status', 'ChangeCustomerStatus'],
    ['attractionChannel', 'ChangeAttractionChannel'],
  ] as const)('customers with a %s', (field, command) => {
    const value: NamedCommand = ['AddClassifierValue', { catalogue: field, value: 'v' }]
    given(acme, value, [command, { customerId: 'acme', value: 'v' }])
      .when(...policy('requiredFields', [field]))
      .happens(changed('requiredFields', ['name'], [field]))
    given(acme)
      .when(...policy('requiredFields', [field]))
      .isRefused('PolicyConflictsWithState', { key: 'requiredFields', customerIds: ['acme'] })
  })
  test('customers with a group, listed in order, each once', () => {
    const inGroup: NamedCommand = ['MoveCustomerToGroup', { customerId: 'acme', groupId: 'a' }]
    given(acme, group('a', 'A'), inGroup)
      .when(...policy('requiredFields', ['group']))
      .happens(changed('requiredFields', ['name'], ['group']))
    given(beta, acme, group('a', 'A'))
      .when(...policy('requiredFields', ['group', 'status']))
      .isRefused('PolicyConflictsWithState', { customerIds: ['acme', 'beta'], groupIds: [] })
  })
  test('deleted customers, which do not count', () => {
    const asks = policy('requiredFields', ['segment'])
    given(acme, ['DeleteCustomer', { customerId: 'acme' }])
      .when(...asks)
      .isAccepted()
    const large: NamedCommand = ['ChangeCustomerSegment', { customerId: 'acme', value: 'v' }]
    given(acme, beta, ['AddClassifierValue', { catalogue: 'segment', value: 'v' }], large, [
      'MergeCustomers',
      { survivorId: 'acme', duplicateId: 'beta' },
    ])
      .when(...asks)
      .isAccepted()
  })
  test('employees who left and are still responsible, or were before', () => {
    const holds = (until: string | null): NamedCommand => [
      'AssignResponsible',
      { customerId: 'acme', employeeId: 'anna', from: '2024-01-01', until },
    ]
    const left: NamedCommand = ['DeactivateEmployee', { employeeId: 'anna', effective: '2024-02-01' }]
    const ends = policy('employeeDeactivation', 'endAll')
    given(acme, anna, bertil, policy('employeeDeactivation', 'keep'), holds('2024-02-01'), left)
      .when(...ends)
      .isAccepted()
    given(acme, anna, policy('employeeDeactivation', 'keep'), holds('2024-02-02'), left)
      .when(...ends)
      .isRefused('PolicyConflictsWithState', { customerIds: ['acme'] })
    given(acme, anna, policy('employeeDeactivation', 'keep'), holds(null))
      .when(...ends)
      .isAccepted()
  })
  test('employees who left and are responsible for a project, naming its customer', () => {
    given(
      acme,
      anna,
      policy('employeeDeactivation', 'keep'),
      ['RegisterProject', { projectId: 'x', customerId: 'acme', name: 'X' }],
      ['AssignResponsible', { projectId: 'x', employeeId: 'anna' }],
      ['DeactivateEmployee', { employeeId: 'anna' }],
    )
      .when(...policy('employeeDeactivation', 'requireSuccessor'))
      .isRefused('PolicyConflictsWithState', { key: 'employeeDeactivation', customerIds: ['acme'], groupIds: [] })
  })
  test('the depth of groups', () => {
    const tree = [group('a', 'A'), group('b', 'B', 'a'), group('c', 'C', 'b')]
    given(...tree)
      .when(...policy('maxGroupDepth', 3))
      .happens(changed('maxGroupDepth', 10, 3))
    given(...tree)
      .when(...policy('maxGroupDepth', 2))
      .isRefused('PolicyConflictsWithState', { key: 'maxGroupDepth', customerIds: [], groupIds: ['c'] })
    given(group('a', 'A'))
      .when(...policy('groupHierarchy', 'flat'))
      .happens(changed('groupHierarchy', 'tree', 'flat'))
    given(policy('groupHierarchy', 'flat'), group('a', 'A'))
      .when(...policy('groupHierarchy', 'tree'))
      .isAccepted()
  })
  test('the names of groups, which must be unique by it', () => {
    const none = policy('groupNameUniqueness', 'none')
    const sameNames = [none, group('a', 'A'), group('b', 'B'), group('x', 'X', 'a'), group('y', 'x', 'b')]
    given(...sameNames)
      .when(...policy('groupNameUniqueness', 'perParent'))
      .isAccepted()
    given(...sameNames)
      .when(...policy('groupNameUniqueness', 'global'))
      .isRefused('PolicyConflictsWithState', { key: 'groupNameUniqueness', groupIds: ['x', 'y'] })
    given(none, group('a', 'A'), group('x', 'X', 'a'), group('y', 'x', 'a'))
      .when(...policy('groupNameUniqueness', 'perParent'))
      .isRefused('PolicyConflictsWithState', { groupIds: ['x', 'y'] })
  })
})

describe('binding a ban setting to another property is accepted', () => {
  const property = (number: number): NamedCommand => ['AddContactProperty', { number, name: `No ${number}` }]
  const has = (propertyNo: number, customerId: string | null = null, personId = 'pekka'): NamedCommand => [
    'AssignContactProperty',
    { personId, propertyNo, customerId },
  ]
  const bind = (value: number | null): NamedCommand => ['ChangeSetting', { key: 'NO_EMAIL', value }]
  const banned = (customerId: string | null, more: object = {}): NamedCommand => [
    'SetMarketingBan',
    { personId: 'pekka', channel: 'email', customerId, ...more },
  ]
  const perCompany = policy('banScope', 'personAtCompany')
  const before = [acme, beta, pekka, pekkaAtAcme, property(5), property(6)]
  const rebound = ['SettingChanged', { key: 'NO_EMAIL', from: 5, to: 6 }] as const
  test('if a ban everywhere, or at the same company, stays', () => {
    given(...before, perCompany, has(5, 'acme'), banned('acme'), bind(5))
      .when(...bind(6))
      .happens(rebound)
    given(...before, perCompany, has(5, 'acme'), banned(null), bind(5))
      .when(...bind(6))
      .happens(rebound)
    given(...before, has(5, 'acme'), banned('beta'), bind(5))
      .when(...bind(6))
      .happens(rebound)
    given(...before, perCompany, has(5, 'acme'), has(6), bind(5))
      .when(...bind(6))
      .happens(rebound)
  })
  test('but not if only one at another company stays, one for a future day, or one of another channel', () => {
    given(...before, perCompany, has(5, 'acme'), banned('beta'), bind(5))
      .when(...bind(6))
      .isRefused('RebindingLiftsBans')
    given(...before, perCompany, has(5), banned('acme'), bind(5))
      .when(...bind(6))
      .isRefused('RebindingLiftsBans')
    given(...before, has(5), banned(null, { date: '2024-03-16' }), bind(5))
      .when(...bind(6))
      .isRefused('RebindingLiftsBans')
    given(...before, has(5), banned(null, { channel: 'sms' }), bind(5))
      .when(...bind(6))
      .isRefused('RebindingLiftsBans')
  })
  test('and otherwise names the persons who would lose their ban, in order', () => {
    const person = (personId: string): NamedCommand => ['RegisterContact', { personId, lastName: personId }]
    given(
      ...before,
      person('b'),
      person('a'),
      person('c'),
      has(5, null, 'b'),
      has(5, null, 'a'),
      has(5, null, 'c'),
      has(6, null, 'c'),
      bind(5),
    )
      .when(...bind(null))
      .isRefused('RebindingLiftsBans', { key: 'NO_EMAIL', number: 5, personIds: ['a', 'b', 'c'] })
    given(
      ...before,
      person('b'),
      person('a'),
      person('c'),
      has(5, null, 'b'),
      has(5, null, 'a'),
      has(5, null, 'c'),
      has(6, null, 'c'),
      bind(5),
    )
      .when(...bind(6))
      .isRefused('RebindingLiftsBans', { personIds: ['a', 'b'] })
  })
  test('if the person was merged into another one', () => {
    const other: NamedCommand = ['RegisterContact', { personId: 'other', lastName: 'O' }]
    const lifts: NamedCommand = ['RemoveContactProperty', { personId: 'other', propertyNo: 5 }]
    given(...before, other, has(5), ['MergeContacts', { survivorId: 'other', duplicateId: 'pekka' }], lifts, bind(5))
      .when(...bind(6))
      .happens(rebound)
  })
  test('with any number, even one that switches something', () => {
    for (const number of [1, 2])
      given(property(number))
        .when(...bind(number))
        .happens(['SettingChanged', { key: 'NO_EMAIL', from: null, to: number }])
  })
  test('and the property stands for no other channel’s ban any more', () => {
    const sms = (value: number | null): NamedCommand => ['ChangeSetting', { key: 'NO_SMS', value }]
    given(property(5), sms(5), sms(null))
      .when(...bind(5))
      .happens(['SettingChanged', { key: 'NO_EMAIL', from: null, to: 5 }])
  })
})
