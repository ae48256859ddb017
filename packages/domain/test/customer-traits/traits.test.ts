import { describe, test } from 'vitest'
import { acme, archivedAcme, given, type NamedCommand } from '../given.js'

const north: NamedCommand = ['AddClassifierValue', { catalogue: 'trackingItem:region', value: 'north' }]
const inNorth: NamedCommand = ['SetTrackingItem', { customerId: 'acme', dimension: 'region', value: 'north' }]
const nowhere: NamedCommand = ['SetTrackingItem', { customerId: 'acme', dimension: 'region', value: null }]

describe('tracking items', () => {
  test('have values from the list of their dimension', () => {
    given(acme)
      .when(...inNorth)
      .isRefused('UnknownClassifierValue', { catalogue: 'trackingItem:region', value: 'north' })
    given(acme, north)
      .when(...inNorth)
      .happens(['TrackingItemSet', { dimension: 'region', from: null, to: 'north' }])
    given(acme, north, inNorth)
      .when(...inNorth)
      .changesNothing()
  })
  test('can be cleared', () => {
    given(acme, north, inNorth)
      .when(...nowhere)
      .happens(['TrackingItemSet', { from: 'north', to: null, dimension: 'region' }])
    given(acme, north)
      .when(...nowhere)
      .changesNothing()
  })
  test('exist only in the defined dimensions; other criteria are properties', () => {
    given(acme)
      .when('AddClassifierValue', { catalogue: 'trackingItem:shoeSize', value: '44' })
      .isRefused('UnknownTrackingDimension', { dimension: 'shoeSize' })
  })
})

describe('customer properties', () => {
  const exporter: NamedCommand = ['AddClassifierValue', { catalogue: 'customerProperty', value: 'exporter' }]
  const exports: NamedCommand = ['AssignCustomerProperty', { customerId: 'acme', property: 'exporter' }]
  const stops: NamedCommand = ['RemoveCustomerProperty', { customerId: 'acme', property: 'exporter' }]

  test('are chosen from a catalogue, each once', () => {
    given(exporter)
      .when(...exports)
      .isRefused('CustomerNotFound', { customerId: 'acme' })
    given(acme)
      .when(...exports)
      .isRefused('UnknownClassifierValue', { catalogue: 'customerProperty' })
    given(acme, exporter)
      .when(...exports)
      .happens(['CustomerPropertyAssigned', { property: 'exporter' }])
    given(acme, exporter, exports)
      .when(...exports)
      .changesNothing()
  })
  test('are removed once', () => {
    given(acme, exporter, exports)
      .when(...stops)
      .happens(['CustomerPropertyRemoved', { property: 'exporter' }])
    given(acme, exporter)
      .when(...stops)
      .isRefused('PropertyNotAssigned', { property: 'exporter' })
  })
  test('cannot be given to an archived customer', () => {
    given(acme, exporter, north, archivedAcme)
      .when(...exports)
      .isRefused('CustomerIsArchived')
    given(acme, exporter, north, archivedAcme)
      .when(...inNorth)
      .isRefused('CustomerIsArchived')
  })
})
