import { describe, test } from 'vitest'
import { acme, given, givenLog, type NamedCommand, pekka } from '../given.js'

const adds = (catalogue: string, value: string, name?: string): NamedCommand => [
  'AddClassifierValue',
  { catalogue, value, name },
]
const retires = (catalogue: string, value: unknown): NamedCommand => ['RetireClassifierValue', { catalogue, value }]
const renames = (value: string, name: string | null): NamedCommand => [
  'RenameClassifierValue',
  { catalogue: 'segment', value, name },
]
const property = (number: number, more: object = {}): NamedCommand => [
  'AddContactProperty',
  { number, name: `No ${number}`, ...more },
]
const chooses = (value: string): NamedCommand => ['ChangeCustomerSegment', { customerId: 'acme', value }]

describe('a catalogue', () => {
  test('keeps its values when another is added, and those of other catalogues', () => {
    given(acme, adds('segment', 'a'), adds('segment', 'b'), adds('status', 'c'))
      .when(...chooses('a'))
      .isAccepted()
    given(acme, adds('status', 'a'))
      .when(...chooses('a'))
      .isRefused('UnknownClassifierValue', { catalogue: 'segment', value: 'a' })
    given(adds('status', 'a'))
      .when(...adds('segment', 'A'))
      .happens(['ClassifierValueAdded', { catalogue: 'segment', value: 'A', name: null }])
  })
  test('keeps the names of its values', () => {
    given(adds('segment', 'a', 'A'))
      .when(...renames('a', 'A'))
      .changesNothing()
    given(adds('segment', 'a', 'A'), renames('a', 'B'))
      .when(...renames('a', 'C'))
      .happens(['ClassifierValueRenamed', { catalogue: 'segment', value: 'a', from: 'B', to: 'C' }])
    given()
      .when(...renames('a', 'A'))
      .isRefused('UnknownClassifierValue', { catalogue: 'segment', value: 'a' })
  })
  test('retires one value and keeps the others', () => {
    given(acme, adds('segment', 'a'), adds('segment', 'b'), retires('segment', 'a'))
      .when(...chooses('b'))
      .isAccepted()
    given(acme, adds('segment', 'a'), retires('segment', 'a'))
      .when(...chooses('a'))
      .isRefused('ClassifierValueRetiredError', { catalogue: 'segment', value: 'a' })
    given(adds('segment', 'a'), retires('segment', 'a'))
      .when(...retires('segment', 'a'))
      .changesNothing()
  })
  test('accepts values for a dimension defined by a newer program', () => {
    givenLog(['classifiers', 'ClassifierValueAdded', { catalogue: 'trackingItem:moon', value: 'full' }])
      .when(...adds('trackingItem:moon', 'new'))
      .isAccepted()
  })
})

describe('contact properties', () => {
  const group = (contactGroupId: string, name?: string): NamedCommand => ['AddContactGroup', { contactGroupId, name }]
  const attaches = (number: number, contactGroupId: string): NamedCommand => [
    'AttachPropertyToContactGroup',
    { number, contactGroupId },
  ]
  test('are retired one by one, by their number, which nobody can then be given', () => {
    const gets = (propertyNo: number): NamedCommand => ['AssignContactProperty', { personId: 'pekka', propertyNo }]
    given(pekka, property(3), property(4), retires('contactProperty', '3'))
      .when(...gets(4))
      .isAccepted()
    given(pekka, property(3), retires('contactProperty', '3'))
      .when(...gets(3))
      .isRefused('ClassifierValueRetiredError')
    given(property(3))
      .when(...retires('contactProperty', 3))
      .happens(['ClassifierValueRetired', { catalogue: 'contactProperty', value: '3' }])
    given(property(3), retires('contactProperty', 3))
      .when(...retires('contactProperty', 3))
      .changesNothing()
    given(pekka, property(3), adds('segment', '3'), retires('segment', '3'))
      .when(...gets(3))
      .isAccepted()
  })
  test('stay in use if another setting names them', () => {
    given(property(3), ['ChangeSetting', { key: 'CONTACT_SALES', value: 3 }])
      .when(...retires('contactProperty', 3))
      .isRefused('PropertyInUse', { number: 3, setting: 'CONTACT_SALES' })
    given(property(3), property(4), ['ChangeSetting', { key: 'CONTACT_SALES', value: 3 }])
      .when(...retires('contactProperty', 4))
      .isAccepted()
    given(property(1))
      .when(...retires('contactProperty', 5))
      .isRefused('UnknownClassifierValue', { catalogue: 'contactProperty', value: '5' })
  })
  test('stay in use through the first of several settings', () => {
    const names = (key: string): NamedCommand => ['ChangeSetting', { key, value: 3 }]
    given(property(3), names('CONTACT_SALES'), names('CONTACT_NUMBER'))
      .when(...retires('contactProperty', 3))
      .isRefused('PropertyInUse', { number: 3, setting: 'CONTACT_NUMBER' })
    given(property(3), names('CONTACT_SALES'), names('CONTACT_NUMBER'))
      .when(...names('NO_SMS'))
      .isRefused('PropertyAlreadyBound', { setting: 'CONTACT_NUMBER', number: 3 })
  })
  test('are attached to groups, one at a time', () => {
    given(group('a'), group('b'), property(3, { contactGroupId: 'a' }))
      .when(...attaches(3, 'b'))
      .happens(['PropertyAttachedToContactGroup', { number: 3, contactGroupId: 'b' }])
    given(group('a'), group('b'), property(3, { contactGroupId: 'a' }), attaches(3, 'b'))
      .when(...attaches(3, 'b'))
      .changesNothing()
    given(group('a'), group('b'), property(3), attaches(3, 'b'))
      .when(...attaches(3, 'a'))
      .isAccepted()
  })
  test('have groups with a name, or their id as the name', () => {
    given(group('a', 'A'))
      .when(...group('a', 'A'))
      .changesNothing()
    given(group('a', 'A'))
      .when(...group('a', 'B'))
      .happens(['ContactGroupAdded', { contactGroupId: 'a', name: 'B' }])
    given(group('a', 'A'))
      .when(...group('a'))
      .happens(['ContactGroupAdded', { contactGroupId: 'a', name: 'a' }])
  })
})
