import { describe, test } from 'vitest'
import { acme, given, type NamedCommand, policy } from '../given.js'

const invoice = (documentId: string, date: string): NamedCommand => [
  'RecordInvoice',
  { customerId: 'acme', documentId, date },
]
const order = (documentId: string, date: string): NamedCommand => [
  'RecordSalesOrder',
  { customerId: 'acme', documentId, date },
]
const invoices = (value: number): NamedCommand => ['ChangeSetting', { key: 'STARTDATE_INVOICE', value }]
const orders = (value: number): NamedCommand => ['ChangeSetting', { key: 'STARTDATE_SALESORDER', value }]
const byHand = (date: string): NamedCommand => ['SetCustomerStartDate', { customerId: 'acme', date }]
const clear: NamedCommand = ['ClearCustomerStartDate', { customerId: 'acme' }]
const backfill: NamedCommand = ['BackfillStartDate', { customerId: 'acme' }]
const voids = (documentId: string): NamedCommand => ['VoidDocument', { customerId: 'acme', documentId }]
const earliest = policy('startDateRule', 'earliestDated')
const fromActivation = policy('startDateLookBack', 'fromActivation')
const recalculate = policy('startDateOnVoid', 'recalculate')

const set = (date: string, documentId: string, more: object = {}) =>
  ['CustomerStartDateSet', { date, documentId, source: 'invoice', previous: null, ...more }] as const
const invoiced = (documentId: string, date: string) => ['InvoiceRecorded', { documentId, date }] as const
const ordered = (documentId: string, date: string) => ['SalesOrderRecorded', { documentId, date }] as const

describe('an automatic start date', () => {
  test('is set by invoices, not by sales orders, unless the settings say otherwise', () => {
    given(acme)
      .when(...invoice('i1', '2024-01-01'))
      .happens(invoiced('i1', '2024-01-01'), set('2024-01-01', 'i1'))
    given(acme)
      .when(...order('o1', '2024-01-01'))
      .happens(ordered('o1', '2024-01-01'))
    given(acme, orders(1))
      .when(...order('o1', '2024-01-01'))
      .happens(ordered('o1', '2024-01-01'), set('2024-01-01', 'o1', { source: 'salesOrder' }))
    given(acme, invoices(2), orders(1))
      .when(...invoice('i1', '2024-01-01'))
      .happens(invoiced('i1', '2024-01-01'))
  })
  test('is set once: a cleared one stays empty, whichever document had set it', () => {
    given(acme, invoice('i1', '2024-01-01'), clear)
      .when(...invoice('i2', '2024-01-02'))
      .happens(invoiced('i2', '2024-01-02'))
    given(acme, orders(1), order('o1', '2024-01-01'), clear)
      .when(...invoice('i2', '2024-01-02'))
      .happens(invoiced('i2', '2024-01-02'))
  })
  test('is set after one set by hand was cleared', () => {
    given(acme, byHand('2020-01-01'), clear)
      .when(...invoice('i1', '2024-01-01'))
      .happens(invoiced('i1', '2024-01-01'), set('2024-01-01', 'i1'))
  })
  test('replaces one set by hand by startDateManual: autoOverwritesManual, and records the old one', () => {
    given(acme, byHand('2020-01-01'), policy('startDateManual', 'autoOverwritesManual'))
      .when(...invoice('i1', '2024-01-01'))
      .happens(invoiced('i1', '2024-01-01'), set('2024-01-01', 'i1', { previous: '2020-01-01' }))
  })
})

describe('startDateRule: earliestDated', () => {
  test('uses the earliest qualifying document, even if a later one is recorded first', () => {
    given(
      acme,
      earliest,
      invoices(2),
      invoice('i1', '2023-03-03'),
      invoice('i2', '2022-02-02'),
      order('o1', '2020-01-01'),
      invoices(1),
    )
      .when(...invoice('i3', '2024-01-01'))
      .happens(invoiced('i3', '2024-01-01'), set('2022-02-02', 'i2'))
  })
  test('uses the one recorded first among documents of one day', () => {
    given(acme, earliest, invoices(2), invoice('i1', '2022-02-02'), invoice('i2', '2022-02-02'), invoices(1))
      .when(...backfill)
      .happens(set('2022-02-02', 'i1'))
  })
  test('does not move for the same or a later day, nor before a date set by hand', () => {
    const before = [acme, earliest, invoice('i1', '2022-02-02')]
    for (const date of ['2022-02-02', '2022-02-03'])
      given(...before)
        .when(...invoice('i2', date))
        .happens(invoiced('i2', date))
    given(acme, earliest, byHand('2022-02-02'))
      .when(...invoice('i1', '2020-01-01'))
      .happens(invoiced('i1', '2020-01-01'))
  })
  test('does not move for a document of a kind that does not qualify', () => {
    given(acme, earliest, invoice('i1', '2022-02-02'))
      .when(...order('o1', '2020-01-01'))
      .happens(ordered('o1', '2020-01-01'))
  })
})

