import { left, right } from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import {
  acme,
  answered,
  archived,
  beta,
  event,
  gA,
  gA1,
  gamma,
  gB,
  moved,
  policy,
  registerOf,
  specialGroup,
  viewsOf,
} from '../../log.js'
import {
  customersOfGroup,
  customersOfSpecialGroup,
  groupList,
  groupReport,
  groupSelector,
  groupTree,
  specialGroupList,
} from '../../source.js'

const inSpecial = (customerId: string, at?: string) =>
  event('CustomerAddedToSpecialGroup', `customer-${customerId}`, { specialGroupId: 's1' }, at)

describe('the group tree', () => {
  const register = registerOf(
    acme,
    beta,
    gamma,
    gB,
    gA,
    gA1,
    moved('acme', null, 'gA'),
    moved('beta', null, 'gA1'),
    archived('beta'),
  )

  it('counts own and rolled-up members, archived ones too, and ends with No group', () => {
    expect(
      groupTree(register).map(({ groupId, depth, ownCount, totalCount }) => [groupId, depth, ownCount, totalCount]),
    ).toEqual([
      ['gA', 0, 1, 2],
      ['gA1', 1, 1, 1],
      ['gB', 0, 0, 0],
      [null, 0, 1, 1],
    ])
  })

  it('is also a list by name', () => {
    expect(groupList(register).map(({ name }) => name)).toEqual([
      'Accounting',
      'Accounting small',
      'Billing',
      'No group',
    ])
  })

  it('does not count a customer that was merged into another', () => {
    const merged = registerOf(acme, beta, event('CustomerMergedInto', 'customer-beta', { survivorId: 'acme' }))
    expect(groupTree(merged).at(-1)?.ownCount).toBe(1)
  })

  it('shows the children of a deleted group at the top and its members as No group', () => {
    const deleted = registerOf(
      acme,
      gA,
      gA1,
      moved('acme', null, 'gA'),
      event('CustomerGroupDeleted', 'customerGroups', { groupId: 'gA' }),
    )
    expect(groupTree(deleted).map(({ groupId, depth, ownCount }) => [groupId, depth, ownCount])).toEqual([
      ['gA1', 0, 0],
      [null, 0, 1],
    ])
    expect(customersOfGroup(deleted, { groupId: null }).map(({ customerId }) => customerId)).toEqual(['acme'])
    expect(customersOfGroup(deleted, { groupId: 'gA' })).toEqual([])
  })
})

describe('membership as of a day', () => {
  const moves = [
    acme,
    gA,
    gB,
    moved('acme', null, 'gA', '2024-01-10T09:00:00Z'),
    moved('acme', 'gA', 'gB', '2024-02-20T22:30:00Z'),
  ]
  const views = viewsOf(...moves)
  const on = (asOf: string) => views.groupOfCustomer({ customerId: 'acme', asOf })

  it('is the state at the end of the day in the time zone of the tenant, here by timeZone: Europe/Helsinki', () => {
    expect([on('2024-01-09'), on('2024-01-10'), on('2024-02-20'), on('2024-02-21')]).toEqual([null, 'gA', 'gA', 'gB'])
    expect(views.groupOfCustomer({ customerId: 'acme' })).toBe('gB')
  })

  it('is the state at the end of the UTC day by timeZone: UTC', () => {
    const utc = viewsOf(policy('timeZone', 'UTC'), ...moves)
    expect(utc.groupOfCustomer({ customerId: 'acme', asOf: '2024-02-20' })).toBe('gB')
  })

  it('lists the members of that day', () => {
    const then = (groupId: string | null) =>
      views.customersOfGroup({ groupId, asOf: '2024-02-01' }).map((row) => row.customerId)
    expect([then('gA'), then('gB'), then(null)]).toEqual([['acme'], [], []])
    expect(views.customersOfGroup({ groupId: null, asOf: '2024-01-01' })).toHaveLength(1)
  })

  it('never overlaps, even when the clocks of the actors run backwards', () => {
    const back = registerOf(
      acme,
      gA,
      gB,
      moved('acme', null, 'gA', '2024-02-10T09:00:00Z'),
      moved('acme', 'gA', 'gB', '2024-01-05T09:00:00Z'),
    )
    expect([...back.tables.groupMemberships.rows()]).toEqual([
      { customerId: 'acme', groupId: 'gB', from: '2024-02-10T09:00:00.000Z', until: null },
    ])
  })

  it('includes a group on days before it was deleted', () => {
    const deleted = viewsOf(
      acme,
      gA,
      moved('acme', null, 'gA', '2024-01-10T09:00:00Z'),
      event('CustomerGroupDeleted', 'customerGroups', { groupId: 'gA' }, '2024-02-01T09:00:00Z'),
    )
    expect(deleted.groupOfCustomer({ customerId: 'acme', asOf: '2024-01-20' })).toBe('gA')
    expect(deleted.groupOfCustomer({ customerId: 'acme', asOf: '2024-02-20' })).toBeNull()
  })
})

