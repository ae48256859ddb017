import { describe } from 'vitest'
import { acme, archivedAcme, type NamedCommand } from '../given.js'
import { testGuardOrder } from '../guard-order.js'

const adds = (catalogue: string, value: string): NamedCommand => ['AddClassifierValue', { catalogue, value }]
const retires = (catalogue: string, value: string): NamedCommand => ['RetireClassifierValue', { catalogue, value }]
const tracks = (value: string | null, dimension = 'region'): NamedCommand => [
  'SetTrackingItem',
  { customerId: 'acme', dimension, value },
]
const [north, noNorth] = [adds('trackingItem:region', 'north'), retires('trackingItem:region', 'north')]
const [exporter, noExporter] = [adds('customerProperty', 'exporter'), retires('customerProperty', 'exporter')]
const exports: NamedCommand = ['AssignCustomerProperty', { customerId: 'acme', property: 'exporter' }]
const stops: NamedCommand = ['RemoveCustomerProperty', { customerId: 'acme', property: 'exporter' }]

describe('tracking items of a customer with several problems: the answer says first', () => {
  testGuardOrder([
    [
      'that the customer does not exist, though the dimension does not either',
      [],
      tracks('x', 'shoeSize'),
      'CustomerNotFound',
    ],
    [
      'that the dimension does not exist, though there is no value to clear',
      [acme],
      tracks(null, 'shoeSize'),
      'UnknownTrackingDimension',
      { dimension: 'shoeSize' },
    ],
    [
      'that nothing changes for the same value, though it is retired',
      [acme, north, tracks('north'), noNorth],
      tracks('north'),
      null,
    ],
    [
      'that the value does not exist, though the customer is archived',
      [acme, archivedAcme],
      tracks('north'),
      'UnknownClassifierValue',
    ],
    ['that the value is retired', [acme, north, noNorth], tracks('north'), 'ClassifierValueRetiredError'],
    [
      'that the customer is archived, though the value is cleared',
      [acme, north, tracks('north'), archivedAcme],
      tracks(null),
      'CustomerIsArchived',
    ],
  ])
})

describe('a property of a customer with several problems: the answer says first', () => {
  testGuardOrder([
    [
      'that nothing changes for the same property, though it is retired',
      [acme, exporter, exports, noExporter],
      exports,
      null,
    ],
    [
      'that the property does not exist, though the customer is archived',
      [acme, archivedAcme],
      exports,
      'UnknownClassifierValue',
    ],
    [
      'that the property is not assigned, though the customer is archived',
      [acme, archivedAcme],
      stops,
      'PropertyNotAssigned',
      { property: 'exporter' },
    ],
    [
      'that the customer is archived, when removing',
      [acme, exporter, exports, archivedAcme],
      stops,
      'CustomerIsArchived',
    ],
    ['that the customer does not exist, when removing', [], stops, 'CustomerNotFound'],
  ])
})
