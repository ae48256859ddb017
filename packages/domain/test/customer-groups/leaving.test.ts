import { describe, test } from 'vitest'
import { acme, anna, archivedAcme, beta, cecilia, given, type NamedCommand, policy } from '../given.js'

const gold: NamedCommand = ['CreateCustomerGroup', { groupId: 'gold', name: 'Gold' }]
const inGold = (customerId: string): NamedCommand => ['MoveCustomerToGroup', { customerId, groupId: 'gold' }]

describe('an archived customer', () => {
  const before = [gold, acme, inGold('acme'), archivedAcme]

  test('leaves its group, so that the group can be deleted', () => {
    given(...before)
      .when('RemoveCustomerFromGroup', { customerId: 'acme', groupId: 'gold' })
      .happens(['CustomerMovedToGroup', { from: 'gold', to: null }])
    given(...before)
      .when('MoveCustomerToGroup', { customerId: 'acme', groupId: null })
      .happens(['CustomerMovedToGroup', { from: 'gold', to: null }])
    given(...before)
      .when('SetCustomerGroups', { customerId: 'acme', groupIds: [] })
      .happens(['CustomerMovedToGroup', { from: 'gold', to: null }])
  })
  test('cannot join a group', () => {
    const silver: NamedCommand = ['CreateCustomerGroup', { groupId: 'silver', name: 'Silver' }]
    given(...before, silver)
      .when('MoveCustomerToGroup', { customerId: 'acme', groupId: 'silver' })
      .isRefused('CustomerIsArchived')
  })
  test('leaves its special groups', () => {
    const fair: NamedCommand = ['CreateSpecialGroup', { specialGroupId: 'fair', name: 'Fair' }]
    given(fair, acme, ['AddCustomerToSpecialGroup', { customerId: 'acme', specialGroupId: 'fair' }], archivedAcme)
      .when('RemoveCustomerFromSpecialGroup', { customerId: 'acme', specialGroupId: 'fair' })
      .happens(['CustomerRemovedFromSpecialGroup', { specialGroupId: 'fair' }])
  })
})

test('a group that must be empty can be deleted although a customer merged away was in it', () => {
  given(policy('groupDeletion', 'emptyOnly'), gold, acme, beta, inGold('beta'), [
    'MergeCustomers',
    { survivorId: 'acme', duplicateId: 'beta' },
  ])
    .when('DeleteCustomerGroup', { groupId: 'gold' })
    .happens(
      ['CustomerGroupDeleted', { groupId: 'gold', name: 'Gold' }],
      ['CustomerMovedToGroup', { from: 'gold', to: null, reason: 'groupDeleted' }],
    )
})

describe('the Customers tab of the group form', () => {
  const before = [gold, acme, beta, inGold('acme'), inGold('beta')]

  test('is a set: an unticked member leaves', () => {
    given(...before)
      .when('SaveCustomerGroup', { groupId: 'gold', customerIds: ['acme'] })
      .happens(['CustomerMovedToGroup', { from: 'gold', to: null }])
    given(...before)
      .when('SaveCustomerGroup', { groupId: 'gold', customerIds: [] })
      .happens(
        ['CustomerMovedToGroup', { to: null, from: 'gold' }],
        ['CustomerMovedToGroup', { to: null, from: 'gold' }],
      )
  })
  test('changes nothing if the command omits it', () => {
    given(...before)
      .when('SaveCustomerGroup', { groupId: 'gold', name: 'Gold' })
      .changesNothing()
  })
  test('is complete for an administrator, who also sees private customers', () => {
    const privateAcme: NamedCommand = [
      'RegisterCustomer',
      { customerId: 'acme', name: 'Acme Oy', ownerId: 'anna', private: true },
    ]
    given(anna, cecilia, gold, privateAcme, inGold('acme'))
      .when('SaveCustomerGroup', { groupId: 'gold', customerIds: [] }, { by: 'cecilia' })
      .happens(['CustomerMovedToGroup', { from: 'gold', to: null }])
  })
  test('keeps members that the actor does not see', () => {
    const hidden: NamedCommand = [
      'RegisterCustomer',
      { customerId: 'mine', name: 'Mine', ownerId: 'cecilia', private: true },
    ]
    given(anna, cecilia, ...before, hidden, inGold('mine'))
      .when('SaveCustomerGroup', { groupId: 'gold', customerIds: ['acme', 'beta'] }, { by: 'anna' })
      .changesNothing()
    given(anna, cecilia, ...before, hidden, inGold('mine'))
      .when('SaveCustomerGroup', { groupId: 'gold', customerIds: ['acme', 'beta'] }, { by: 'cecilia' })
      .happens(['CustomerMovedToGroup', { from: 'gold', to: null }])
  })
})
