import { customerStream, hasAtMostOneGroup, standardPolicies } from '@clientele/domain'
import { expect, test } from 'vitest'
import { acme, given, type NamedCommand, policy } from '../given.js'

const group = (groupId: string): NamedCommand => ['CreateCustomerGroup', { groupId, name: groupId }]
const isIn = (groupId: string): NamedCommand => ['AddCustomerToGroup', { customerId: 'acme', groupId }]

test('INV-01 is violated by a customer in two groups under the single-group policy only', () => {
  const before = [policy('groupMembership', 'multiple'), acme, group('a'), group('b')]
  const inGroups = (...groupIds: readonly string[]) =>
    given(...before, ...groupIds.map(isIn))
      .when('ArchiveCustomer', { customerId: 'acme' })
      .world.stateOf(customerStream('acme'))
  expect(hasAtMostOneGroup(inGroups('a', 'b'), standardPolicies)).toBe(false)
  expect(hasAtMostOneGroup(inGroups('a', 'b'), { ...standardPolicies, groupMembership: 'multiple' })).toBe(true)
  expect(hasAtMostOneGroup(inGroups('a'), standardPolicies)).toBe(true)
})
