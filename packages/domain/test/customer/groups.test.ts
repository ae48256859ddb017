import { describe, test } from 'vitest'
import { acme, archivedAcme, given, type NamedCommand } from '../given.js'

const gold: NamedCommand = ['CreateCustomerGroup', { groupId: 'gold', name: 'Gold' }]

describe('the groups of a customer', () => {
  test('cannot be set while it is archived', () => {
    given(acme, gold, archivedAcme)
      .when('SetCustomerGroups', { customerId: 'acme', groupIds: ['gold'] })
      .isRefused('CustomerIsArchived', { customerId: 'acme' })
  })
})

describe('setting the groups of a customer that may be in one group only', () => {
  const world = () =>
    given(
      ['RegisterCustomer', { customerId: 'acme', name: 'Acme' }],
      ['CreateCustomerGroup', { groupId: 'gold', name: 'Gold' }],
      ['CreateCustomerGroup', { groupId: 'silver', name: 'Silver' }],
      ['MoveCustomerToGroup', { customerId: 'acme', groupId: 'gold' }],
    )

  test('moves it', () =>
    world()
      .when('SetCustomerGroups', { customerId: 'acme', groupIds: ['silver'] })
      .happens(['CustomerMovedToGroup', { from: 'gold', to: 'silver' }]))

  test('removes it from its group if none is given', () =>
    world()
      .when('SetCustomerGroups', { customerId: 'acme', groupIds: [] })
      .happens(['CustomerMovedToGroup', { from: 'gold', to: null }]))
})
