import { describe, test } from 'vitest'
import { acme, anna, bertil, beta, given, type NamedCommand, pekka } from '../given.js'

const absorbed = ['CustomerAbsorbed', { duplicateId: 'beta' }] as const
const mergedInto = ['CustomerMergedInto', { survivorId: 'acme', moved: true }] as const
const merge = (...fieldChoices: readonly object[]): NamedCommand => [
  'MergeCustomers',
  { survivorId: 'acme', duplicateId: 'beta', fieldChoices },
]
const chosen = (field: string, from = 'duplicate') => ({ field, from })
const changesOf = (customerId: string, changes: object): NamedCommand => [
  'ChangeCustomerDetails',
  { customerId, changes },
]
const changed = (...changes: readonly object[]) => ['CustomerDetailsChanged', { personId: null, changes }] as const

describe('merging customers takes the chosen details', () => {
  test('by the last choice if a field is named twice', () => {
    given(acme, beta, changesOf('beta', { city: 'Turku' }))
      .when(...merge(chosen('city'), chosen('city', 'survivor')))
      .happens(absorbed, mergedInto)
    given(acme, beta, changesOf('beta', { city: 'Turku' }))
      .when(...merge(chosen('city', 'survivor'), chosen('city')))
      .happens(absorbed, changed({ field: 'city', old: null, new: 'Turku' }), mergedInto)
  })
  test('even if the duplicate has none: the survivor’s value is cleared', () => {
    given(acme, beta, changesOf('acme', { city: 'Turku' }))
      .when(...merge(chosen('city')))
      .happens(absorbed, changed({ field: 'city', old: 'Turku', new: null }), mergedInto)
  })
  test('but none that are equal', () => {
    given(acme, beta, changesOf('acme', { city: 'Turku' }), changesOf('beta', { city: 'Turku' }))
      .when(...merge(chosen('city')))
      .happens(absorbed, mergedInto)
  })
  test.each([
    ['segment', 'ChangeCustomerSegment', 'CustomerSegmentChanged'],
    ['status', 'ChangeCustomerStatus', 'CustomerStatusChanged'],
    ['attractionChannel', 'ChangeAttractionChannel', 'AttractionChannelChanged'],
    ['customerKind', 'SetCustomerKind', 'CustomerKindSet'],
  ] as const)('and the %s, unless the duplicate has none', (field, command, event) => {
    const value = (name: string): NamedCommand => ['AddClassifierValue', { catalogue: field, value: name }]
    const is = (customerId: string, name: string): NamedCommand => [command, { customerId, value: name }]
    given(acme, beta, value('a'), value('b'), is('acme', 'a'), is('beta', 'b'))
      .when(...merge(chosen(field)))
      .happens(absorbed, [event, { from: 'a', to: 'b' }], mergedInto)
    given(acme, beta, value('a'), is('acme', 'a'))
      .when(...merge(chosen(field)))
      .happens(absorbed, mergedInto)
    given(acme, beta, value('a'), is('acme', 'a'), is('beta', 'a'))
      .when(...merge(chosen(field)))
      .happens(absorbed, mergedInto)
    given(acme, beta, value('a'), is('beta', 'a'))
      .when(...merge(chosen(field, 'survivor')))
      .happens(absorbed, mergedInto)
  })
})

describe('merging customers fills what the survivor lacks:', () => {
  const value: NamedCommand = ['AddClassifierValue', { catalogue: 'segment', value: 'big' }]
  const segment: NamedCommand = ['ChangeCustomerSegment', { customerId: 'beta', value: 'big' }]
  const owner = (customerId: string, ownerId: string): NamedCommand => ['ChangeCustomerOwner', { customerId, ownerId }]

  test('details of companies, unless its own empty ones were chosen', () => {
    const more = changesOf('beta', { businessId: '1234567-8', city: 'Turku' })
    given(acme, beta, changesOf('acme', { city: 'Oulu' }), more)
      .when(...merge())
      .happens(absorbed, changed({ field: 'businessId', old: null, new: '1234567-8' }), mergedInto)
    given(acme, beta, more)
      .when(...merge(chosen('businessId', 'survivor'), chosen('city', 'survivor')))
      .happens(absorbed, mergedInto)
  })
  test('values of catalogues', () => {
    given(acme, beta, value, segment)
      .when(...merge())
      .happens(absorbed, ['CustomerSegmentChanged', { from: null, to: 'big' }], mergedInto)
  })
  test('the owner', () => {
    given(acme, beta, anna, bertil, owner('beta', 'anna'))
      .when(...merge())
      .happens(absorbed, ['CustomerOwnerChanged', { from: null, to: 'anna', reason: 'merge' }], mergedInto)
    given(acme, beta, anna, bertil, owner('beta', 'anna'), owner('acme', 'bertil'))
      .when(...merge())
      .happens(absorbed, mergedInto)
  })
})

