import { customerListColumns, lists, standardCustomerColumns } from '@clientele/domain'
import { describe, expect, test } from 'vitest'
import {
  answered,
  archived,
  customer,
  employee,
  event,
  gA,
  gA1,
  type LogEvent,
  moved,
  specialGroup,
} from '../../log.js'
import { customerColumns, filterOf, searchTypes, selections } from '../../source.js'
import { viewsOn } from '../../town/town.js'

const events: readonly LogEvent[] = [
  employee('plain', 'Plain'),
  gA,
  gA1,
  specialGroup('vip', 'VIP'),
  event('GroupVisibilityGranted', 'customerGroups', { groupId: 'gA1', employeeId: 'plain' }),
  customer('text', 'Sought'),
  customer('group', 'G'),
  customer('below', 'H'),
  customer('special', 'S'),
  customer('segment', 'Seg', { segment: 'x' }),
  customer('status', 'Sta', { status: 'x' }),
  customer('channel', 'Cha', { attractionChannel: 'x' }),
  customer('kind', 'Kin', { customerKind: 'x' }),
  customer('archived', 'Arc'),
  moved('group', null, 'gA'),
  moved('below', null, 'gA1'),
  archived('archived'),
  event('CustomerAddedToSpecialGroup', 'customer-special', { specialGroupId: 'vip' }),
]

const chosen = (shownFilters: readonly string[], shownColumns: readonly string[] = ['customerId']): LogEvent =>
  event('ListPreferencesSaved', 'listPreferences-plain', { list: 'customerList', shownColumns, shownFilters })

const idsOf = (viewer: string | undefined, filter: object, ...more: readonly LogEvent[]) =>
  answered(viewsOn('2024-06-15', ...events, ...more).customerList({ viewer, filter, columns: ['customerId'] })).map(
    ({ customerId }) => customerId,
  )

describe('a filter', () => {
  test.each([
    ['search', { text: 'sought' }, ['text']],
    ['group', { groupIds: ['gA'] }, ['group', 'below']],
    ['group', { groupIds: ['gA'], includeSubgroups: false }, ['group']],
    ['specialGroup', { specialGroupIds: ['vip'] }, ['special']],
    ['salesperson', { salespersonId: 'plain' }, ['below']],
    ['segment', { segments: ['x'] }, ['segment']],
    ['status', { statuses: ['x'] }, ['status']],
    ['attractionChannel', { attractionChannels: ['x'] }, ['channel']],
    ['customerKind', { customerKinds: ['x'] }, ['kind']],
    ['archived', { showArchived: true, segments: [] }, undefined],
  ])('%s applies only if its user shows it: %j', (name, filter, expected) => {
    const others = lists.customerList.filters.filter((one) => one !== name)
    const host = idsOf(undefined, filter)
    if (expected !== undefined) expect(host).toEqual(expected)
    expect(idsOf('plain', filter)).toEqual(host)
    expect(idsOf('plain', filter, chosen([name]))).toEqual(host)
    expect(idsOf('plain', filter, chosen(others))).toEqual(idsOf(undefined, {}))
    expect(host).not.toEqual(idsOf(undefined, {}))
  })
  test('belongs to one of the list', () => {
    expect([...new Set(Object.values(filterOf))].sort()).toEqual([...lists.customerList.filters].sort())
  })
  test('that is unknown is refused', () => {
    for (const filter of [{ constructor: 'x' }, { unknown: 1 }])
      expect(() => idsOf('plain', filter)).toThrow('MalformedQuestion')
  })
})

test('columns are those its user chose, unless they are given', () => {
  const views = viewsOn('2024-06-15', ...events, chosen([], ['name', 'number']))
  const fields = (params: object) => Object.keys(answered(views.customerList({ limit: 1, ...params }))[0] ?? {})
  expect(fields({ viewer: 'plain' })).toEqual(['name', 'number'])
  expect(fields({ viewer: 'plain', columns: ['kind'] })).toEqual(['kind'])
  expect(fields({}).filter((key) => customerColumns.includes(key))).toEqual(standardCustomerColumns)
  const listing = answered(views.customerListing({ viewer: 'plain' }))
  expect(listing.columns.map(({ key }) => key)).toEqual(['name', 'number'])
})

test('the choices are listed', () => {
  expect(customerColumns).toEqual(customerListColumns)
  expect(searchTypes).toEqual(['lastName', 'firstName', 'name', 'email', 'phone', 'address'])
  expect(selections).toEqual(['all', 'mine', 'myGroup'])
})
