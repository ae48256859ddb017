import { describe, test } from 'vitest'
import {
  acme,
  anna,
  archivedAcme,
  bertil,
  beta,
  given,
  type NamedCommand,
  pekka,
  pekkaAtAcme,
  policy,
} from '../given.js'

const group = (groupId: string, name: string, parentId: string | null = null): NamedCommand => [
  'CreateCustomerGroup',
  { groupId, name, parentId },
]

describe('a policy that contradicts the state is refused with the subjects concerned', () => {
  test('a field that customers lack cannot be required; archived ones do not count', () => {
    given(acme, beta, archivedAcme)
      .when(...policy('requiredFields', ['name', 'segment']))
      .isRefused('PolicyConflictsWithState', { key: 'requiredFields', customerIds: ['beta'] })
    given(acme, archivedAcme)
      .when(...policy('requiredFields', ['name', 'segment']))
      .happens(['PolicyChanged', { key: 'requiredFields', from: ['name'], to: ['name', 'segment'] }])
    given(acme, anna, ['DefineRole', { roleId: 'responsibleManager', name: 'Manager', kind: 'customer' }])
      .when(...policy('requiredFields', ['responsibleManager']))
      .isRefused('PolicyConflictsWithState', { customerIds: ['acme'] })
  })
  test('customers of several groups cannot be limited to one', () => {
    const isIn = (customerId: string, groupId: string): NamedCommand => ['AddCustomerToGroup', { customerId, groupId }]
    const two = [policy('groupMembership', 'multiple'), acme, beta, group('a', 'A'), group('b', 'B'), isIn('beta', 'a')]
    given(...two, isIn('acme', 'a'), isIn('acme', 'b'))
      .when(...policy('groupMembership', 'single'))
      .isRefused('PolicyConflictsWithState', { key: 'groupMembership', customerIds: ['acme'], groupIds: [] })
    given(...two)
      .when(...policy('groupMembership', 'single'))
      .happens(['PolicyChanged', { key: 'groupMembership', from: 'multiple', to: 'single' }])
  })
  test('contacts of several companies cannot be limited to one', () => {
    given(acme, beta, pekka, pekkaAtAcme, ['LinkContactToCompany', { personId: 'pekka', customerId: 'beta' }])
      .when(...policy('contactLinks', 'one'))
      .isRefused('PolicyConflictsWithState', { customerIds: ['acme', 'beta'] })
  })
  test('employees who left and are still responsible need a successor before leaving ends responsibilities', () => {
    given(
      acme,
      anna,
      policy('employeeDeactivation', 'keep'),
      ['AssignResponsible', { customerId: 'acme', employeeId: 'anna' }],
      ['DeactivateEmployee', { employeeId: 'anna' }],
    )
      .when(...policy('employeeDeactivation', 'endAll'))
      .isRefused('PolicyConflictsWithState', { key: 'employeeDeactivation', customerIds: ['acme'] })
  })
  test('groups cannot be made flat, or limited to fewer levels than they have', () => {
    given(group('a', 'A'), group('b', 'B', 'a'))
      .when(...policy('groupHierarchy', 'flat'))
      .isRefused('PolicyConflictsWithState', { groupIds: ['b'] })
    given(group('a', 'A'), group('b', 'B', 'a'))
      .when(...policy('maxGroupDepth', 1))
      .isRefused('PolicyConflictsWithState', { groupIds: ['b'] })
    given(group('a', 'A'))
      .when(...policy('maxGroupDepth', 1))
      .happens(['PolicyChanged', { key: 'maxGroupDepth', from: 10, to: 1 }])
  })
  test('names used twice cannot be made unique', () => {
    given(policy('groupNameUniqueness', 'none'), group('a', 'A'), group('b', 'a'))
      .when(...policy('groupNameUniqueness', 'global'))
      .isRefused('PolicyConflictsWithState', { groupIds: ['a', 'b'] })
  })
})

