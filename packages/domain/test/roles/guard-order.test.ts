import { describe } from 'vitest'
import type { NamedCommand } from '../given.js'
import { testGuardOrder } from '../guard-order.js'

describe('a role with several problems: the answer says first', () => {
  const role = (roleId: string, name: string, more: object = {}): NamedCommand => [
    'DefineRole',
    { roleId, name, kind: 'customer', ...more },
  ]
  testGuardOrder([
    ['that the name is blank', [role('r1', 'Seller')], role('r1', ' '), 'RoleNameRequired'],
    [
      'that the name is taken, ignoring case',
      [role('r1', 'Seller'), role('r2', 'Buyer')],
      role('r2', ' SELLER'),
      'RoleNameTaken',
      { roleId: 'r1', name: 'SELLER' },
    ],
    [
      'that nothing changes for the same role, ignoring outer spaces',
      [role('r1', 'Seller')],
      role('r1', ' Seller '),
      null,
    ],
    ['that the role to retire does not exist', [], ['RetireRole', { roleId: 'r1' }], 'UnknownRole', { roleId: 'r1' }],
  ])
})
