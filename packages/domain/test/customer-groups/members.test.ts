import { describe, test } from 'vitest'
import { acme, anna, beta, given, type NamedCommand, policy } from '../given.js'

const group = (groupId: string, more: object = {}): NamedCommand => [
  'CreateCustomerGroup',
  { groupId, name: groupId, ...more },
]
const into = (customerId: string, groupId: string | null): NamedCommand => [
  'MoveCustomerToGroup',
  { customerId, groupId },
]
const adds = (customerId: string, groupId: string): NamedCommand => ['AddCustomerToGroup', { customerId, groupId }]
const saves = (data: object): NamedCommand => ['SaveCustomerGroup', { groupId: 'a', ...data }]
const several = policy('groupMembership', 'multiple')
const deletesCustomer: NamedCommand = ['DeleteCustomer', { customerId: 'acme' }]
const merged: NamedCommand = ['MergeCustomers', { survivorId: 'beta', duplicateId: 'acme' }]

describe('the members of a group on its form', () => {
  test('are its current members only', () => {
    const none = saves({ customerIds: [] })
    given(acme, group('a'), group('b'), into('acme', 'a'), into('acme', 'b'))
      .when(...none)
      .changesNothing()
    given(acme, group('a'), into('acme', 'a'), deletesCustomer)
      .when(...none)
      .changesNothing()
    given(acme, beta, group('a'), into('acme', 'a'), merged)
      .when(...none)
      .changesNothing()
  })
  test('leave only this group if they have several', () => {
    given(several, acme, beta, group('a'), group('b'), adds('acme', 'a'), adds('acme', 'b'), adds('beta', 'b'))
      .when(...saves({ customerIds: [] }))
      .happens(['CustomerRemovedFromGroup', { groupId: 'a' }])
  })
  test('stay if they are ticked, archived ones too', () => {
    given(acme, group('a'), into('acme', 'a'), ['ArchiveCustomer', { customerId: 'acme' }])
      .when(...saves({ customerIds: ['acme', 'acme'] }))
      .changesNothing()
  })
  test('are added in the order of their ids, after those who leave', () => {
    const gamma: NamedCommand = ['RegisterCustomer', { customerId: 'gamma', name: 'Gamma' }]
    given(acme, beta, gamma, group('a'), group('b'), into('beta', 'a'), into('gamma', 'b'))
      .when(...saves({ customerIds: ['gamma', 'acme'] }))
      .happens(
        ['CustomerMovedToGroup', { from: 'a', to: null }],
        ['CustomerMovedToGroup', { from: null, to: 'a' }],
        ['CustomerMovedToGroup', { from: 'b', to: 'a' }],
      )
  })
  test('are refused by name if they do not exist, before any other is added', () => {
    given(acme, group('a'))
      .when(...saves({ customerIds: ['zed', 'acme'] }))
      .isRefused('CustomerNotFound', { customerId: 'zed' })
    given(acme, group('a'), deletesCustomer)
      .when(...saves({ customerIds: ['acme'] }))
      .isRefused('CustomerNotFound', { customerId: 'acme' })
  })
})

describe('deleting a group', () => {
  test('removes its current members and counts them', () => {
    const emptyOnly = policy('groupDeletion', 'emptyOnly')
    const deletes: NamedCommand = ['DeleteCustomerGroup', { groupId: 'a' }]
    given(emptyOnly, acme, beta, group('a'), group('b'), into('acme', 'a'), into('beta', 'a'), into('acme', 'b'))
      .when(...deletes)
      .isRefused('GroupNotEmpty', { groupId: 'a', memberCount: 1 })
    given(emptyOnly, acme, group('a'), group('b'), into('acme', 'a'), into('acme', 'b'))
      .when(...deletes)
      .happens(['CustomerGroupDeleted', { groupId: 'a', name: 'a' }])
  })
  test('with its subgroups removes a member of several of them once from each', () => {
    given(
      policy('subgroupsOnDelete', 'cascade'),
      several,
      acme,
      group('a'),
      group('c', { parentId: 'a' }),
      group('b'),
      adds('acme', 'a'),
      adds('acme', 'b'),
      adds('acme', 'c'),
    )
      .when('DeleteCustomerGroup', { groupId: 'a' })
      .happens(
        ['CustomerGroupDeleted', { groupId: 'c', name: 'c' }],
        ['CustomerGroupDeleted', { groupId: 'a', name: 'a' }],
        ['CustomerRemovedFromGroup', { groupId: 'a', reason: 'groupDeleted' }],
        ['CustomerRemovedFromGroup', { groupId: 'c', reason: 'groupDeleted' }],
      )
  })
})

