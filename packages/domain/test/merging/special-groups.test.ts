import { describe, test } from 'vitest'
import { type Asked, acme, beta, given } from '../given.js'

const vip: Asked = ['CreateSpecialGroup', { specialGroupId: 'vip', name: 'VIP' }]
const inVip = (customerId: string): Asked => ['AddCustomerToSpecialGroup', { customerId, specialGroupId: 'vip' }]

describe('merging customers', () => {
  test('does not add the survivor to a special group it is in', () => {
    given(acme, beta, vip, inVip('acme'), inVip('beta'))
      .when('MergeCustomers', { survivorId: 'acme', duplicateId: 'beta' })
      .happens(['CustomerAbsorbed', { duplicateId: 'beta' }], ['CustomerMergedInto', { survivorId: 'acme' }])
  })
})
