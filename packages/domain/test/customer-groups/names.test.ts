import { describe, test } from 'vitest'
import { given } from '../given.js'

describe('the name of a group', () => {
  test.each(['No group', 'Ei ryhmää', 'Ingen grupp', 'Grupita', 'ei RYHMÄÄ '])('is not a word for none: %j', (name) => {
    given().when('CreateCustomerGroup', { name }).isRefused('ReservedGroupName', { name: name.trim() })
  })
})