describe('merging private customers', () => {
  const customer = (personId: string, customerId: string, more: object = {}): NamedCommand => [
    'RegisterPrivateCustomer',
    { personId, customerId, lastName: 'Ek', ...more },
  ]
  test('leaves blank fields blank that were chosen from the survivor', () => {
    given(customer('pa', 'acme'), customer('pb', 'beta', { email: 'pb@ek.fi' }))
      .when(...merge(chosen('email', 'survivor')))
      .happens(
        absorbed,
        mergedInto,
        ['ContactAbsorbed', { duplicateId: 'pb' }],
        ['ContactMergedInto', { survivorId: 'pa', moved: true }],
      )
  })
  test('fills blank fields of the customer from the duplicate, whatever else was chosen', () => {
    given(customer('pa', 'acme'), customer('pb', 'beta'), changesOf('beta', { city: 'Turku', region: 'South' }))
      .when(...merge(chosen('city')))
      .happens(
        absorbed,
        [
          'CustomerDetailsChanged',
          {
            personId: 'pa',
            changes: [
              { field: 'city', old: null, new: 'Turku' },
              { field: 'region', old: null, new: 'South' },
            ],
          },
        ],
        mergedInto,
        ['ContactAbsorbed', { duplicateId: 'pb' }],
        ['ContactMergedInto', { survivorId: 'pa', moved: true }],
      )
  })
  test('that are already one person merges the customers only', () => {
    const second: NamedCommand = ['RegisterCustomer', { customerId: 'beta', name: 'Ek', kind: 'privateCustomer' }]
    given(customer('pa', 'acme'), second)
      .when(...merge())
      .happens(absorbed, mergedInto)
    const samePerson: NamedCommand = [
      'RegisterCustomer',
      { customerId: 'beta', name: 'Ek', kind: 'privateCustomer', personId: 'pa' },
    ]
    given(customer('pa', 'acme'), samePerson)
      .when(...merge())
      .happens(absorbed, mergedInto)
  })
  test('does not change a person that was merged into another one before', () => {
    given(
      customer('pa', 'acme'),
      pekka,
      ['RegisterContact', { personId: 'old', lastName: 'Ek' }],
      ['RegisterCustomer', { customerId: 'beta', name: 'Ek', kind: 'privateCustomer', personId: 'old' }],
      ['MergeContacts', { survivorId: 'pekka', duplicateId: 'old' }],
    )
      .when(...merge())
      .happens(absorbed, mergedInto)
  })
})

describe('merging contacts', () => {
  const person = (personId: string, more: object = {}): NamedCommand => [
    'RegisterContact',
    { personId, lastName: 'Ek', ...more },
  ]
  const both = (...fieldChoices: readonly object[]): NamedCommand => [
    'MergeContacts',
    { survivorId: 'a', duplicateId: 'b', fieldChoices },
  ]
  const taken = ['ContactAbsorbed', { duplicateId: 'b' }] as const
  const away = ['ContactMergedInto', { survivorId: 'a', moved: true }] as const
  test('keeps the survivor’s details if nothing was chosen', () => {
    given(person('a', { phone: '1', email: 'a@a.fi' }), person('b', { phone: '2', email: 'a@a.fi' }))
      .when(...both())
      .happens(taken, away)
    given(person('a', { phone: '1' }), person('b', { phone: '2' }))
      .when(...both(chosen('phone', 'survivor')))
      .happens(taken, away)
  })
  test('clears chosen details that the duplicate does not have', () => {
    given(person('a', { phone: '1' }), person('b'))
      .when(...both(chosen('phone')))
      .happens(taken, ['ContactDetailsChanged', { changes: [{ field: 'phone', old: '1', new: null }] }], away)
  })
  test('keeps restrictions and holds of the survivor, and the later hold', () => {
    const closed = (personId: string): NamedCommand => ['RestrictContactEmailAccess', { personId }]
    const placesHold = (personId: string, until: string): NamedCommand => ['PlaceLegalHold', { personId, until }]
    given(
      person('a'),
      person('b'),
      closed('a'),
      closed('b'),
      placesHold('a', '2024-07-01'),
      placesHold('b', '2024-06-01'),
    )
      .when(...both())
      .happens(taken, away)
    given(person('a'), person('b'), closed('a'), placesHold('a', '2024-07-01'), placesHold('b', '2024-07-01'))
      .when(...both())
      .happens(taken, away)
    given(person('a'), person('b'), placesHold('b', '2024-07-01'))
      .when(...both())
      .happens(taken, ['LegalHoldPlaced', { until: '2024-07-01', reason: 'merge' }], away)
  })
  test('lists persons merged into the duplicate before', () => {
    given(person('a'), person('b'), person('c'), ['MergeContacts', { survivorId: 'b', duplicateId: 'c' }])
      .when(...both())
      .happens(['ContactAbsorbed', { duplicateId: 'b', absorbed: ['c'] }], away)
  })
})
