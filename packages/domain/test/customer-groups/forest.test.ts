import {
  type CustomerGroup,
  type CustomerGroups,
  haveDistinctNames,
  isForest,
  standardPolicies,
} from '@clientele/domain'
import { describe, expect, test } from 'vitest'
import {
  heightOf,
  lineOf,
  numberingStartOf,
  salespersonsOf,
  subgroupsOf,
  subtreeOf,
} from '../../src/model/customer-groups/tree.js'

const group = (groupId: string, parentId: string | null, more: Partial<CustomerGroup> = {}): CustomerGroup => ({
  groupId,
  name: groupId,
  parentId,
  numberingStart: null,
  ledgerAccount: null,
  costObjects: [],
  visibleTo: [],
  archived: false,
  ...more,
})
const groups = (...all: readonly CustomerGroup[]): CustomerGroups => ({
  byId: new Map(all.map((one) => [one.groupId, one])),
  predefined: false,
})
const tree = groups(group('a', null), group('c', 'a'), group('b', 'a'), group('d', 'b'), group('e', null))

describe('groups', () => {
  test('are a forest unless the parents of one form a cycle', () => {
    expect(isForest(tree)).toBe(true)
    expect(isForest(groups())).toBe(true)
    expect(isForest(groups(group('a', 'gone')))).toBe(true)
    expect(isForest(groups(group('a', 'a')))).toBe(false)
    expect(isForest(groups(group('e', null), group('a', 'b'), group('b', 'a')))).toBe(false)
    expect(isForest(groups(group('a', 'b'), group('b', 'a'), group('e', null)))).toBe(false)
    expect(
      isForest(groups(group('e', null), group('c', 'a'), group('a', 'b'), group('b', 'a'), group('f', null))),
    ).toBe(false)
  })
  test('have unique names globally, per parent, or not at all', () => {
    const sameNames = groups(
      group('a', null),
      group('b', null),
      group('x', 'a', { name: 'X' }),
      group('y', 'b', { name: ' x' }),
    )
    const by = (groupNameUniqueness: 'global' | 'perParent' | 'none') =>
      haveDistinctNames(sameNames, { ...standardPolicies, groupNameUniqueness })
    expect([by('global'), by('perParent'), by('none')]).toEqual([false, true, true])
    const siblings = groups(group('a', null), group('x', 'a', { name: 'X' }), group('y', 'a', { name: 'x' }))
    expect(haveDistinctNames(siblings, { ...standardPolicies, groupNameUniqueness: 'perParent' })).toBe(false)
    expect(haveDistinctNames(siblings, { ...standardPolicies, groupNameUniqueness: 'none' })).toBe(true)
  })
  test('have a list of ancestors, nearest first, that stops at a cycle', () => {
    const line = (id: string | null, all = tree) => lineOf(all, id).map(({ groupId }) => groupId)
    expect([line('d'), line('a'), line(null), line('x')]).toEqual([['d', 'b', 'a'], ['a'], [], []])
    expect(line('a', groups(group('a', 'b'), group('b', 'a')))).toEqual(['a', 'b'])
  })
  test('have sorted subgroups, a subtree and a height', () => {
    expect([subgroupsOf(tree, 'a'), subgroupsOf(tree, 'd')]).toEqual([['b', 'c'], []])
    expect([subtreeOf(tree, 'a'), subtreeOf(tree, 'd')]).toEqual([['d', 'b', 'c', 'a'], ['d']])
    expect(['a', 'b', 'c', 'd'].map((id) => heightOf(tree, id))).toEqual([3, 2, 1, 1])
  })
  test('inherit values from the nearest ancestor that has them', () => {
    const tree2 = groups(
      group('a', null, { numberingStart: 100, visibleTo: ['s1'] }),
      group('b', 'a', { numberingStart: 200 }),
      group('c', 'b', { visibleTo: ['s2'] }),
      group('e', null),
    )
    expect(['a', 'b', 'c', 'e', null].map((id) => numberingStartOf(tree2, id))).toEqual([100, 200, 200, null, null])
    const seen = (emptyVisibilityList: 'everyone' | 'nobody') =>
      ['a', 'b', 'c', 'e', null].map((id) => salespersonsOf(tree2, { emptyVisibilityList }, id))
    expect(seen('everyone')).toEqual([['s1'], ['s1'], ['s2'], null, null])
    expect(seen('nobody')).toEqual([['s1'], ['s1'], ['s2'], [], []])
  })
})
