import { describe } from 'vitest'
import { type Asked, policy } from '../given.js'
import { testGuardOrder } from '../guard-order.js'

const property = (more: object = {}): Asked => ['AddContactProperty', { number: 7, name: 'No letters', ...more }]
const bound: Asked = ['ChangeSetting', { key: 'NO_EMAIL', value: 7 }]

describe('a setting with two problems: the rejection says first', () => {
  const sets = (key: string, value: unknown): Asked => ['ChangeSetting', { key, value }]
  testGuardOrder([
    ['that there is none of the name', [], sets('toString', 3), 'UnknownSetting', { key: 'toString' }],
    ['that a switch is on or off', [], sets('STARTDATE_SALESORDER', null), 'InvalidSettingValue', { allowed: [1, 2] }],
    [
      'that a switch is not a number of a property',
      [property()],
      sets('STARTDATE_SALESORDER', 7),
      'InvalidSettingValue',
    ],
    ['that a property has a whole number', [], sets('NO_EMAIL', 1.5), 'InvalidSettingValue', { allowed: [] }],
    ['that there is no such property', [], sets('NO_EMAIL', 7), 'UnknownProperty', { number: 7 }],
    ['that it is so already', [property(), bound], bound, null],
    ['that a switch stands so', [], sets('STARTDATE_SALESORDER', 2), null],
    [
      'that a policy has no such value',
      [],
      policy('groupMembership', 'three'),
      'InvalidSettingValue',
      { key: 'groupMembership', expected: 'single, multiple' },
    ],
    [
      'that a policy counts',
      [],
      policy('maxGroupDepth', 0),
      'InvalidSettingValue',
      { expected: 'Depth from 1 to 100' },
    ],
    ['that there is no policy of the name', [], policy('toString', 1), 'UnknownSetting', { key: 'toString' }],
    [
      'that a policy stands so, though it would not fit',
      [
        ['CreateCustomerGroup', { groupId: 'a', name: 'A' }],
        ['CreateCustomerGroup', { groupId: 'b', name: 'B', parentId: 'a' }],
      ],
      policy('groupHierarchy', 'tree'),
      null,
    ],
  ])
})

describe('initialising a tenant with two problems: the rejection says first', () => {
  const begins = (preset: string): Asked => ['InitialiseTenant', { preset }]
  const acme: Asked = ['RegisterCustomer', { customerId: 'acme', name: 'Acme Oy' }]
  testGuardOrder([
    [
      'that it has begun, though the policies would not fit',
      [begins('uku'), acme],
      begins('portal'),
      'AlreadyInitialised',
    ],
    [
      'that the policies do not fit, though there are groups',
      [['CreateCustomerGroup', { groupId: 'a', name: 'A' }], acme],
      begins('portal'),
      'PolicyConflictsWithState',
      { key: 'requiredFields', customerIds: ['acme'] },
    ],
    [
      'that it has begun, where there are groups and nothing changes',
      [['CreateCustomerGroup', { groupId: 'a', name: 'A' }]],
      begins('koho'),
      'AlreadyInitialised',
    ],
    ['that nothing changes, where there are no groups', [acme], begins('24seven'), null],
  ])
})
