import { acme, pekka } from '../given.js'
import { invoice } from './before.js'
import { accepted, type Examples, type Refusals, refused } from './example.js'

const invoicesDoNotCount = ['ChangeSetting', { key: 'STARTDATE_INVOICE', value: 2 }] as const
const invoicesCount = ['ChangeSetting', { key: 'STARTDATE_INVOICE', value: 1 }] as const

/** Documents of a customer, and its start date. */
export const documentExamples = {
  RecordInvoice: accepted(
    [acme],
    { customerId: 'acme', documentId: 'i1', date: '2024-03-01' },
    ['InvoiceRecorded', { documentId: 'i1', date: '2024-03-01' }],
    ['CustomerStartDateSet', { date: '2024-03-01', source: 'invoice', documentId: 'i1', previous: null }],
  ),
  RecordSalesOrder: accepted([acme], { customerId: 'acme', documentId: 'o1', date: '2024-03-01' }, [
    'SalesOrderRecorded',
    { documentId: 'o1', date: '2024-03-01' },
  ]),
  VoidDocument: accepted([acme, invoice], { customerId: 'acme', documentId: 'i1' }, [
    'DocumentVoided',
    { documentId: 'i1' },
  ]),
  SetCustomerStartDate: accepted([acme, invoice], { customerId: 'acme', date: '2023-05-01' }, [
    'CustomerStartDateSet',
    { date: '2023-05-01', source: 'manual', previous: '2024-03-01' },
  ]),
  ClearCustomerStartDate: accepted([acme, invoice], { customerId: 'acme' }, [
    'CustomerStartDateCleared',
    { previous: '2024-03-01' },
  ]),
  BackfillStartDate: accepted([invoicesDoNotCount, acme, invoice, invoicesCount], { customerId: 'acme' }, [
    'CustomerStartDateSet',
    { date: '2024-03-01', source: 'invoice', documentId: 'i1', previous: null },
  ]),
} satisfies Partial<Examples>

/** Rejections of these commands. */
export const documentRefusals = {
  NotInvoiceable: refused([pekka], ['RecordInvoice', { personId: 'pekka', documentId: 'i1', date: '2024-03-01' }], {
    personId: 'pekka',
  }),
  DocumentAlreadyRecorded: refused(
    [acme, invoice],
    ['RecordInvoice', { customerId: 'acme', documentId: 'i1', date: '2024-03-02' }],
    { documentId: 'i1' },
  ),
  DocumentNotFound: refused([acme], ['VoidDocument', { customerId: 'acme', documentId: 'i1' }], { documentId: 'i1' }),
  InvalidDate: refused([acme], ['SetCustomerStartDate', { customerId: 'acme', date: '2024-02-30' }], {
    date: '2024-02-30',
  }),
  NoQualifyingDocument: refused([acme], ['BackfillStartDate', { customerId: 'acme' }], { customerId: 'acme' }),
} satisfies Partial<Refusals>
