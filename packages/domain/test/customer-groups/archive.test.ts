import { describe, test } from 'vitest'
import { type Asked, acme, given, policy } from '../given.js'

const gold: Asked = ['CreateCustomerGroup', { groupId: 'gold', name: 'Gold' }]
const acmeInGold: Asked = ['MoveCustomerToGroup', { customerId: 'acme', groupId: 'gold' }]
const deletes: Asked = ['DeleteCustomerGroup', { groupId: 'gold' }]

describe('deleting a group in use under archiveWhenInUse', () => {
  test('archives it once', () => {
    given(policy('groupDeletion', 'archiveWhenInUse'), acme, gold, acmeInGold, deletes)
      .when(...deletes)
      .changesNothing()
  })
})
