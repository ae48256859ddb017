import { describe, test } from 'vitest'
import { given, type NamedCommand, policy } from '../given.js'

const retail: NamedCommand = ['AddClassifierValue', { catalogue: 'customerKind', value: 'retail' }]
const series = (seriesId: string, kind: string | null, start: number, end: number | null = null): NamedCommand => [
  'DefineNumberSeries',
  { seriesId, kind, start, end },
]
const group = (groupId: string, parentId: string | null = null): NamedCommand => [
  'CreateCustomerGroup',
  { groupId, name: groupId, parentId },
]
const starts = (groupId: string, start: number): NamedCommand => ['SetGroupNumberingStart', { groupId, start }]
const byKind = policy('numberSeriesBy', 'kind')
const everything = [
  retail,
  series('all', null, 1),
  series('retail', 'retail', 500),
  group('a'),
  group('b', 'a'),
  starts('a', 300),
]

/** Registers a customer, and expects it to get this number, or none. */
const gets = (number: number | null, data: object, ...before: readonly NamedCommand[]) => {
  const { world } = given(...before).when('RegisterCustomer', { customerId: 'acme', name: 'Acme', ...data })
  const another = given().after(world).when('ChangeCustomerNumber', { customerId: 'acme', number: 9000 })
  another.happens(
    ['CustomerNumberReserved', { number: 9000, customerId: 'acme' }],
    ['CustomerNumberChanged', { from: number, to: 9000 }],
  )
}

describe('a new customer gets its number', () => {
  test('from the start of its group or an ancestor, else from the general series, if series are by group', () => {
    gets(300, { groupId: 'a', customerKind: 'retail' }, ...everything)
    gets(300, { groupId: 'b' }, ...everything)
    gets(1, { customerKind: 'retail' }, ...everything)
    gets(1, {}, ...everything)
  })
  test('from the series of its kind, else from the general one, if series are by kind', () => {
    gets(500, { groupId: 'a', customerKind: 'retail' }, ...everything, byKind)
    gets(1, { groupId: 'a' }, ...everything, byKind)
    gets(null, {}, retail, byKind, series('retail', 'retail', 500))
  })
  test('as entered, and none if there is no series', () => {
    gets(77, { number: 77, groupId: 'a' }, ...everything)
    gets(null, {}, retail)
    gets(null, { groupId: 'a' }, group('a'))
    gets(1, { number: null }, ...everything)
  })
  test('from the latest definition of the series', () => {
    gets(40, {}, series('all', null, 1), series('all', null, 40))
    gets(5, {}, series('all', null, 5, 5))
  })
  test('up to the maximum number, and then is refused', () => {
    const last = Number.MAX_SAFE_INTEGER
    gets(last, {}, series('all', null, last))
    given(series('all', null, last), ['ReserveCustomerNumber', { number: last, customerId: 'x' }])
      .when('RegisterCustomer', { customerId: 'acme', name: 'Acme' })
      .isRefused('NumberSeriesExhausted', { seriesId: 'all', end: last })
    given(
      ['CreateCustomerGroup', { groupId: 'g', name: 'G' }],
      ['SetGroupNumberingStart', { groupId: 'g', start: last }],
      ['ReserveCustomerNumber', { number: last, customerId: 'x' }],
    )
      .when('RegisterCustomer', { customerId: 'acme', name: 'Acme', groupId: 'g' })
      .isRefused('NumberSeriesExhausted', { seriesId: '', end: last })
  })
  test.each([0, -0, -1])('and a series may not start from %j', (start) => {
    given().when('DefineNumberSeries', { seriesId: 'all', start }).isRefused('InvalidNumberSeries', { seriesId: 'all' })
    given(['CreateCustomerGroup', { groupId: 'g', name: 'G' }])
      .when('SetGroupNumberingStart', { groupId: 'g', start })
      .isRefused('InvalidNumberingStart')
  })
  test('and is refused with the series if it is exhausted', () => {
    given(series('all', null, 5, 5), ['ReserveCustomerNumber', { number: 5, customerId: 'x' }])
      .when('RegisterCustomer', { customerId: 'acme', name: 'Acme' })
      .isRefused('NumberSeriesExhausted', { seriesId: 'all', end: 5 })
  })
})

describe('a registered customer', () => {
  const register: NamedCommand = ['RegisterCustomer', { customerId: 'acme', name: ' Acme ', groupId: 'a' }]
  test('is in its group, by a move or by being added', () => {
    const registered = [
      'CustomerRegistered',
      {
        customerId: 'acme',
        kind: 'company',
        name: 'Acme',
        personId: null,
        segment: null,
        status: null,
        attractionChannel: null,
        customerKind: null,
        ownerId: null,
        private: false,
      },
    ] as const
    given(group('a'))
      .when(...register)
      .happens(registered, ['CustomerMovedToGroup', { from: null, to: 'a' }])
    given(group('a'), policy('groupMembership', 'multiple'))
      .when(...register)
      .happens(registered, ['CustomerAddedToGroup', { groupId: 'a' }])
  })
  test('belongs to the actor, unless another owner is given or the actor has left', () => {
    const anna: NamedCommand = ['RegisterEmployee', { employeeId: 'anna', name: 'Anna' }]
    const bertil: NamedCommand = ['RegisterEmployee', { employeeId: 'bertil', name: 'Bertil' }]
    const left: NamedCommand = ['DeactivateEmployee', { employeeId: 'anna', effective: '2024-03-15' }]
    const owned = (data: object, ownerId: string | null, ...before: readonly NamedCommand[]) => {
      const { world } = given(anna, bertil, ...before).when(
        'RegisterCustomer',
        { customerId: 'acme', name: 'Acme', ...data },
        { by: 'anna' },
      )
      given().after(world).when('ChangeCustomerOwner', { customerId: 'acme', ownerId }).changesNothing()
    }
    owned({}, 'anna')
    owned({ ownerId: 'bertil' }, 'bertil')
    owned({ ownerId: null }, null)
    owned({}, null, left)
    given(anna, bertil, left)
      .when('RegisterCustomer', { customerId: 'acme', name: 'Acme', private: true }, { by: 'anna' })
      .isRefused('OwnerRequired', { customerId: 'acme' })
    given(anna)
      .when('RegisterCustomer', { customerId: 'acme', name: 'Acme', private: true }, { by: 'anna' })
      .isAccepted()
  })
  test('needs every required field; a rejection lists all missing ones at once', () => {
    const required = policy('requiredFields', [
      'segment',
      'name',
      'group',
      'status',
      'attractionChannel',
      'responsibleManager',
    ])
    given(required)
      .when('RegisterCustomer', { customerId: 'acme', name: ' ' })
      .isRefused('MissingRequiredField', {
        fields: ['name', 'segment', 'group', 'status', 'attractionChannel', 'responsibleManager'],
      })
    given(policy('requiredFields', ['group']), group('a'))
      .when(...register)
      .isAccepted()
    given(policy('requiredFields', ['segment']))
      .when('RegisterCustomer', { customerId: 'acme' })
      .isRefused('MissingRequiredField', { fields: ['name', 'segment'] })
  })
})
