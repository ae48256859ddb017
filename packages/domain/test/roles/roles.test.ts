import { describe, test } from 'vitest'
import { type Asked, given } from '../given.js'

const role = (name: string): Asked => ['DefineRole', { roleId: 'seller', name, kind: 'customer' }]

describe('a role', () => {
  test('is renamed', () => {
    given(role('Seller'))
      .when(...role('Account manager'))
      .happens(['RoleDefined', { roleId: 'seller', name: 'Account manager' }])
  })
})
