import { describe, test } from 'vitest'
import { type Asked, acme, beta, given, policy } from '../given.js'

const invoice = (customerId: string, documentId: string): Asked => [
  'RecordInvoice',
  { customerId, documentId, date: '2024-01-01' },
]
const merged: Asked = ['MergeCustomers', { survivorId: 'acme', duplicateId: 'beta' }]

describe('a start date from a merge', () => {
  test('is not replaced like one set by hand', () => {
    given(policy('startDateManual', 'autoOverwritesManual'), acme, beta, invoice('beta', 'i1'), merged)
      .when(...invoice('acme', 'i2'))
      .happens(['InvoiceRecorded', { documentId: 'i2', date: '2024-01-01' }])
  })
})
