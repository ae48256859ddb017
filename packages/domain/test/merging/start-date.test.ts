import { describe, test } from 'vitest'
import { acme, beta, given, type NamedCommand, policy } from '../given.js'

const merge: NamedCommand = ['MergeCustomers', { survivorId: 'acme', duplicateId: 'beta' }]
const absorbed = ['CustomerAbsorbed', { duplicateId: 'beta' }] as const
const mergedInto = ['CustomerMergedInto', { survivorId: 'acme', moved: true }] as const
const byHand = (customerId: string, date: string): NamedCommand => ['SetCustomerStartDate', { customerId, date }]
const invoice = (customerId: string, date: string): NamedCommand => [
  'RecordInvoice',
  { customerId, documentId: `${customerId}-1`, date },
]
const moved = (date: string) =>
  ['InvoiceRecorded', { documentId: 'beta-1', date, recordedAt: '2024-03-15T09:00:00.000Z' }] as const
const first = policy('mergeStartDate', 'firstRecordedOfBoth')

describe('the start date after a merge', () => {
  test('is the duplicate’s if the survivor has none, even one set by hand', () => {
    for (const before of [[], [first]])
      given(acme, beta, ...before, byHand('beta', '2020-02-02'))
        .when(...merge)
        .happens(
          absorbed,
          ['CustomerStartDateSet', { date: '2020-02-02', source: 'merge', documentId: null, previous: null }],
          mergedInto,
        )
  })
  test('that the duplicate had by hand is replaced like one set by hand', () => {
    given(acme, beta, byHand('beta', '2020-02-02'), merge, ['ClearCustomerStartDate', { customerId: 'acme' }])
      .when(...invoice('acme', '2024-01-01'))
      .happens(
        ['InvoiceRecorded', { documentId: 'acme-1', date: '2024-01-01' }],
        ['CustomerStartDateSet', { date: '2024-01-01', documentId: 'acme-1', source: 'invoice', previous: null }],
      )
  })
  test('stays the survivor’s by firstRecordedOfBoth if either was set by hand', () => {
    given(acme, beta, first, byHand('acme', '2021-01-01'), invoice('beta', '2020-02-02'))
      .when(...merge)
      .happens(absorbed, moved('2020-02-02'), mergedInto)
    given(acme, beta, first, invoice('acme', '2021-01-01'), byHand('beta', '2020-02-02'))
      .when(...merge)
      .happens(absorbed, mergedInto)
  })
  test('stays the survivor’s by firstRecordedOfBoth if it was recorded first, or at the same moment', () => {
    given(acme, beta, first, invoice('acme', '2021-01-01'), invoice('beta', '2020-02-02'))
      .when(...merge)
      .happens(absorbed, moved('2020-02-02'), mergedInto)
    const { world } = given(acme, beta, first, invoice('acme', '2021-01-01')).when(...invoice('beta', '2020-02-02'), {
      today: '2024-03-16',
    })
    given()
      .after(world)
      .when(...merge, { today: '2024-03-17' })
      .happens(
        absorbed,
        ['InvoiceRecorded', { documentId: 'beta-1', date: '2020-02-02', recordedAt: '2024-03-16T09:00:00.000Z' }],
        mergedInto,
      )
  })
  test('does not change if both have the same', () => {
    given(acme, beta, byHand('acme', '2020-02-02'), byHand('beta', '2020-02-02'))
      .when(...merge)
      .happens(absorbed, mergedInto)
  })
  test('stays the survivor’s by survivorElseDuplicate, whichever was recorded first', () => {
    const { world } = given(acme, beta, invoice('beta', '2020-02-02')).when(...invoice('acme', '2021-01-01'), {
      today: '2024-03-16',
    })
    given()
      .after(world)
      .when(...merge, { today: '2024-03-17' })
      .happens(absorbed, moved('2020-02-02'), mergedInto)
  })
})
