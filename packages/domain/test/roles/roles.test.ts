import { describe, test } from 'vitest'
import { acme, anna, given, type NamedCommand, policy } from '../given.js'

const role = (name: string): NamedCommand => ['DefineRole', { roleId: 'seller', name, kind: 'customer' }]

describe('a role', () => {
  test('can be renamed', () => {
    given(role('Seller'))
      .when(...role('Account manager'))
      .happens([
        'RoleDefined',
        { roleId: 'seller', name: 'Account manager', kind: 'customer', cardinality: 'many', required: false },
      ])
  })
  test('is not required while roles are disabled, whatever its name', () => {
    given(acme, anna, policy('rolesEnabled', false))
      .when('AssignResponsible', { customerId: 'acme', employeeId: 'anna', roleId: 'nobody' })
      .isRefused('RolesNotEnabled')
  })
})
