import { describe, test } from 'vitest'
import { acme, beta, given, type NamedCommand } from '../given.js'

const vip: NamedCommand = ['CreateSpecialGroup', { specialGroupId: 'vip', name: 'VIP' }]
const inVip = (customerId: string): NamedCommand => ['AddCustomerToSpecialGroup', { customerId, specialGroupId: 'vip' }]

describe('merging customers', () => {
  test('does not add the survivor to a special group it is in', () => {
    given(acme, beta, vip, inVip('acme'), inVip('beta'))
      .when('MergeCustomers', { survivorId: 'acme', duplicateId: 'beta' })
      .happens(
        ['CustomerAbsorbed', { duplicateId: 'beta' }],
        ['CustomerMergedInto', { survivorId: 'acme', moved: true }],
      )
  })
})
