import { describe, test } from 'vitest'
import { acme, beta, given, type NamedCommand, policy } from '../given.js'

const invoice = (customerId: string, documentId: string): NamedCommand => [
  'RecordInvoice',
  { customerId, documentId, date: '2024-01-01' },
]
const merged: NamedCommand = ['MergeCustomers', { survivorId: 'acme', duplicateId: 'beta' }]

describe('a start date from a merge', () => {
  test('is not replaced like one set by hand', () => {
    given(policy('startDateManual', 'autoOverwritesManual'), acme, beta, invoice('beta', 'i1'), merged)
      .when(...invoice('acme', 'i2'))
      .happens(['InvoiceRecorded', { documentId: 'i2', date: '2024-01-01' }])
  })
})
