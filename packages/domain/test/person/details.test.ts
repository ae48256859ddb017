import { describe, test } from 'vitest'
import { given, pekka } from '../given.js'

const fields = ['firstName', 'lastName', 'email', 'phone', 'mobile', 'title']

describe('details of a contact', () => {
  test.each(fields)('are changed independently: %s', (field) => {
    given(['RegisterContact', { personId: 'pekka', lastName: 'Niemi', [field]: 'before' }])
      .when('ChangeContactDetails', { personId: 'pekka', changes: { [field]: 'after' } })
      .happens(['ContactDetailsChanged', { changes: [{ field, old: 'before', new: 'after' }] }])
  })
  test('keep the last name, whatever else changes', () => {
    given(pekka)
      .when('ChangeContactDetails', { personId: 'pekka', changes: { lastName: null, email: 'p@x.fi' } })
      .isRefused('MandatoryFieldCannotBeCleared', { field: 'lastName' })
  })
})
