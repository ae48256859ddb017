import { describe, test } from 'vitest'
import { acme, anna, beta, given, type NamedCommand, policy } from '../given.js'
import { testGuardOrder } from '../guard-order.js'

const group = (groupId: string, name: string, parentId: string | null = null): NamedCommand => [
  'CreateCustomerGroup',
  { groupId, name, parentId },
]
const [a, b, below] = [group('a', 'A'), group('b', 'B'), group('c', 'C', 'a')]
const renames = (groupId: string, name: string): NamedCommand => ['RenameCustomerGroup', { groupId, name }]
const moves = (groupId: string, newParentId: string | null): NamedCommand => [
  'MoveCustomerGroup',
  { groupId, newParentId },
]
const deletes: NamedCommand = ['DeleteCustomerGroup', { groupId: 'a' }]
const acmeIn = (groupId: string): NamedCommand => ['MoveCustomerToGroup', { customerId: 'acme', groupId }]
const flat = policy('groupHierarchy', 'flat')

describe('a new group with several problems: the answer says first', () => {
  testGuardOrder([
    ['that nothing changes for the same group, ignoring outer spaces', [a], group('a', ' A '), null],
    ['that its id is taken, though the name is blank', [a], group('a', ' '), 'GroupAlreadyExists', { groupId: 'a' }],
    ['that its id is taken, under another parent', [a, b], group('a', 'A', 'b'), 'GroupAlreadyExists'],
    ['that the name is blank, though the parent does not exist', [], group('a', ' ', 'x'), 'GroupNameRequired'],
    [
      'that the name is taken, though the parent does not exist',
      [a],
      group('d', 'a', 'x'),
      'GroupNameTaken',
      { groupId: 'a', name: 'a' },
    ],
    [
      'that the hierarchy is flat, though the parent does not exist',
      [flat],
      group('d', 'D', 'x'),
      'HierarchyNotEnabled',
    ],
    [
      'that the parent does not exist',
      [policy('maxGroupDepth', 1)],
      group('d', 'D', 'x'),
      'GroupNotFound',
      { groupId: 'x' },
    ],
  ])
})

describe('renaming or moving a group with several problems: the answer says first', () => {
  testGuardOrder([
    ['that it does not exist', [], renames('x', ' '), 'GroupNotFound', { groupId: 'x' }],
    ['that nothing changes for the same name, ignoring outer spaces', [a], renames('a', ' A '), null],
    ['that nothing changes for the same parent', [a, below], moves('c', 'a'), null],
    ['that it does not exist, when moving', [], moves('x', null), 'GroupNotFound'],
    ['that it would be below itself', [a, below], moves('a', 'c'), 'GroupHierarchyCycle', { path: ['a', 'c'] }],
    [
      'that the hierarchy would be too deep, including its subgroups',
      [policy('maxGroupDepth', 2), a, below, b],
      moves('a', 'b'),
      'GroupHierarchyTooDeep',
      { max: 2 },
    ],
    [
      'that the parent does not exist, though the name is taken',
      [a, b],
      ['SaveCustomerGroup', { groupId: 'b', name: 'A', parentId: 'x' }],
      'GroupNotFound',
      { groupId: 'x' },
    ],
  ])
  test('the line that would form a cycle, from the group down to its new parent', () => {
    given(a, below, group('d', 'D', 'c'), group('e', 'E', 'd'))
      .when(...moves('c', 'e'))
      .isRefused('GroupHierarchyCycle', { path: ['c', 'd', 'e'] })
  })
  test('and the place where the group is when it is moved to the top', () => {
    given(a, below)
      .when(...moves('c', null))
      .happens(['CustomerGroupMoved', { groupId: 'c', from: 'a', to: null }])
  })
  test('nothing against the maximum number of levels', () => {
    given(policy('maxGroupDepth', 2), a, b)
      .when(...moves('b', 'a'))
      .happens(['CustomerGroupMoved', { groupId: 'b', from: null, to: 'a' }])
    given(policy('maxGroupDepth', 3), a, below, b)
      .when(...moves('a', 'b'))
      .happens(['CustomerGroupMoved', { groupId: 'a', from: null, to: 'b' }])
  })
})

