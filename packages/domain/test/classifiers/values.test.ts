import { describe, test } from 'vitest'
import { givenLog } from '../given.js'

describe('a value that was added without a name', () => {
  test('is renamed from none', () => {
    givenLog(['classifiers', 'ClassifierValueAdded', { catalogue: 'segment', value: 'large' }])
      .when('RenameClassifierValue', { catalogue: 'segment', value: 'large', name: 'Large' })
      .happens(['ClassifierValueRenamed', { catalogue: 'segment', value: 'large', from: null, to: 'Large' }])
  })
})
