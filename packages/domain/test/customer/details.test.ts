import { describe, test } from 'vitest'
import { acme, given, type NamedCommand, policy } from '../given.js'

describe('details of a customer', () => {
  test('use the last value if a field is named twice', () => {
    const changes = [
      { field: 'city', new: 'Turku' },
      { field: 'city', new: 'Espoo' },
    ]
    given(acme, ['ChangeCustomerDetails', { customerId: 'acme', changes: { city: 'Espoo' } }])
      .when('ChangeCustomerDetails', { customerId: 'acme', changes })
      .changesNothing()
  })
  test.each([
    ['ChangeCustomerSegment', { value: null }],
    ['ChangeCustomerStatus', { value: 'lead' }],
  ] as const)('%s needs an existing customer', (command, data) => {
    given(['AddClassifierValue', { catalogue: 'status', value: 'lead' }])
      .when(command, { customerId: 'nobody', ...data })
      .isRefused('CustomerNotFound', { customerId: 'nobody' })
  })
  test.each([
    ['segment', 'ChangeCustomerSegment', 'CustomerSegmentChanged'],
    ['status', 'ChangeCustomerStatus', 'CustomerStatusChanged'],
    ['attractionChannel', 'ChangeAttractionChannel', 'AttractionChannelChanged'],
    ['customerKind', 'SetCustomerKind', 'CustomerKindSet'],
  ] as const)('have the %s from registration on', (catalogue, command, event) => {
    const first: NamedCommand = ['AddClassifierValue', { catalogue, value: 'first' }]
    given(first, ['RegisterCustomer', { customerId: 'acme', name: 'Acme Oy', [catalogue]: 'first' }])
      .when(command, { customerId: 'acme', value: null })
      .happens([event, { from: 'first', to: null }])
  })
  test('that are required can be changed, but not cleared', () => {
    const value = (name: string): NamedCommand => ['AddClassifierValue', { catalogue: 'segment', value: name }]
    const large: NamedCommand = ['RegisterCustomer', { customerId: 'acme', name: 'Acme Oy', segment: 'large' }]
    const before = given(policy('requiredFields', ['segment']), value('large'), value('small'), large)
    before
      .when('ChangeCustomerSegment', { customerId: 'acme', value: null })
      .isRefused('MandatoryFieldCannotBeCleared', {
        field: 'segment',
      })
    before
      .when('ChangeCustomerSegment', { customerId: 'acme', value: 'small' })
      .happens(['CustomerSegmentChanged', { from: 'large', to: 'small' }])
  })
  test('of a private customer are not restored after the person is erased', () => {
    const siiri: NamedCommand = [
      'RegisterPrivateCustomer',
      { personId: 'siiri', customerId: 'siiriC', lastName: 'Mäkinen' },
    ]
    given(siiri, ['ErasePerson', { personId: 'siiri' }])
      .when('ChangeCustomerDetails', { customerId: 'siiriC', changes: { city: 'Turku' } })
      .isRefused('PersonIsErased', { personId: 'siiri' })
  })
})
