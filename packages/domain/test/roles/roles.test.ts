import { describe, test } from 'vitest'
import { acme, anna, bertil, beta, given, type NamedCommand, policy } from '../given.js'

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
  test('need not be held once it is retired, since nobody can get it', () => {
    const required: NamedCommand = [
      'DefineRole',
      { roleId: 'seller', name: 'Seller', kind: 'customer', required: true },
    ]
    const held: NamedCommand = ['AssignResponsible', { customerId: 'acme', employeeId: 'anna', roleId: 'seller' }]
    const leaves: NamedCommand = ['RemoveResponsible', { customerId: 'acme', employeeId: 'anna', from: '2024-05-01' }]
    given(acme, anna, required, held)
      .when(...leaves)
      .isRefused('RequiredRoleVacant')
    given(acme, anna, required, held, ['RetireRole', { roleId: 'seller' }])
      .when(...leaves)
      .isAccepted()
    given(acme, anna, required, held, ['RetireRole', { roleId: 'seller' }])
      .when('DeactivateEmployee', { employeeId: 'anna', effective: '2024-05-01' })
      .isAccepted()
  })
  test('can be taken from its holder once it is retired, or while roles are disabled', () => {
    const held: NamedCommand = ['AssignResponsible', { customerId: 'acme', employeeId: 'anna', roleId: 'seller' }]
    const data = { customerId: 'acme', employeeId: 'anna', roleId: 'seller' }
    for (const before of [['RetireRole', { roleId: 'seller' }], policy('rolesEnabled', false)] as const) {
      given(acme, anna, role('Seller'), held, before).when('RemoveResponsibleRole', data).isAccepted()
      given(acme, anna, role('Seller'), before)
        .when('RemoveResponsibleRole', data)
        .isRefused(before[0] === 'RetireRole' ? 'UnknownRole' : 'RolesNotEnabled')
    }
  })
  test('need not be held while roles are disabled', () => {
    const required: NamedCommand = [
      'DefineRole',
      { roleId: 'seller', name: 'Seller', kind: 'customer', required: true },
    ]
    const held: NamedCommand = ['AssignResponsible', { customerId: 'acme', employeeId: 'anna', roleId: 'seller' }]
    const before = [acme, anna, required, held, policy('rolesEnabled', false)]
    given(...before)
      .when('RemoveResponsible', { customerId: 'acme', employeeId: 'anna', from: '2024-05-01' })
      .isAccepted()
    given(...before)
      .when('DeactivateEmployee', { employeeId: 'anna', effective: '2024-05-01' })
      .isAccepted()
  })
  test('can get a single holder although a merged customer had several', () => {
    const holds = (employeeId: string): NamedCommand => [
      'AssignResponsible',
      { customerId: 'beta', employeeId, roleId: 'seller' },
    ]
    const single: NamedCommand = [
      'DefineRole',
      { roleId: 'seller', name: 'Seller', kind: 'customer', cardinality: 'single', required: false },
    ]
    given(
      acme,
      beta,
      anna,
      bertil,
      role('Seller'),
      holds('anna'),
      holds('bertil'),
      ['MergeCustomers', { survivorId: 'acme', duplicateId: 'beta' }],
      ['RemoveResponsible', { customerId: 'acme', employeeId: 'bertil' }],
    )
      .when(...single)
      .happens(['RoleDefined', single[1]])
  })
})