describe('a property of a group', () => {
  const seller = (employeeId: string): NamedCommand => [
    'RegisterEmployee',
    { employeeId, name: employeeId, salesperson: true },
  ]
  const shows = (employeeId: string): NamedCommand => ['GrantGroupVisibility', { groupId: 'a', employeeId }]
  const hides = (employeeId: string): NamedCommand => ['RevokeGroupVisibility', { groupId: 'a', employeeId }]
  const accounting = saves({
    numberingStart: 100,
    ledgerAccount: '3000',
    costObjects: [{ dimension: 'd', value: 'v' }],
  })
  test('stays when another one changes', () => {
    const others: readonly NamedCommand[] = [
      ['RenameCustomerGroup', { groupId: 'a', name: 'A2' }],
      ['MoveCustomerGroup', { groupId: 'a', newParentId: 'b' }],
      ['ArchiveCustomerGroup', { groupId: 'a' }],
      shows('s1'),
    ]
    given(seller('s1'), group('a'), group('b'), accounting, ...others)
      .when(
        ...saves({
          name: 'A2',
          parentId: 'b',
          numberingStart: 100,
          ledgerAccount: '3000',
          costObjects: [{ dimension: 'd', value: 'v' }],
          salespersonIds: ['s1'],
        }),
      )
      .changesNothing()
    given(group('a'), accounting)
      .when(...saves({ numberingStart: 200, ledgerAccount: '4000', costObjects: [] }))
      .happens(
        ['GroupNumberingStartSet', { groupId: 'a', start: 200, previous: 100 }],
        ['GroupLedgerAccountSet', { groupId: 'a', account: '4000', previous: '3000' }],
        ['GroupCostObjectsSet', { groupId: 'a', costObjects: [], previous: [{ dimension: 'd', value: 'v' }] }],
      )
  })
  test('is visibility to the granted employees, until it is revoked for each', () => {
    const before = [seller('s1'), seller('s2'), group('a'), group('b'), shows('s1'), shows('s2')]
    given(...before)
      .when(...shows('s1'))
      .changesNothing()
    given(...before, hides('s2'))
      .when(...hides('s1'))
      .happens(['GroupVisibilityRevoked', { groupId: 'a', employeeId: 's1' }])
    given(...before, hides('s2'))
      .when(...hides('s2'))
      .changesNothing()
    given(...before)
      .when('GrantGroupVisibility', { groupId: 'b', employeeId: 's1' })
      .happens(['GroupVisibilityGranted', { groupId: 'b', employeeId: 's1' }])
    given(...before, seller('s3'))
      .when(...saves({ salespersonIds: ['s3', 's2', 's3'] }))
      .happens(
        ['GroupVisibilityRevoked', { groupId: 'a', employeeId: 's1' }],
        ['GroupVisibilityGranted', { groupId: 'a', employeeId: 's3' }],
      )
  })
  test('is whether it is archived: it accepts no customers until it is restored', () => {
    const archives: NamedCommand = ['ArchiveCustomerGroup', { groupId: 'a' }]
    const restores: NamedCommand = ['RestoreCustomerGroup', { groupId: 'a' }]
    given(acme, group('a'), archives)
      .when(...into('acme', 'a'))
      .isRefused('GroupNotAssignable', { groupId: 'a' })
    given(acme, group('a'), archives, restores)
      .when(...into('acme', 'a'))
      .isAccepted()
    given(group('a'))
      .when(...restores)
      .changesNothing()
    given(group('a'), archives)
      .when(...archives)
      .changesNothing()
  })
  test('is the numbering start, its own or that of the nearest ancestor with one', () => {
    const starts = (groupId: string, start: number | null): NamedCommand => [
      'SetGroupNumberingStart',
      { groupId, start },
    ]
    const tree = [anna, group('a'), group('b', { parentId: 'a' }), group('c', { parentId: 'b' }), starts('a', 100)]
    const register: NamedCommand = ['RegisterCustomer', { customerId: 'acme', name: 'Acme', groupId: 'c' }]
    const numbers = (before: readonly NamedCommand[], number: number) => {
      const { world } = given(...tree, ...before).when(...register)
      given().after(world).when('ChangeCustomerNumber', { customerId: 'acme', number }).changesNothing()
    }
    numbers([], 100)
    numbers([starts('b', 200)], 200)
    numbers([starts('b', 200), starts('c', 300)], 300)
    numbers([starts('b', 200), starts('b', null)], 100)
  })
})
