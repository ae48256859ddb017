import { describe } from 'vitest'
import { type NamedCommand, policy } from '../given.js'
import { testGuardOrder } from '../guard-order.js'

const property = (more: object = {}): NamedCommand => ['AddContactProperty', { number: 7, name: 'No letters', ...more }]
const bound: NamedCommand = ['ChangeSetting', { key: 'NO_EMAIL', value: 7 }]

describe('a setting with several problems: the answer says first', () => {
  const sets = (key: string, value: unknown): NamedCommand => ['ChangeSetting', { key, value }]
  testGuardOrder([
    ['that the setting does not exist', [], sets('toString', 3), 'UnknownSetting', { key: 'toString' }],
    [
      'that a switch must be on or off',
      [],
      sets('STARTDATE_SALESORDER', null),
      'InvalidSettingValue',
      { allowed: [1, 2] },
    ],
    [
      'that a switch cannot be the number of a property',
      [property()],
      sets('STARTDATE_SALESORDER', 7),
      'InvalidSettingValue',
    ],
    ['that the number of a property must be whole', [], sets('NO_EMAIL', 1.5), 'InvalidSettingValue', { allowed: [] }],
    ['that the property does not exist', [], sets('NO_EMAIL', 7), 'UnknownProperty', { number: 7 }],
    ['that nothing changes for the same value', [property(), bound], bound, null],
    ['that nothing changes for the same value of a switch', [], sets('STARTDATE_SALESORDER', 2), null],
    [
      'that the policy has no such value',
      [],
      policy('groupMembership', 'three'),
      'InvalidSettingValue',
      { key: 'groupMembership', expected: 'single, multiple' },
    ],
    [
      'that the value of the policy is out of bounds',
      [],
      policy('maxGroupDepth', 0),
      'InvalidSettingValue',
      { expected: 'Depth from 1 to 100' },
    ],
    ['that the policy does not exist', [], policy('toString', 1), 'UnknownSetting', { key: 'toString' }],
    [
      'that nothing changes for the same value, though it would contradict the state',
      [
        ['CreateCustomerGroup', { groupId: 'a', name: 'A' }],
        ['CreateCustomerGroup', { groupId: 'b', name: 'B', parentId: 'a' }],
      ],
      policy('groupHierarchy', 'tree'),
      null,
    ],
  ])
})

describe('initialising a tenant with several problems: the answer says first', () => {
  const begins = (preset: string): NamedCommand => ['InitialiseTenant', { preset }]
  const acme: NamedCommand = ['RegisterCustomer', { customerId: 'acme', name: 'Acme Oy' }]
  testGuardOrder([
    [
      'that it is initialised already, though the policies would contradict the state',
      [begins('uku'), acme],
      begins('portal'),
      'AlreadyInitialised',
    ],
    [
      'that the policies contradict the state, though there are groups',
      [['CreateCustomerGroup', { groupId: 'a', name: 'A' }], acme],
      begins('portal'),
      'PolicyConflictsWithState',
      { key: 'requiredFields', customerIds: ['acme'] },
    ],
    [
      'that it is initialised already, if there are groups and nothing changes',
      [['CreateCustomerGroup', { groupId: 'a', name: 'A' }]],
      begins('koho'),
      'AlreadyInitialised',
    ],
    ['that nothing changes, if there are no groups', [acme], begins('24seven'), null],
  ])
})
