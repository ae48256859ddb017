import { expect, test } from 'vitest'
import { documents, traits } from '../../stories/customers.js'
import { linesToldOf } from '../../stories/telling.js'

test('events about documents and start dates are told with everything they touch', () => {
  expect(linesToldOf(documents)).toEqual([
    'InvoiceRecorded with customer acme',
    '- invoice – → i1',
    '- counts from 2024-01-05',
    'InvoiceRecorded with customer acme',
    '- invoice – → i2',
    '- recordedAt – → 2023-12-01T10:00:00.000Z',
    '- counts from 2024-01-06',
    'SalesOrderRecorded with customer acme',
    '- salesOrder – → s1',
    '- counts from 2024-01-07',
    'DocumentVoided with customer acme',
    '- document i1 → –',
    'DocumentVoided with customer acme',
    '- document unknown → –',
    'CustomerStartDateSet with customer acme',
    '- startDate – → 2024-01-06',
    '- startDateSource – → §invoice',
    '- document – → i2',
    '- counts from 2024-01-06',
    'CustomerStartDateSet with customer acme',
    '- startDate 2024-01-06 → 2024-01-07',
    '- startDateSource §invoice → §merge',
    '- document i2 → –',
    '- counts from 2024-01-07',
    'CustomerStartDateSet with customer acme',
    '- startDate 2023-01-01 → 2024-01-08',
    '- startDateSource §merge → §manual',
    '- counts from 2024-01-08',
    'CustomerStartDateCleared with customer acme',
    '- startDate 2024-01-08 → –',
    'CustomerStartDateCleared with customer acme',
    '- startDate 2022-01-01 → –',
  ])
})

test('events about what customers are traced by are told with everything they touch', () => {
  expect(linesToldOf(traits)).toEqual([
    'TrackingItemSet with customer acme',
    '- region – → North',
    'TrackingItemSet with customer acme',
    '- unit – → u1',
    'TrackingItemSet with customer acme',
    '- region North → s',
    'TrackingItemSet with customer acme',
    '- region west → North',
    'TrackingItemSet with customer acme',
    '- region North → –',
    'TrackingItemSet with customer acme',
    '- region – → s',
    'TrackingItemSet with customer nobody',
    '- region – → North',
    'CustomerPropertyAssigned with customer acme',
    '- property – → Bakes bread',
    'CustomerPropertyAssigned with customer acme',
    '- property – → sells',
    'CustomerPropertyRemoved with customer acme',
    '- property Bakes bread → –',
    'CustomerPropertyRemoved with customer acme',
    '- property sells → –',
    'CustomerPropertyAssigned with customer nobody',
    '- property – → Bakes bread',
  ])
})
