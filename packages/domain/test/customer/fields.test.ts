import { describe, test } from 'vitest'
import { acme, beta, given, type NamedCommand } from '../given.js'

const fields = [
  'email',
  'phone',
  'street',
  'postalCode',
  'city',
  'region',
  'country',
  'businessId',
  'externalId',
  'website',
  'invoiceDelivery',
]
const changes = (customerId: string, all: object): NamedCommand => [
  'ChangeCustomerDetails',
  { customerId, changes: all },
]
const changed = (field: string, old: string | null, value: string | null) =>
  ['CustomerDetailsChanged', { personId: null, changes: [{ field, old, new: value }] }] as const

describe('a field of a customer', () => {
  test.each(fields)('is set, changed and cleared independently: %s', (field) => {
    given(acme)
      .when(...changes('acme', { [field]: 'a' }))
      .happens(changed(field, null, 'a'))
    given(acme, changes('acme', { [field]: 'a' }))
      .when(...changes('acme', [{ field, new: 'b' }]))
      .happens(changed(field, 'a', 'b'))
    given(acme, changes('acme', { [field]: 'a' }))
      .when(...changes('acme', { [field]: ' ' }))
      .happens(changed(field, 'a', null))
    given(acme)
      .when(...changes('acme', { [field]: null }))
      .changesNothing()
  })
  test.each([...fields, 'name'])('is taken from the duplicate if chosen: %s', (field) => {
    given(acme, beta, changes('acme', { [field]: 'a' }), changes('beta', { [field]: 'b' }))
      .when('MergeCustomers', { survivorId: 'acme', duplicateId: 'beta', fieldChoices: [{ field, from: 'duplicate' }] })
      .happens(['CustomerAbsorbed', { duplicateId: 'beta' }], changed(field, 'a', 'b'), [
        'CustomerMergedInto',
        { survivorId: 'acme', moved: true },
      ])
  })
  test.each(fields.slice(0, 7))('can be given at registration: %s', (field) => {
    given(['RegisterCustomer', { customerId: 'acme', name: 'Acme', contactInfo: { [field]: 'a' } }])
      .when(...changes('acme', { [field]: null }))
      .happens(changed(field, 'a', null))
  })
  test('that does not exist is malformed', () => {
    given(acme)
      .when(...changes('acme', [{ field: 'shoeSize', new: '44' }]))
      .isRefused('MalformedCommand')
  })
})

describe('the tracking dimensions of customers', () => {
  test.each(['region', 'industry', 'size', 'salesArea', 'origin'])('include %s', (dimension) => {
    const value: NamedCommand = ['AddClassifierValue', { catalogue: `trackingItem:${dimension}`, value: 'v' }]
    given(acme, value)
      .when('SetTrackingItem', { customerId: 'acme', dimension, value: 'v' })
      .happens(['TrackingItemSet', { dimension, from: null, to: 'v' }])
  })
  test('include nothing else', () => {
    given(acme)
      .when('SetTrackingItem', { customerId: 'acme', dimension: 'toString', value: null })
      .isRefused('UnknownTrackingDimension', { dimension: 'toString' })
    given()
      .when('AddClassifierValue', { catalogue: 'trackingItem:', value: 'v' })
      .isRefused('UnknownTrackingDimension', { dimension: '' })
  })
})
