import { describe, test } from 'vitest'
import { acme, given, type NamedCommand, policy } from '../given.js'

const gold: NamedCommand = ['CreateCustomerGroup', { groupId: 'gold', name: 'Gold' }]
const acmeInGold: NamedCommand = ['MoveCustomerToGroup', { customerId: 'acme', groupId: 'gold' }]
const deletes: NamedCommand = ['DeleteCustomerGroup', { groupId: 'gold' }]

describe('deleting a group in use under archiveWhenInUse', () => {
  test('archives it once', () => {
    given(policy('groupDeletion', 'archiveWhenInUse'), acme, gold, acmeInGold, deletes)
      .when(...deletes)
      .changesNothing()
  })
})
