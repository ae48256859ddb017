import { describe, test } from 'vitest'
import { anna, given } from '../given.js'

const mine = { by: 'anna' }
const all = {
  text: 'oy',
  groupIds: ['gold', null],
  includeSubgroups: false,
  specialGroupIds: ['vip'],
  salespersonId: 'sven',
  segments: ['a'],
  statuses: ['b'],
  attractionChannels: ['c'],
  customerKinds: ['d'],
  showArchived: true,
  period: { from: '2024-01-01', to: '2024-02-01' },
  userId: 'anna',
  status: 'e',
  topic: 'Question',
}
const report = (filters: object, more: object = {}) => ({ reportId: 'q', name: 'Q', scope: 'own', filters, ...more })
const saved = (filters: object, columns: readonly string[] | null = null) =>
  ['ReportSaved', { reportId: 'q', name: 'Q', scope: 'own', ownerId: 'anna', filters, columns }] as const

describe('the filters of a report', () => {
  test('may be all at once', () => {
    given(anna).when('SaveReport', report(all), mine).happens(saved(all))
  })
  test.each(Object.entries(all))('may be a single one: %s', (name, value) => {
    given(anna)
      .when('SaveReport', report({ [name]: value }), mine)
      .happens(saved({ [name]: value }))
  })
  test.each(Object.keys(all))('must have their type: %s', (name) => {
    given(anna)
      .when('SaveReport', report({ [name]: 7 }), mine)
      .isRefused('MalformedCommand')
  })
})

describe('the columns of a report', () => {
  const columns = [
    'customerId',
    'number',
    'name',
    'kind',
    'group',
    'specialGroups',
    'segment',
    'status',
    'attractionChannel',
    'customerKind',
    'owner',
    'startDate',
    'private',
    'archived',
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
  test('may be all of the customer list, in the chosen order', () => {
    given(anna)
      .when('SaveReport', report({}, { columns: columns.toReversed() }), mine)
      .happens(saved({}, columns.toReversed()))
  })
  test('may be omitted, and then default to the standard ones', () => {
    given(anna)
      .when('SaveReport', report({}, { columns: null }), mine)
      .happens(saved({}))
  })
})
