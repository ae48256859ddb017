import { describe, test } from 'vitest'
import { type Asked, acme, anna, beta, given, policy } from '../given.js'
import { testGuardOrder } from '../guard-order.js'

const group = (groupId: string, name: string, parentId: string | null = null): Asked => [
  'CreateCustomerGroup',
  { groupId, name, parentId },
]
const [a, b, below] = [group('a', 'A'), group('b', 'B'), group('c', 'C', 'a')]
const renames = (groupId: string, name: string): Asked => ['RenameCustomerGroup', { groupId, name }]
const moves = (groupId: string, newParentId: string | null): Asked => ['MoveCustomerGroup', { groupId, newParentId }]
const deletes: Asked = ['DeleteCustomerGroup', { groupId: 'a' }]
const acmeIn = (groupId: string): Asked => ['MoveCustomerToGroup', { customerId: 'acme', groupId }]
const flat = policy('groupHierarchy', 'flat')

describe('a new group with two problems: the rejection says first', () => {
  testGuardOrder([
    ['that it is there so, outer spaces apart', [a], group('a', ' A '), null],
    ['that its id is taken, though the name is blank', [a], group('a', ' '), 'GroupAlreadyExists', { groupId: 'a' }],
    ['that its id is taken below another', [a, b], group('a', 'A', 'b'), 'GroupAlreadyExists'],
    ['that the name is blank, though the parent is not there', [], group('a', ' ', 'x'), 'GroupNameRequired'],
    [
      'that the name is another’s, though the parent is not there',
      [a],
      group('d', 'a', 'x'),
      'GroupNameTaken',
      { groupId: 'a', name: 'a' },
    ],
    ['that groups are flat, though the parent is not there', [flat], group('d', 'D', 'x'), 'HierarchyNotEnabled'],
    [
      'that the parent is not there',
      [policy('maxGroupDepth', 1)],
      group('d', 'D', 'x'),
      'GroupNotFound',
      { groupId: 'x' },
    ],
  ])
})

describe('renaming or moving a group with two problems: the rejection says first', () => {
  testGuardOrder([
    ['that it is not there', [], renames('x', ' '), 'GroupNotFound', { groupId: 'x' }],
    ['that it is called so, outer spaces apart', [a], renames('a', ' A '), null],
    ['that it stands there', [a, below], moves('c', 'a'), null],
    ['that it is not there to be moved', [], moves('x', null), 'GroupNotFound'],
    ['that it would stand below itself', [a, below], moves('a', 'c'), 'GroupHierarchyCycle', { path: ['a', 'c'] }],
    [
      'that its line would be too deep, with what is below it',
      [policy('maxGroupDepth', 2), a, below, b],
      moves('a', 'b'),
      'GroupHierarchyTooDeep',
      { max: 2 },
    ],
    [
      'that the parent is not there, though the name is taken',
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

describe('deleting a group with two problems: the rejection says first', () => {
  const emptyOnly = policy('groupDeletion', 'emptyOnly')
  const archives = policy('groupDeletion', 'archiveWhenInUse')
  const lifts = policy('subgroupsOnDelete', 'liftToParent')
  const perParent = policy('groupNameUniqueness', 'perParent')
  testGuardOrder([
    ['that it is not there, though something was below it', [], deletes, 'GroupNotFound'],
    [
      'that others are below it, though it has customers',
      [emptyOnly, acme, a, below, acmeIn('a')],
      deletes,
      'GroupHasSubgroups',
      { subgroupIds: ['c'] },
    ],
    [
      'that others are below it, though it would be archived',
      [archives, acme, a, below, acmeIn('a')],
      deletes,
      'GroupHasSubgroups',
    ],
    [
      'that customers are below it, where all of it goes',
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
    const adds = (customerId: string, groupId: string): Asked => ['AddCustomerToGroup', { customerId, groupId }]
    const several = policy('groupMembership', 'multiple')
    given(several, acme, beta, a, b, adds('acme', 'a'), adds('acme', 'b'), adds('beta', 'b'))
      .when(...deletes)
      .happens(
        ['CustomerGroupDeleted', { groupId: 'a', name: 'A' }],
        ['CustomerRemovedFromGroup', { groupId: 'a', reason: 'groupDeleted' }],
      )
  })
})

describe('accounting data of a group with two problems: the rejection says first', () => {
  const numbered = (start: number | null, groupId = 'a'): Asked => ['SetGroupNumberingStart', { groupId, start }]
  const booked = (account: string | null, groupId = 'a'): Asked => ['SetGroupLedgerAccount', { groupId, account }]
  const shows = (employeeId: string, groupId = 'a'): Asked => ['GrantGroupVisibility', { groupId, employeeId }]
  const sells = (salesperson: boolean): Asked => ['SetSellerInformation', { employeeId: 'anna', salesperson }]
  testGuardOrder([
    ['that it is not there to be numbered', [], numbered(0, 'x'), 'GroupNotFound'],
    ['that numbers begin with one', [a], numbered(-1), 'InvalidNumberingStart', { start: -1 }],
    ['that it is numbered so', [a, numbered(1)], numbered(1), null],
    ['that it is numbered by nothing', [a], numbered(null), null],
    ['that it is not there to be booked', [], booked('sales', 'x'), 'GroupNotFound'],
    [
      'that an account has ten digits at most',
      [a],
      booked('12345678901'),
      'InvalidLedgerAccount',
      { account: '12345678901' },
    ],
    ['that it is booked so', [a, booked('1234567890')], booked('1234567890'), null],
    [
      'that it is not there to be charged',
      [],
      ['SetGroupCostObjects', { groupId: 'x', costObjects: [] }],
      'GroupNotFound',
    ],
    ['that it is charged so', [a], ['SetGroupCostObjects', { groupId: 'a', costObjects: [] }], null],
    ['that it is not there to be shown, though nobody is to see it', [], shows('x', 'x'), 'GroupNotFound'],
    ['that nobody is there to see it', [a], shows('x'), 'EmployeeNotFound'],
    [
      'that who sees it sells no more',
      [a, anna, sells(true), shows('anna'), sells(false)],
      shows('anna'),
      'EmployeeNotSalesperson',
    ],
    [
      'that it is not there to be hidden',
      [],
      ['RevokeGroupVisibility', { groupId: 'x', employeeId: 'x' }],
      'GroupNotFound',
    ],
    ['that it is not there to be archived', [], ['ArchiveCustomerGroup', { groupId: 'x' }], 'GroupNotFound'],
    ['that it is not there to be restored', [], ['RestoreCustomerGroup', { groupId: 'x' }], 'GroupNotFound'],
  ])
})