describe('deleting a group with several problems: the answer says first', () => {
  const emptyOnly = policy('groupDeletion', 'emptyOnly')
  const archives = policy('groupDeletion', 'archiveWhenInUse')
  const lifts = policy('subgroupsOnDelete', 'liftToParent')
  const perParent = policy('groupNameUniqueness', 'perParent')
  testGuardOrder([
    ['that it does not exist, though it had a subgroup', [], deletes, 'GroupNotFound'],
    [
      'that it has subgroups, though it has customers',
      [emptyOnly, acme, a, below, acmeIn('a')],
      deletes,
      'GroupHasSubgroups',
      { subgroupIds: ['c'] },
    ],
    [
      'that it has subgroups, though it would be archived',
      [archives, acme, a, below, acmeIn('a')],
      deletes,
      'GroupHasSubgroups',
    ],
    [
      'that subgroups have customers, when all are deleted',
      [emptyOnly, policy('subgroupsOnDelete', 'cascade'), acme, a, below, acmeIn('c')],
      deletes,
      'GroupNotEmpty',
      { groupId: 'a', memberCount: 1 },
    ],
    [
      'that a lifted group would have a taken name',
      [lifts, perParent, acme, a, below, group('d', 'C')],
      deletes,
      'GroupNameTaken',
      { groupId: 'd', name: 'C' },
    ],
  ])
  test('that it is archived, though a lifted group would have a taken name', () => {
    given(archives, lifts, perParent, acme, a, below, group('d', 'C'), acmeIn('a'))
      .when(...deletes)
      .happens(['CustomerGroupArchived', { groupId: 'a' }])
  })
  test('nothing if its subgroups are lifted to its own place', () => {
    given(lifts, acme, a, group('c', 'C', 'a'), group('e', 'E', 'c'), group('d', 'D', 'c'), acmeIn('c'))
      .when('DeleteCustomerGroup', { groupId: 'c' })
      .happens(
        ['CustomerGroupMoved', { groupId: 'd', from: 'c', to: 'a' }],
        ['CustomerGroupMoved', { groupId: 'e', from: 'c', to: 'a' }],
        ['CustomerGroupDeleted', { groupId: 'c', name: 'C' }],
        ['CustomerMovedToGroup', { from: 'c', to: null, reason: 'groupDeleted' }],
      )
  })
  test('nothing if customers have several groups and leave one of them', () => {
    const adds = (customerId: string, groupId: string): NamedCommand => ['AddCustomerToGroup', { customerId, groupId }]
    const several = policy('groupMembership', 'multiple')
    given(several, acme, beta, a, b, adds('acme', 'a'), adds('acme', 'b'), adds('beta', 'b'))
      .when(...deletes)
      .happens(
        ['CustomerGroupDeleted', { groupId: 'a', name: 'A' }],
        ['CustomerRemovedFromGroup', { groupId: 'a', reason: 'groupDeleted' }],
      )
  })
})

describe('accounting data of a group with several problems: the answer says first', () => {
  const numbered = (start: number | null, groupId = 'a'): NamedCommand => ['SetGroupNumberingStart', { groupId, start }]
  const booked = (account: string | null, groupId = 'a'): NamedCommand => [
    'SetGroupLedgerAccount',
    { groupId, account },
  ]
  const shows = (employeeId: string, groupId = 'a'): NamedCommand => ['GrantGroupVisibility', { groupId, employeeId }]
  const sells = (salesperson: boolean): NamedCommand => ['SetSellerInformation', { employeeId: 'anna', salesperson }]
  testGuardOrder([
    ['that it does not exist, when setting the numbering start', [], numbered(0, 'x'), 'GroupNotFound'],
    ['that the numbering start must be at least one', [a], numbered(-1), 'InvalidNumberingStart', { start: -1 }],
    ['that nothing changes for the same numbering start', [a, numbered(1)], numbered(1), null],
    ['that nothing changes when clearing no numbering start', [a], numbered(null), null],
    ['that it does not exist, when setting the ledger account', [], booked('sales', 'x'), 'GroupNotFound'],
    [
      'that a ledger account has at most ten digits',
      [a],
      booked('12345678901'),
      'InvalidLedgerAccount',
      { account: '12345678901' },
    ],
    ['that nothing changes for the same ledger account', [a, booked('1234567890')], booked('1234567890'), null],
    [
      'that it does not exist, when setting cost objects',
      [],
      ['SetGroupCostObjects', { groupId: 'x', costObjects: [] }],
      'GroupNotFound',
    ],
    [
      'that nothing changes for the same cost objects',
      [a],
      ['SetGroupCostObjects', { groupId: 'a', costObjects: [] }],
      null,
    ],
    ['that it does not exist, though the employee does not either', [], shows('x', 'x'), 'GroupNotFound'],
    ['that the employee does not exist', [a], shows('x'), 'EmployeeNotFound'],
    [
      'that the employee is no longer a salesperson',
      [a, anna, sells(true), shows('anna'), sells(false)],
      shows('anna'),
      'EmployeeNotSalesperson',
    ],
    [
      'that it does not exist, when revoking visibility',
      [],
      ['RevokeGroupVisibility', { groupId: 'x', employeeId: 'x' }],
      'GroupNotFound',
    ],
    ['that it does not exist, when archiving', [], ['ArchiveCustomerGroup', { groupId: 'x' }], 'GroupNotFound'],
    ['that it does not exist, when restoring', [], ['RestoreCustomerGroup', { groupId: 'x' }], 'GroupNotFound'],
  ])
})
