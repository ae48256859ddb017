import { customersInGroup, joinConflict, personsWithAddress } from '@clientele/domain'
import { expect, test } from 'vitest'

test('a conflict names the looked-up key, unless it is personal', () => {
  const joined = (index: typeof customersInGroup, key: string) => joinConflict({ index, key, position: null }).joined
  expect(joined(customersInGroup, 'g1')).toEqual({ index: 'customersInGroup', key: 'g1' })
  expect(joined(personsWithAddress, 'pia@acme.fi')).toEqual({ index: 'personsWithAddress', key: '' })
})
