import { describe, test } from 'vitest'
import { given } from '../given.js'

describe('the name of a group', () => {
  test.each(['No group', 'Ei ryhmää', 'Ingen grupp', 'Grupita', 'ei RYHMÄÄ '])(
    'must not be a word for "no group": %j',
    (name) => {
      given().when('CreateCustomerGroup', { name }).isRefused('ReservedGroupName', { name: name.trim() })
    },
  )
})
