import { describe } from 'vitest'
import type { Asked } from '../given.js'
import { testGuardOrder } from '../guard-order.js'

describe('a role with two problems: the rejection says first', () => {
  const role = (roleId: string, name: string, more: object = {}): Asked => [
    'DefineRole',
    { roleId, name, kind: 'customer', ...more },
  ]
  testGuardOrder([
    ['that the name is blank', [role('r1', 'Seller')], role('r1', ' '), 'RoleNameRequired'],
    [
      'that the name is another’s, in whatever case',
      [role('r1', 'Seller'), role('r2', 'Buyer')],
      role('r2', ' SELLER'),
      'RoleNameTaken',
      { roleId: 'r1', name: 'SELLER' },
    ],
    ['that it is so already, outer spaces apart', [role('r1', 'Seller')], role('r1', ' Seller '), null],
    ['that there is none to retire', [], ['RetireRole', { roleId: 'r1' }], 'UnknownRole', { roleId: 'r1' }],
  ])
})
