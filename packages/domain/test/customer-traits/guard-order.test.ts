import { describe } from 'vitest'
import { type Asked, acme, archivedAcme } from '../given.js'
import { testGuardOrder } from '../guard-order.js'

const adds = (catalogue: string, value: string): Asked => ['AddClassifierValue', { catalogue, value }]
const retires = (catalogue: string, value: string): Asked => ['RetireClassifierValue', { catalogue, value }]
const tracks = (value: string | null, dimension = 'region'): Asked => [
  'SetTrackingItem',
  { customerId: 'acme', dimension, value },
]
const [north, noNorth] = [adds('trackingItem:region', 'north'), retires('trackingItem:region', 'north')]
const [exporter, noExporter] = [adds('customerProperty', 'exporter'), retires('customerProperty', 'exporter')]
const exports: Asked = ['AssignCustomerProperty', { customerId: 'acme', property: 'exporter' }]
const stops: Asked = ['RemoveCustomerProperty', { customerId: 'acme', property: 'exporter' }]

describe('tracking items of a customer with two problems: the rejection says first', () => {
  testGuardOrder([
    [
      'that the customer is not there, though the dimension is not either',
      [],
      tracks('x', 'shoeSize'),
      'CustomerNotFound',
    ],
    [
      'that the dimension is not there, though it has no value there',
      [acme],
      tracks(null, 'shoeSize'),
      'UnknownTrackingDimension',
      { dimension: 'shoeSize' },
    ],
    ['that it has the value, though that is retired', [acme, north, tracks('north'), noNorth], tracks('north'), null],
    [
      'that the value is not there, though the customer is archived',
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

describe('a property of a customer with two problems: the rejection says first', () => {
  testGuardOrder([
    ['that it has it, though it is retired', [acme, exporter, exports, noExporter], exports, null],
    ['that it is not there, though the customer is archived', [acme, archivedAcme], exports, 'UnknownClassifierValue'],
    [
      'that it does not have it, though the customer is archived',
      [acme, archivedAcme],
      stops,
      'PropertyNotAssigned',
      { property: 'exporter' },
    ],
    ['that the customer is archived that has it', [acme, exporter, exports, archivedAcme], stops, 'CustomerIsArchived'],
    ['that there is no customer to lose it', [], stops, 'CustomerNotFound'],
  ])
})
