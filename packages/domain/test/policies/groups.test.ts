import { describe, test } from 'vitest'
import { acme, beta, given, type NamedCommand, policy } from '../given.js'

const group = (groupId: string, name: string, parentId: string | null = null): NamedCommand => [
  'CreateCustomerGroup',
  { groupId, name, parentId },
]
const a = group('a', 'A')
const a1 = group('a1', 'A1', 'a')
const a2 = group('a2', 'A2', 'a1')
const into = (customerId: string, groupId: string): NamedCommand => ['MoveCustomerToGroup', { customerId, groupId }]
const deleted: NamedCommand = ['DeleteCustomerGroup', { groupId: 'a' }]

describe('groups', () => {
  test('4-P1 groupMembership: single allows a customer one group', () => {
    given(acme, a, a1, into('acme', 'a'))
      .when('AddCustomerToGroup', { customerId: 'acme', groupId: 'a1' })
      .isRefused('CustomerAlreadyHasGroup', { groupId: 'a' })
  })

  test('4-P2 groupDeletion: moveToNoGroup moves members to no group, archived ones too', () => {
    given(acme, beta, a, into('acme', 'a'), into('beta', 'a'), ['ArchiveCustomer', { customerId: 'beta' }])
      .when(...deleted)
      .happens(
        ['CustomerGroupDeleted', { groupId: 'a', name: 'A' }],
        ['CustomerMovedToGroup', { from: 'a', to: null, reason: 'groupDeleted' }],
        ['CustomerMovedToGroup', { from: 'a', to: null, reason: 'groupDeleted' }],
      )
  })

  test('4-P3 subgroupsOnDelete: reject refuses to delete a group with subgroups', () => {
    given(a, a1)
      .when(...deleted)
      .isRefused('GroupHasSubgroups', { subgroupIds: ['a1'] })
  })

  test('4-P3 subgroupsOnDelete: cascade deletes its subgroups first, from the bottom', () => {
    given(policy('subgroupsOnDelete', 'cascade'), a, a1, a2)
      .when(...deleted)
      .happens(
        ['CustomerGroupDeleted', { groupId: 'a2', name: 'A2' }],
        ['CustomerGroupDeleted', { groupId: 'a1', name: 'A1' }],
        ['CustomerGroupDeleted', { groupId: 'a', name: 'A' }],
      )
  })

  test('4-P4 predefinedGroups: none gives a new account no groups', () => {
    given().when('InitialiseTenant', { preset: 'koho' }).changesNothing()
  })

  test('4-P5 groupHierarchy: tree allows a group below another', () => {
    given(a)
      .when(...a1)
      .happens(['CustomerGroupCreated', { groupId: 'a1', parentId: 'a', name: 'A1' }])
  })

  test('4-P5 maxGroupDepth: 10 allows ten levels and no eleventh', () => {
    const levels = Array.from({ length: 10 }, (_, index) =>
      group(`g${index}`, `G${index}`, index === 0 ? null : `g${index - 1}`),
    )
    given(...levels)
      .when(...group('g10', 'G10', 'g9'))
      .isRefused('GroupHierarchyTooDeep', { max: 10 })
  })
})

describe('names of groups', () => {
  test('4-P6 groupNameUniqueness: global refuses a name used anywhere', () => {
    given(a, a1)
      .when(...group('x', ' a1 '))
      .isRefused('GroupNameTaken', { groupId: 'a1' })
  })

  test('4-P6 groupNameUniqueness: perParent refuses a name used under the same parent', () => {
    const sentence = given(policy('groupNameUniqueness', 'perParent'), a, a1)
    sentence.when(...group('x', 'A1', 'a')).isRefused('GroupNameTaken', { groupId: 'a1' })
    sentence.when(...group('x', 'A1')).happens(['CustomerGroupCreated', { groupId: 'x', name: 'A1', parentId: null }])
  })

  test('4-P6 groupNameUniqueness: none refuses no name', () => {
    given(policy('groupNameUniqueness', 'none'), a)
      .when(...group('x', 'A'))
      .happens(['CustomerGroupCreated', { groupId: 'x', name: 'A', parentId: null }])
  })
})

describe('customer numbers', () => {
  const startsAt = (start: number): NamedCommand => ['SetGroupNumberingStart', { groupId: 'a', start }]
  const gamma = (data: object): NamedCommand => ['RegisterCustomer', { customerId: 'gamma', name: 'Gamma', ...data }]
  const kind: NamedCommand = ['AddClassifierValue', { catalogue: 'customerKind', value: 'supplier' }]
  const series: NamedCommand = ['DefineNumberSeries', { seriesId: 's', kind: 'supplier', start: 7000 }]
  const numbered = (number: number) => ['CustomerNumberAssigned', { number }] as const

  test('4-P12 numberSeriesBy: group assigns numbers from the numbering start of the group', () => {
    const { world } = given(a, startsAt(300), kind, series).when(
      ...gamma({ groupId: 'a', customerKind: 'supplier', number: null }),
    )
    given()
      .after(world)
      .when('ChangeCustomerNumber', { customerId: 'gamma', number: 301 })
      .happens(
        ['CustomerNumberReserved', { number: 301, customerId: 'gamma' }],
        ['CustomerNumberChanged', { from: 300, to: 301 }],
      )
  })

  test('4-P12 numberReuse: never, so no number is assigned twice', () => {
    given(a, startsAt(300), gamma({ groupId: 'a' }), ['DeleteCustomer', { customerId: 'gamma' }])
      .when('RegisterCustomer', { customerId: 'delta', name: 'Delta', groupId: 'a' })
      .happens(
        ['CustomerNumberReserved', { number: 301, customerId: 'delta' }],
        [
          'CustomerRegistered',
          {
            customerId: 'delta',
            kind: 'company',
            name: 'Delta',
            personId: null,
            segment: null,
            status: null,
            attractionChannel: null,
            customerKind: null,
            ownerId: null,
            private: false,
          },
        ],
        numbered(301),
        ['CustomerMovedToGroup', { from: null, to: 'a' }],
      )
  })

  test('4-P12 numberOnGroupMove: keep leaves the number unchanged in another group', () => {
    given(a, startsAt(300), gamma({ number: 5 }))
      .when(...into('gamma', 'a'))
      .happens(['CustomerMovedToGroup', { from: null, to: 'a' }])
  })

  const invoice: NamedCommand = ['RecordInvoice', { customerId: 'gamma', documentId: 'i1', date: '2024-01-01' }]
  const another: NamedCommand = ['ChangeCustomerNumber', { customerId: 'gamma', number: 6 }]

  test('4-P12 numberChangeWithDocuments: reject refuses to change the number of a customer with documents', () => {
    given(gamma({ number: 5 }), invoice)
      .when(...another)
      .isRefused('CustomerHasDocuments', { count: 1 })
  })

  test('4-P12 numberChangeWithDocuments: allow changes the number of a customer with documents', () => {
    given(gamma({ number: 5 }), invoice, policy('numberChangeWithDocuments', 'allow'))
      .when(...another)
      .happens(
        ['CustomerNumberReserved', { number: 6, customerId: 'gamma' }],
        ['CustomerNumberChanged', { from: 5, to: 6 }],
      )
  })
})
