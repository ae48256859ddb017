import { describe, test } from 'vitest'
import { acme, beta, given, type NamedCommand } from '../given.js'
import { testGuardOrder } from '../guard-order.js'

const creates = (specialGroupId: string, name: string, more: object = {}): NamedCommand => [
  'CreateSpecialGroup',
  { specialGroupId, name, ...more },
]
const vip = creates('vip', 'VIP')
const fair = creates('fair', 'Fair', { legend: 'Met at the fair' })
const renames = (specialGroupId: string, name: string): NamedCommand => ['RenameSpecialGroup', { specialGroupId, name }]
const describes = (legend: string | null, specialGroupId = 'fair'): NamedCommand => [
  'DescribeSpecialGroup',
  { specialGroupId, legend },
]

describe('a special group with several problems: the answer says first', () => {
  testGuardOrder([
    [
      'that nothing changes for the same group, ignoring outer spaces',
      [fair],
      creates('fair', ' Fair ', { legend: 'Met at the fair' }),
      null,
    ],
    ['that it exists already with another legend', [fair], creates('fair', 'Fair'), 'SpecialGroupAlreadyExists'],
    ['that it exists already under another name', [vip], creates('vip', ' '), 'SpecialGroupAlreadyExists'],
    ['that the name is blank', [], creates('vip', ' '), 'GroupNameRequired'],
    [
      'that the name is taken, ignoring case',
      [vip],
      creates('v2', ' Vip '),
      'GroupNameTaken',
      { groupId: 'vip', name: 'Vip' },
    ],
    ['that it does not exist, when renaming', [], renames('vip', ' '), 'SpecialGroupNotFound'],
    ['that nothing changes for the same name, ignoring outer spaces', [vip], renames('vip', ' VIP '), null],
    ['that a name is required', [vip], renames('vip', ' '), 'GroupNameRequired'],
    ['that it does not exist, when changing the legend', [], describes(null), 'SpecialGroupNotFound'],
    ['that nothing changes for the same legend', [fair], describes('Met at the fair'), null],
    [
      'that it does not exist, when deleting',
      [],
      ['DeleteSpecialGroup', { specialGroupId: 'vip' }],
      'SpecialGroupNotFound',
    ],
  ])
})

describe('a special group', () => {
  test('may change the case of its own name', () => {
    given(vip)
      .when(...renames('vip', 'Vip'))
      .happens(['SpecialGroupRenamed', { specialGroupId: 'vip', from: 'VIP', to: 'Vip' }])
  })
  test('may have the name of one that is deleted, or that was renamed', () => {
    given(vip, ['DeleteSpecialGroup', { specialGroupId: 'vip' }])
      .when(...creates('v2', 'VIP'))
      .happens(['SpecialGroupCreated', { specialGroupId: 'v2', name: 'VIP', legend: null }])
    given(vip, renames('vip', 'Guests'))
      .when(...creates('v2', 'VIP'))
      .happens(['SpecialGroupCreated', { specialGroupId: 'v2', name: 'VIP', legend: null }])
    given(vip, renames('vip', 'Guests'))
      .when(...creates('v2', 'Guests'))
      .isRefused('GroupNameTaken', { groupId: 'vip' })
  })
  test('keeps its last description', () => {
    given(fair, describes(null))
      .when(...describes('Known from the fair'))
      .happens(['SpecialGroupDescribed', { specialGroupId: 'fair', from: null, to: 'Known from the fair' }])
  })
  test('loses its current members when it is deleted', () => {
    const adds = (customerId: string): NamedCommand => [
      'AddCustomerToSpecialGroup',
      { customerId, specialGroupId: 'vip' },
    ]
    given(acme, beta, vip, adds('acme'), adds('beta'), [
      'RemoveCustomerFromSpecialGroup',
      { customerId: 'acme', specialGroupId: 'vip' },
    ])
      .when('DeleteSpecialGroup', { specialGroupId: 'vip' })
      .happens(
        ['SpecialGroupDeleted', { specialGroupId: 'vip', name: 'VIP' }],
        ['CustomerRemovedFromSpecialGroup', { specialGroupId: 'vip', reason: 'groupDeleted' }],
      )
  })
})
