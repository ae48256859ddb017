import { describe, test } from 'vitest'
import { acme, given, givenLog, type NamedCommand, type StoredEvent } from '../given.js'

const group = (groupId: string): NamedCommand => ['CreateCustomerGroup', { groupId, name: groupId }]
const into = (groupId: string | null): NamedCommand => ['MoveCustomerToGroup', { customerId: 'acme', groupId }]
const deletes: NamedCommand = ['DeleteCustomerGroup', { groupId: 'a' }]

describe('a customer whose group was deleted', () => {
  test('is in no group from then on', () => {
    given(acme, group('a'), group('b'), into('a'), deletes)
      .when(...into('b'))
      .happens(['CustomerMovedToGroup', { from: null, to: 'b' }])
    given(acme, group('a'), into('a'), deletes)
      .when(...into(null))
      .changesNothing()
  })
  test('stays in the group it moved to meanwhile, if the event of the deletion is applied late', () => {
    const written = (...moves: readonly object[]): readonly StoredEvent[] => [
      ['customer-acme', 'CustomerRegistered', { customerId: 'acme', kind: 'company', name: 'Acme Oy' }],
      ['customerGroups', 'CustomerGroupCreated', { groupId: 'b', name: 'B' }],
      ...moves.map((move): StoredEvent => ['customer-acme', 'CustomerMovedToGroup', move]),
    ]
    const late = { from: 'a', to: null, reason: 'groupDeleted' }
    givenLog(...written({ from: null, to: 'a' }, { from: 'a', to: 'b' }, late))
      .when(...into('b'))
      .changesNothing()
    givenLog(...written({ from: null, to: 'a' }, late))
      .when(...into(null))
      .changesNothing()
    givenLog(...written({ from: null, to: 'b' }, { from: 'a', to: null }))
      .when(...into(null))
      .changesNothing()
  })
})

describe('details of a company recorded by an older program', () => {
  test('name no person when they are changed', () => {
    givenLog(['customer-acme', 'CustomerRegistered', { customerId: 'acme', kind: 'company', name: 'Acme Oy' }])
      .when('ChangeCustomerDetails', { customerId: 'acme', changes: { city: 'Turku' } })
      .happens(['CustomerDetailsChanged', { personId: null, changes: [{ field: 'city', old: null, new: 'Turku' }] }])
  })
})
