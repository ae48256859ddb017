import { describe, test } from 'vitest'
import { given, pekka } from '../given.js'

describe('details of a contact', () => {
  test('keep the last name, whatever else is changed', () => {
    given(pekka)
      .when('ChangeContactDetails', { personId: 'pekka', changes: { lastName: null, email: 'p@x.fi' } })
      .isRefused('MandatoryFieldCannotBeCleared', { field: 'lastName' })
  })
})
