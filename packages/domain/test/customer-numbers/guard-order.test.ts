import { describe, test } from 'vitest'
import { acme, beta, given, type NamedCommand } from '../given.js'
import { testGuardOrder } from '../guard-order.js'

const reserves = (number: number, customerId = 'acme'): NamedCommand => [
  'ReserveCustomerNumber',
  { number, customerId },
]
const releases = (number: number): NamedCommand => ['ReleaseCustomerNumber', { number }]
const series = (seriesId: string, start: number, end: number | null, kind: string | null = null): NamedCommand => [
  'DefineNumberSeries',
  { seriesId, start, end, kind },
]

describe('a customer number with several problems: the answer says first', () => {
  testGuardOrder([
    ['that numbers start at one', [], reserves(0), 'InvalidCustomerNumber', { number: 0 }],
    [
      'that it belongs to another customer, though released',
      [reserves(7, 'beta'), releases(7)],
      reserves(7),
      'CustomerNumberTaken',
      { number: 7, heldBy: 'beta' },
    ],
    ['that nothing changes if it is reserved already', [reserves(7)], reserves(7), null],
    [
      'that its customer was merged, even if the number is reserved for it already',
      [acme, beta, reserves(7), ['MergeCustomers', { survivorId: 'beta', duplicateId: 'acme' }]],
      reserves(7),
      'CustomerWasMerged',
      { customerId: 'acme', survivorId: 'beta' },
    ],
    [
      'that its customer was deleted',
      [acme, ['DeleteCustomer', { customerId: 'acme' }]],
      reserves(7),
      'CustomerNotFound',
    ],
    ['that it was never reserved', [reserves(7)], releases(8), 'CustomerNumberNotReserved', { number: 8 }],
    [
      'that a customer has it',
      [['RegisterCustomer', { customerId: 'acme', name: 'Acme', number: 7 }]],
      releases(7),
      'CustomerNumberTaken',
      { number: 7, heldBy: 'acme' },
    ],
    [
      'that nobody has it any more, and it is released',
      [
        ['RegisterCustomer', { customerId: 'acme', name: 'Acme', number: 7 }],
        ['ChangeCustomerNumber', { customerId: 'acme', number: 8 }],
        releases(7),
      ],
      releases(7),
      null,
    ],
    ['that nothing changes if it is released already', [reserves(7), releases(7)], releases(7), null],
    [
      'that it is taken, even for a new customer',
      [reserves(7, 'beta')],
      ['RegisterCustomer', { customerId: 'acme', name: 'A', number: 7 }],
      'CustomerNumberTaken',
    ],
    [
      'that numbers start at one, for a new customer',
      [],
      ['RegisterCustomer', { customerId: 'acme', name: 'A', number: 0 }],
      'InvalidCustomerNumber',
    ],
  ])
})

describe('a number series with several problems: the answer says first', () => {
  const first = series('s1', 10, 19)
  testGuardOrder([
    ['that a series starts at one', [], series('s1', 0, 9), 'InvalidNumberSeries'],
    [
      'that it ends before it starts, though it overlaps',
      [first],
      series('s2', 15, 14),
      'InvalidNumberSeries',
      { seriesId: 's2' },
    ],
    ['that nothing changes for the same series', [first], first, null],
    ['that its start overlaps another', [first], series('s2', 5, 10), 'NumberSeriesOverlap', { seriesId: 's1' }],
    ['that its end overlaps another', [first], series('s2', 19, 25), 'NumberSeriesOverlap'],
    ['that it overlaps one without an end', [series('s1', 10, null)], series('s2', 100, 200), 'NumberSeriesOverlap'],
    ['that it overlaps one, having no end', [first], series('s2', 1, null), 'NumberSeriesOverlap'],
    [
      'the first of the series that it overlaps',
      [series('s1', 10, 19), series('s3', 30, 39)],
      series('s2', 15, 35),
      'NumberSeriesOverlap',
      { seriesId: 's1' },
    ],
    [
      'that it overlaps the series of a kind',
      [series('s1', 10, 19, 'retail')],
      series('s2', 19, 25, 'large'),
      'NumberSeriesOverlap',
    ],
  ])
  const defined = (seriesId: string, start: number, end: number | null, kind: string | null = null) =>
    ['NumberSeriesDefined', { seriesId, kind, start, end }] as const
  test('nothing if it overlaps no other series of its kind', () => {
    given(first)
      .when(...series('s2', 1, 9))
      .happens(defined('s2', 1, 9))
    given(first)
      .when(...series('s2', 20, null))
      .happens(defined('s2', 20, null))
    given(first)
      .when(...series('s2', 10, 19, 'retail'))
      .happens(defined('s2', 10, 19, 'retail'))
    given(series('s1', 10, 19, 'retail'))
      .when(...series('s2', 10, 19))
      .happens(defined('s2', 10, 19))
    given()
      .when(...series('s1', 5, 5))
      .happens(defined('s1', 5, 5))
    given()
      .when('DefineNumberSeries', { seriesId: 's1', start: 1 })
      .happens(defined('s1', 1, null))
  })
  test('nothing if it is changed', () => {
    given(first)
      .when(...series('s1', 10, 29))
      .happens(defined('s1', 10, 29))
    given(first)
      .when(...series('s1', 11, 19))
      .happens(defined('s1', 11, 19))
    given(first)
      .when(...series('s1', 10, 19, 'retail'))
      .happens(defined('s1', 10, 19, 'retail'))
  })
  test('that it is exhausted once its last number is used', () => {
    given(series('s1', 5, 6), reserves(5, 'x'))
      .when(...acme)
      .isAccepted()
    given(series('s1', 5, 6), reserves(5, 'x'), reserves(6, 'y'))
      .when(...acme)
      .isRefused('NumberSeriesExhausted', { seriesId: 's1', end: 6 })
  })
})

describe('changing the number of a customer', () => {
  const changes = (number: number): NamedCommand => ['ChangeCustomerNumber', { customerId: 'acme', number }]
  test('uses a number reserved for it without another reservation', () => {
    given(acme, reserves(7))
      .when(...changes(7))
      .happens(['CustomerNumberChanged', { from: null, to: 7 }])
    given(acme)
      .when(...changes(7))
      .happens(
        ['CustomerNumberReserved', { number: 7, customerId: 'acme' }],
        ['CustomerNumberChanged', { from: null, to: 7 }],
      )
  })
  test('can return to one it had before', () => {
    given(acme, changes(7), changes(8))
      .when(...changes(7))
      .happens(['CustomerNumberChanged', { from: 8, to: 7 }])
  })
})