describe('startDateLookBack: fromActivation', () => {
  const on = () =>
    given(acme, fromActivation, invoices(2), invoice('i1', '2020-01-01')).when(...invoices(1), { today: '2024-03-16' })
      .world
  test('ignores documents from before the setting was switched on', () => {
    given()
      .after(on())
      .when(...invoice('i2', '2024-01-01'), { today: '2024-03-17' })
      .happens(invoiced('i2', '2024-01-01'), set('2024-01-01', 'i2'))
    given()
      .after(on())
      .when(...backfill, { today: '2024-03-17' })
      .isRefused('NoQualifyingDocument', { customerId: 'acme' })
  })
  test('includes a document recorded at the very moment of the switch, and all documents if there was no switch', () => {
    const same = given()
      .after(on())
      .when(...order('o1', '2021-01-01'), { today: '2024-03-16' }).world
    const orderOn = given()
      .after(same)
      .when(...orders(1), { today: '2024-03-16' }).world
    given()
      .after(orderOn)
      .when(...backfill, { today: '2024-03-17' })
      .happens(set('2021-01-01', 'o1', { source: 'salesOrder' }))
    given(acme, fromActivation, invoice('i1', '2020-01-01'), clear)
      .when(...backfill)
      .happens(set('2020-01-01', 'i1'))
  })
})

describe('backfilling a start date', () => {
  test('is refused without a qualifying document that is not voided', () => {
    given(acme)
      .when(...backfill)
      .isRefused('NoQualifyingDocument')
    given(acme, order('o1', '2020-01-01'))
      .when(...backfill)
      .isRefused('NoQualifyingDocument')
    given(acme, invoice('i1', '2020-01-01'), voids('i1'), clear)
      .when(...backfill)
      .isRefused('NoQualifyingDocument')
    given()
      .when(...backfill)
      .isRefused('CustomerNotFound')
  })
  test('changes no existing one', () => {
    given(acme, byHand('2020-01-01'), invoice('i1', '2020-01-01'))
      .when(...backfill)
      .changesNothing()
  })
})

describe('voiding a document', () => {
  test('clears only the start date it had set, by startDateOnVoid: recalculate', () => {
    const before = [
      acme,
      recalculate,
      invoice('i1', '2024-01-01'),
      invoice('i2', '2023-01-01'),
      invoice('i3', '2022-01-01'),
    ]
    given(...before)
      .when(...voids('i2'))
      .happens(['DocumentVoided', { documentId: 'i2' }])
    given(...before, voids('i2'))
      .when(...voids('i1'))
      .happens(['DocumentVoided', { documentId: 'i1' }], set('2022-01-01', 'i3', { previous: '2024-01-01' }))
    given(...before, byHand('2020-01-01'))
      .when(...voids('i1'))
      .happens(['DocumentVoided', { documentId: 'i1' }])
  })
})

describe('a start date set by hand', () => {
  test('can be set and cleared, and records the old value', () => {
    given(acme, byHand('2020-01-01'))
      .when(...byHand('2021-01-01'))
      .happens(['CustomerStartDateSet', { date: '2021-01-01', source: 'manual', previous: '2020-01-01' }])
    given(acme, byHand('2020-01-01'))
      .when(...byHand('2020-01-01'))
      .changesNothing()
    given(acme, byHand('2020-01-01'))
      .when(...clear)
      .happens(['CustomerStartDateCleared', { previous: '2020-01-01' }])
    given(acme, byHand('2020-01-01'), clear)
      .when(...clear)
      .changesNothing()
    given()
      .when(...clear)
      .isRefused('CustomerNotFound')
  })
  test('must be an existing day; a rejection does not repeat another text', () => {
    given(acme)
      .when(...byHand('2023-02-29'))
      .isRefused('InvalidDate', { date: '2023-02-29' })
    given(acme)
      .when(...byHand('born 1 May'))
      .isRefused('InvalidDate', { date: 'a text of 10 characters' })
  })
})
