import { describe, test } from 'vitest'
import { acme, given, type NamedCommand } from '../given.js'

const invoice: NamedCommand = ['RecordInvoice', { customerId: 'acme', documentId: 'i1', date: '2024-01-01' }]
const voids: NamedCommand = ['VoidDocument', { customerId: 'acme', documentId: 'i1' }]

describe('a document', () => {
  test('can be voided once', () => {
    given(acme, invoice, voids)
      .when(...voids)
      .changesNothing()
  })
})
