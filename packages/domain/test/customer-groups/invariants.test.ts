import { customerGroupsStream, haveDistinctNames, standardPolicies } from '@clientele/domain'
import { expect, test } from 'vitest'
import { given, type NamedCommand, policy } from '../given.js'

test('INV-05 is violated by two groups with one name, wherever they are, and not by other groups', () => {
  const group = (groupId: string, name: string): NamedCommand => ['CreateCustomerGroup', { groupId, name }]
  const named = (...names: readonly string[]) =>
    given(policy('groupNameUniqueness', 'none'), ...names.map((name, index) => group(`g${index}`, name)))
      .when(...group('last', 'Last'))
      .world.stateOf(customerGroupsStream)
  expect(haveDistinctNames(named('A', 'B', 'C'), standardPolicies)).toBe(true)
  expect(haveDistinctNames(named('A', 'B', 'a', 'C'), standardPolicies)).toBe(false)
  expect(haveDistinctNames(named('A', 'a'), { ...standardPolicies, groupNameUniqueness: 'none' })).toBe(true)
})
