import { describe, test } from 'vitest'
import { type Asked, acme, archivedAcme, given } from '../given.js'

const gold: Asked = ['CreateCustomerGroup', { groupId: 'gold', name: 'Gold' }]

describe('the groups of a customer', () => {
  test('are not set while it is archived', () => {
    given(acme, gold, archivedAcme)
      .when('SetCustomerGroups', { customerId: 'acme', groupIds: ['gold'] })
      .isRefused('CustomerIsArchived', { customerId: 'acme' })
  })
})
