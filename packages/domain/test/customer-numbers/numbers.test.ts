import { describe, test } from 'vitest'
import { given, type NamedCommand, policy } from '../given.js'

const retail: NamedCommand = ['AddClassifierValue', { catalogue: 'customerKind', value: 'retail' }]
const series = (seriesId: string, kind: string | null, start: number): NamedCommand => [
  'DefineNumberSeries',
  { seriesId, kind, start },
]
const registers: NamedCommand = ['RegisterCustomer', { customerId: 'acme', name: 'Acme Oy', customerKind: 'retail' }]

const registered = [
  'CustomerRegistered',
  {
    customerId: 'acme',
    kind: 'company',
    name: 'Acme Oy',
    personId: null,
    segment: null,
    status: null,
    attractionChannel: null,
    customerKind: 'retail',
    ownerId: null,
    private: false,
  },
] as const

const numbered = (number: number) =>
  [
    ['CustomerNumberReserved', { number, customerId: 'acme' }],
    registered,
    ['CustomerNumberAssigned', { number }],
  ] as const

describe('the number of a new customer', () => {
  const before = [retail, series('all', null, 1), series('retail', 'retail', 500)]

  test('is the next of the series of its kind if series are by kind', () => {
    given(policy('numberSeriesBy', 'kind'), ...before)
      .when(...registers)
      .happens(...numbered(500))
  })
  test('is the next of the general series if its kind has none, or series are by group', () => {
    given(policy('numberSeriesBy', 'kind'), retail, series('all', null, 1))
      .when(...registers)
      .happens(...numbered(1))
    given(...before)
      .when(...registers)
      .happens(...numbered(1))
  })
  test('is the next of the series defined first if its kind has two', () => {
    const another: NamedCommand = ['DefineNumberSeries', { seriesId: 'first', kind: 'retail', start: 300, end: 399 }]
    given(policy('numberSeriesBy', 'kind'), retail, another, ...before.slice(1))
      .when(...registers)
      .happens(...numbered(300))
  })
  test('is not one that was issued already', () => {
    given(...before, ['ReserveCustomerNumber', { number: 1, customerId: 'beta' }])
      .when(...registers)
      .happens(...numbered(2))
  })
})