describe('special groups', () => {
  const register = registerOf(
    acme,
    beta,
    gA,
    specialGroup('s1', 'VIP'),
    specialGroup('s2', 'Rare'),
    inSpecial('acme'),
    inSpecial('beta'),
  )

  it('are listed by name with their members counted', () => {
    expect(specialGroupList(register).map(({ name, count }) => [name, count])).toEqual([
      ['Rare', 0],
      ['VIP', 2],
    ])
    expect(customersOfSpecialGroup(register, { specialGroupId: 's1' }).map(({ name }) => name)).toEqual([
      'Acme Oy',
      'Beta Oy',
    ])
  })

  it('stand beside the customer groups in the selector', () => {
    expect(groupSelector(register)).toEqual([
      { kind: 'customerGroup', id: 'gA', name: 'Accounting' },
      { kind: 'specialGroup', id: 's2', name: 'Rare' },
      { kind: 'specialGroup', id: 's1', name: 'VIP' },
    ])
  })

  it('have the customers that were in them on a day', () => {
    const left = viewsOf(
      acme,
      specialGroup('s1', 'VIP'),
      inSpecial('acme', '2024-01-10T09:00:00Z'),
      event('CustomerRemovedFromSpecialGroup', 'customer-acme', { specialGroupId: 's1' }, '2024-02-01T09:00:00Z'),
      beta,
      inSpecial('beta', '2024-03-01T09:00:00Z'),
    )
    expect(left.customersOfSpecialGroup({ specialGroupId: 's1', asOf: '2024-01-20' })).toHaveLength(1)
    expect(left.customersOfSpecialGroup({ specialGroupId: 's1', asOf: '2024-02-20' })).toEqual([])
    expect(left.customersOfSpecialGroup({ specialGroupId: 's1' }).map(({ name }) => name)).toEqual(['Beta Oy'])
  })
})

describe('the group report', () => {
  it('lists a customer in two groups once, with the days of the period it was in either', () => {
    const register = registerOf(
      policy('groupMembership', 'multiple'),
      acme,
      beta,
      gA,
      gB,
      event('CustomerAddedToGroup', 'customer-acme', { groupId: 'gA' }, '2024-01-02T08:00:00Z'),
      event('CustomerAddedToGroup', 'customer-acme', { groupId: 'gB' }, '2024-01-03T08:00:00Z'),
    )
    const params = { groupIds: ['gA', 'gB'], period: { from: '2024-01-01', to: '2024-01-31' } }
    const rows = answered(groupReport(register, params))
    expect(rows.map(({ customerId, membershipDays }) => [customerId, membershipDays])).toEqual([['acme', 30]])
    expect(groupReport(register, { ...params, period: { to: '2024-01-01' } })).toEqual(right([]))
    expect(groupReport(register, { ...params, period: { from: '2024-02-01', to: '2024-01-01' } })).toEqual(
      left({ error: 'InvalidPeriod', from: '2024-02-01', to: '2024-01-01' }),
    )
  })
})
