import { describe, test } from 'vitest'
import { type Asked, acme, given } from '../given.js'

const invoice: Asked = ['RecordInvoice', { customerId: 'acme', documentId: 'i1', date: '2024-01-01' }]
const voids: Asked = ['VoidDocument', { customerId: 'acme', documentId: 'i1' }]

describe('a document', () => {
  test('can be voided once', () => {
    given(acme, invoice, voids)
      .when(...voids)
      .changesNothing()
  })
})
