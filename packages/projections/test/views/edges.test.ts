import { describe, expect, test } from 'vitest'
import { contact, customer, event, gA, group, type LogEvent, logOf, moved, policy, specialGroup } from '../log.js'
import { createProjections } from '../source.js'
import { viewsOn } from '../town/town.js'

const today = '2024-06-15'

describe('unknown columns', () => {
  test('are refused with the name of the first', () => {
    const left = (column: string) => ({ _tag: 'Left', left: { error: 'UnknownColumn', column } })
    const views = viewsOn(today, customer('a', 'A'))
    expect(views.customerList({ columns: ['name', 'x', 'y', 'number'] })).toEqual(left('x'))
    expect(views.customerReport({ columns: ['y', 'name', 'x'] })).toEqual(left('y'))
  })
})

describe('groups in a cycle', () => {
  const views = viewsOn(
    today,
    gA,
    group('gB', 'B', 'gA'),
    event('CustomerGroupMoved', 'customerGroups', { groupId: 'gA', from: null, to: 'gB' }),
    customer('a', 'A'),
    moved('a', null, 'gB'),
  )
  test('do not cause endless lookups', () => {
    expect(views.nextCustomerNumber({ groupId: 'gB' })).toBeNull()
    expect(views.postingDefaults({ customerId: 'a' })).toEqual({ ledgerAccount: null, costObjects: [] })
    expect(views.customersOfGroup({ groupId: 'gA' }).map(({ customerId }) => customerId)).toEqual(['a'])
  })
})

test('each posting default comes from the nearest group that has it', () => {
  const groups = (type: LogEvent['event'], data: object): LogEvent => event(type, 'customerGroups', data)
  const unit = (value: string) => [{ dimension: 'unit', value }]
  const views = viewsOn(
    today,
    gA,
    group('middle', 'Middle', 'gA'),
    group('low', 'Low', 'middle'),
    groups('GroupLedgerAccountSet', { groupId: 'gA', account: '1' }),
    groups('GroupLedgerAccountSet', { groupId: 'middle', account: '2' }),
    groups('GroupCostObjectsSet', { groupId: 'gA', costObjects: unit('a') }),
    groups('GroupCostObjectsSet', { groupId: 'low', costObjects: unit('l') }),
    groups('GroupNumberingStartSet', { groupId: 'gA', start: 100 }),
    groups('GroupNumberingStartSet', { groupId: 'middle', start: 200 }),
    ...['gA', 'middle', 'low'].flatMap((id) => [customer(id, id), moved(id, null, id)]),
  )
  const defaultsOf = (customerId: string) => {
    const { ledgerAccount, costObjects } = views.postingDefaults({ customerId })
    return [ledgerAccount, costObjects[0]?.value, views.nextCustomerNumber({ groupId: customerId })]
  }
  expect(['gA', 'middle', 'low'].map(defaultsOf)).toEqual([
    ['1', 'a', 100],
    ['2', 'a', 200],
    ['2', 'l', 200],
  ])
})

