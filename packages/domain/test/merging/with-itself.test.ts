import { describe, test } from 'vitest'
import { given } from '../given.js'

describe('merging something with itself', () => {
  test.each(['MergeContacts', 'MergeCustomers'] as const)('%s is refused before anybody looks for it', (command) => {
    given().when(command, { survivorId: 'x', duplicateId: 'x' }).isRefused('CannotMergeWithItself', { id: 'x' })
  })
})