describe('a contact property', () => {
  const property: NamedCommand = ['AddContactProperty', { number: 7, name: 'No letters' }]
  const binds = (key: string): NamedCommand => ['ChangeSetting', { key, value: 7 }]

  test('can be bound to one ban or to recipients of documents, which may share it', () => {
    given(property, binds('NO_EMAIL'))
      .when(...binds('CONTACT_SALES'))
      .isRefused('PropertyAlreadyBound', { setting: 'NO_EMAIL', number: 7 })
    given(property, binds('CONTACT_SALES'))
      .when(...binds('NO_EMAIL'))
      .isRefused('PropertyAlreadyBound', { setting: 'CONTACT_SALES', number: 7 })
    given(property, binds('CONTACT_SALES'))
      .when(...binds('CONTACT_PURCHASE'))
      .happens(['SettingChanged', { key: 'CONTACT_PURCHASE', from: null, to: 7 }])
    given(property, binds('NO_EMAIL'))
      .when(...binds('NO_MARKETING'))
      .isRefused('PropertyAlreadyBound', { setting: 'NO_EMAIL', number: 7 })
  })
})

describe('a preset', () => {
  test('of the portal defines its roles', () => {
    given()
      .when('InitialiseTenant', { preset: 'portal' })
      .happens(
        [
          'RoleDefined',
          {
            roleId: 'responsibleManager',
            cardinality: 'single',
            required: true,
            name: 'Responsible manager',
            kind: 'customer',
          },
        ],
        [
          'RoleDefined',
          {
            roleId: 'serviceManager',
            cardinality: 'single',
            required: false,
            name: 'Service manager',
            kind: 'customer',
          },
        ],
        [
          'PolicyChanged',
          {
            key: 'requiredFields',
            from: ['name'],
            to: ['name', 'segment', 'status', 'attractionChannel', 'responsibleManager'],
          },
        ],
        ['PolicyChanged', { key: 'consentModel', to: 'optIn', from: 'optOut' }],
      )
  })
  test('is refused if its policies contradict the state', () => {
    given(acme)
      .when('InitialiseTenant', { preset: 'portal' })
      .isRefused('PolicyConflictsWithState', { key: 'requiredFields', customerIds: ['acme'] })
  })
})

describe('a role with holders', () => {
  const seller = (data: object = {}): NamedCommand => [
    'DefineRole',
    { roleId: 's', name: 'Seller', kind: 'customer', ...data },
  ]
  const sells = (employeeId: string): NamedCommand => [
    'AssignResponsible',
    { customerId: 'acme', employeeId, roleId: 's' },
  ]

  test('cannot become single-holder while several have it', () => {
    given(acme, anna, bertil, seller(), sells('anna'), sells('bertil'))
      .when(...seller({ cardinality: 'single' }))
      .isRefused('PolicyConflictsWithState', { key: 's', customerIds: ['acme'] })
    given(acme, anna, bertil, seller(), sells('anna'))
      .when(...seller({ cardinality: 'single' }))
      .happens([
        'RoleDefined',
        { cardinality: 'single', roleId: 's', name: 'Seller', kind: 'customer', required: false },
      ])
  })
  test('is found to be shared wherever the two are among its holders', () => {
    const sellsFrom = (employeeId: string, from: string, until: string): NamedCommand => [
      'AssignResponsible',
      { customerId: 'acme', employeeId, roleId: 's', from, until },
    ]
    given(
      acme,
      anna,
      bertil,
      seller(),
      sellsFrom('anna', '2024-01-01', '2025-01-01'),
      sellsFrom('anna', '2026-01-01', '2027-01-01'),
      sellsFrom('bertil', '2024-06-01', '2024-07-01'),
      sellsFrom('bertil', '2028-01-01', '2029-01-01'),
    )
      .when(...seller({ cardinality: 'single' }))
      .isRefused('PolicyConflictsWithState', { key: 's', customerIds: ['acme'] })
  })
  test('counts as single-holder if one took it over from the other', () => {
    const over: NamedCommand = ['ReassignRole', { customerId: 'acme', roleId: 's', toEmployeeId: 'bertil' }]
    const annaFirst: NamedCommand = [
      'AssignResponsible',
      { customerId: 'acme', employeeId: 'anna', roleId: 's', from: '2024-01-01' },
    ]
    given(acme, anna, bertil, seller(), annaFirst, over)
      .when(...seller({ cardinality: 'single' }))
      .happens([
        'RoleDefined',
        { roleId: 's', name: 'Seller', kind: 'customer', cardinality: 'single', required: false },
      ])
  })
  test('stays a role of customers', () => {
    given(acme, anna, seller(), sells('anna'))
      .when(...seller({ kind: 'project' }))
      .isRefused('PolicyConflictsWithState', { key: 's', customerIds: ['acme'] })
  })
})