describe('a customer without a group', () => {
  const in_ = (id: string, groupId: string, day: string): LogEvent =>
    event('CustomerAddedToGroup', `customer-${id}`, { groupId }, `2024-${day}T10:00:00Z`)
  const views = viewsOn(
    today,
    policy('groupMembership', 'multiple'),
    gA,
    group('gone', 'Gone'),
    group('also', 'Also gone'),
    ...['none', 'inA', 'inGone', 'inBoth', 'inGones', 'left'].map((id) => customer(id, id)),
    in_('inA', 'gA', '02-01'),
    in_('inGone', 'gone', '02-01'),
    in_('inBoth', 'gone', '02-01'),
    in_('inBoth', 'gA', '02-02'),
    in_('inGones', 'gone', '02-01'),
    in_('inGones', 'also', '02-02'),
    in_('left', 'gA', '02-01'),
    event('CustomerRemovedFromGroup', 'customer-left', { groupId: 'gA' }, '2024-03-01T10:00:00Z'),
    event('CustomerGroupDeleted', 'customerGroups', { groupId: 'gone' }, '2024-04-01T10:00:00Z'),
    event('CustomerGroupDeleted', 'customerGroups', { groupId: 'also' }, '2024-05-01T10:00:00Z'),
  )
  const members = (groupId: string | null, asOf?: string): string =>
    views
      .customersOfGroup({ groupId, asOf })
      .map(({ customerId, customerGroup }) => `${customerId}${customerGroup === '' ? '' : ` (${customerGroup})`}`)
      .join(', ')

  test('is in deleted groups only, or in none', () => {
    expect(members(null)).toBe('inGone, inGones, left, none')
    expect(members('gone')).toBe('')
    expect(members('gA')).toBe('inA (Accounting), inBoth (Accounting)')
  })
  test('has none on the requested day', () => {
    expect(members(null, '2024-04-15')).toBe('inGone, left, none')
    expect(members(null, '2024-03-31')).toBe('left, none')
    expect(members(null, '2024-02-15')).toBe('none')
    expect(members('gone', '2024-03-31')).toBe('inBoth (Gone, Accounting), inGone (Gone), inGones (Gone, Also gone)')
    expect(members('unknown', '2024-03-31')).toBe('')
  })
  test('is counted at the end of the tree', () => {
    expect([views.groupTree(), views.groupTree({ asOf: '2024-02-15' })].map((rows) => rows.at(-1)?.ownCount)).toEqual([
      4, 1,
    ])
  })
  test('is unaffected by a special group it left', () => {
    const special = viewsOn(
      today,
      specialGroup('vip', 'VIP'),
      customer('a', 'A'),
      event('CustomerAddedToSpecialGroup', 'customer-a', { specialGroupId: 'vip' }, '2024-02-01T10:00:00Z'),
      event('SpecialGroupDeleted', 'specialGroups', { specialGroupId: 'vip' }, '2024-04-01T10:00:00Z'),
    )
    const count = (asOf?: string) => special.customersOfSpecialGroup({ specialGroupId: 'vip', asOf }).length
    expect([count(), count('2024-01-31'), count('2024-02-01'), count('2024-03-31'), count('2024-04-01')]).toEqual([
      0, 0, 1, 1, 0,
    ])
    const names = (asOf?: string) =>
      special.customerList({ columns: ['specialGroups'], filter: { specialGroupIds: ['vip'] }, asOf })
    expect(names()).toEqual({ _tag: 'Right', right: [] })
  })
})

describe('a page', () => {
  const many = Array.from({ length: 120 }, (_, at) =>
    customer(`c${at}`, `Name ${String((at * 7) % 120).padStart(3, '0')}`),
  )
  const views = viewsOn(
    today,
    ...many,
    event('CustomerSegmentChanged', 'customer-c3', { to: 's' }),
    event('CustomerSegmentChanged', 'customer-c5', { to: 's' }),
    contact('p', 'P'),
  )
  const names = (params: object): readonly unknown[] => {
    const rows = views.customerList({ columns: ['name'], ...params })
    return rows._tag === 'Right' ? rows.right.map(({ name }) => name) : []
  }
  const all = Array.from({ length: 120 }, (_, at) => `Name ${String(at).padStart(3, '0')}`)
  test('is the same part of the whole, whether few or many are selected', () => {
    const few = ['Name 021', 'Name 035']
    for (const offset of [0, 1, 2, 60, 118, 119, 120, 200])
      for (const limit of [0, 1, 2, 3, 60, 500, undefined]) {
        const end = limit === undefined ? undefined : offset + limit
        expect(names({ offset, limit })).toEqual(all.slice(offset, end))
        expect(names({ offset, limit, filter: { segments: ['s'] } })).toEqual(few.slice(offset, end))
      }
  })
})

describe('a listing that is read while events are applied', () => {
  test('leaves out customers removed meanwhile', () => {
    const { views, applyAll } = createProjections()
    applyAll(logOf(customer('a', 'A'), customer('b', 'B'), customer('c', 'C')))
    const rows = views.groupMembersListing({ groupId: null }).rows[Symbol.iterator]()
    const first = rows.next()
    applyAll(logOf(event('CustomerDeleted', 'customer-b', {})))
    expect([first, rows.next(), rows.next()].map(({ value }) => value?.[1])).toEqual(['A', 'C', undefined])
  })
})
