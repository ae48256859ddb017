import { expect, test } from 'vitest'
import { documents, traits } from '../../stories/customers.js'
import { tableChangesOf } from '../../stories/telling.js'

test('events about documents and start dates change these columns and nothing else', () => {
  expect(tableChangesOf(documents)).toEqual([
    'InvoiceRecorded on customer-acme',
    '- documents gets customerId acme, documentId i1, kind invoice, date 2024-01-05, voided no',
    'InvoiceRecorded on customer-acme',
    '- documents gets customerId acme, documentId i2, kind invoice, date 2024-01-06, voided no',
    'SalesOrderRecorded on customer-acme',
    '- documents gets customerId acme, documentId s1, kind salesOrder, date 2024-01-07, voided no',
    'DocumentVoided on customer-acme',
    '- documents acme+i1: voided no → yes',
    'DocumentVoided on customer-acme',
    'CustomerStartDateSet on customer-acme',
    '- customers acme: startDate – → 2024-01-06, startSource – → invoice, startDocumentId – → i2',
    'CustomerStartDateSet on customer-acme',
    '- customers acme: startDate 2024-01-06 → 2024-01-07, startSource invoice → merge, startDocumentId i2 → –',
    'CustomerStartDateSet on customer-acme',
    '- customers acme: startDate 2024-01-07 → 2024-01-08, startSource merge → manual',
    'CustomerStartDateCleared on customer-acme',
    '- customers acme: startDate 2024-01-08 → –, startSource manual → –',
    'CustomerStartDateCleared on customer-acme',
    '- customers acme: as it was',
  ])
})

test('events of tracking items and properties change these columns and nothing else', () => {
  expect(tableChangesOf(traits)).toEqual([
    'TrackingItemSet on customer-acme',
    '- trackingItems gets customerId acme, dimension region, value n, from 2024-02-01T10:00:00.000Z, until –',
    'TrackingItemSet on customer-acme',
    '- trackingItems gets customerId acme, dimension unit, value u1, from 2024-02-02T10:00:00.000Z, until –',
    'TrackingItemSet on customer-acme',
    '- trackingItems acme+region+2024-02-01T10:00:00.000Z goes',
    '- trackingItems gets customerId acme, dimension region, value n, from 2024-02-01T10:00:00.000Z, until',
    '   2024-02-03T10:00:00.000Z',
    '- trackingItems gets customerId acme, dimension region, value s, from 2024-02-03T10:00:00.000Z, until –',
    'TrackingItemSet on customer-acme',
    '- trackingItems acme+region+2024-02-03T10:00:00.000Z goes',
    '- trackingItems gets customerId acme, dimension region, value n, from 2024-02-03T10:00:00.000Z, until –',
    'TrackingItemSet on customer-acme',
    '- trackingItems acme+region+2024-02-03T10:00:00.000Z goes',
    'TrackingItemSet on customer-acme',
    '- trackingItems gets customerId acme, dimension region, value s, from 2024-02-05T10:00:00.000Z, until –',
    'TrackingItemSet on customer-nobody',
    'CustomerPropertyAssigned on customer-acme',
    '- customerProperties gets customerId acme, property bakes',
    'CustomerPropertyAssigned on customer-acme',
    '- customerProperties gets customerId acme, property sells',
    'CustomerPropertyRemoved on customer-acme',
    '- customerProperties acme+bakes goes',
    'CustomerPropertyRemoved on customer-acme',
    '- customerProperties acme+sells goes',
    'CustomerPropertyAssigned on customer-nobody',
    'TrackingItemSet on customer-acme',
    '- trackingItems gets customerId acme, dimension size, value big, from 2024-02-01T10:00:00.000Z, until –',
    'TrackingItemSet on customer-acme',
    '- trackingItems acme+size+2024-02-01T10:00:00.000Z goes',
    '- trackingItems gets customerId acme, dimension size, value big, from 2024-02-01T10:00:00.000Z, until',
    '   2024-03-01T10:00:00.000Z',
    'TrackingItemSet on customer-acme',
    '- trackingItems gets customerId acme, dimension size, value small, from 2024-03-01T10:00:00.000Z, until –',
  ])
})
