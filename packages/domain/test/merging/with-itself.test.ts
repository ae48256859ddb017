import { describe, test } from 'vitest'
import { given } from '../given.js'

describe('merging a record with itself', () => {
  test.each(['MergeContacts', 'MergeCustomers'] as const)('%s is refused before it is looked up', (command) => {
    given().when(command, { survivorId: 'x', duplicateId: 'x' }).isRefused('CannotMergeWithItself', { id: 'x' })
  })
})
