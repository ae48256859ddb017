import { describe, test } from 'vitest'
import { given, givenLog, type NamedCommand } from '../given.js'

describe('a value that was added without a name', () => {
  test('can be given a name later', () => {
    givenLog(['classifiers', 'ClassifierValueAdded', { catalogue: 'segment', value: 'large' }])
      .when('RenameClassifierValue', { catalogue: 'segment', value: 'large', name: 'Large' })
      .happens(['ClassifierValueRenamed', { catalogue: 'segment', value: 'large', from: null, to: 'Large' }])
  })
})

describe('the number of a contact property', () => {
  const group = (contactGroupId: string): NamedCommand => ['AddContactGroup', { contactGroupId }]
  const property = (contactGroupId: string | null): NamedCommand => [
    'AddContactProperty',
    { number: 7, name: 'No letters', contactGroupId },
  ]
  test('is taken even by a property of the same name in another group', () => {
    given(group('bans'), property(null))
      .when(...property(null))
      .changesNothing()
    given(group('bans'), property(null))
      .when(...property('bans'))
      .isRefused('PropertyNumberTaken', { number: 7 })
  })
})
