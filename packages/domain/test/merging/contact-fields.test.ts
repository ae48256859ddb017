import { describe, test } from 'vitest'
import { given } from '../given.js'

describe('merging contacts takes the chosen field from the duplicate', () => {
  test.each(['firstName', 'lastName', 'email', 'phone', 'mobile', 'title'])('%s', (field) => {
    given(
      ['RegisterContact', { personId: 'pekka', lastName: 'Niemi', [field]: 'before' }],
      ['RegisterContact', { personId: 'siiri', lastName: 'Niemi', [field]: 'after' }],
    )
      .when('MergeContacts', {
        survivorId: 'pekka',
        duplicateId: 'siiri',
        fieldChoices: [{ field, from: 'duplicate' }],
      })
      .happens(
        ['ContactAbsorbed', { duplicateId: 'siiri' }],
        ['ContactDetailsChanged', { changes: [{ field, old: 'before', new: 'after' }] }],
        ['ContactMergedInto', { survivorId: 'pekka', moved: true }],
      )
  })
})
