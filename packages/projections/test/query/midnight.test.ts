import { describe, expect, test } from 'vitest'
import { answered, customer, event, gA, gB, type LogEvent, moved, specialGroup } from '../log.js'
import { viewsOn } from '../town/town.js'

// The day of 1 February ends at this instant in Helsinki.
const midnight = '2024-02-01T22:00:00.000Z'
const justBefore = '2024-02-01T21:59:59.999Z'
const [first, second] = ['2024-02-01', '2024-02-02']

const special = (type: 'CustomerAddedToSpecialGroup' | 'CustomerRemovedFromSpecialGroup', at: string): LogEvent =>
  event(type, 'customer-a', { specialGroupId: 'vip' }, at)
const early = '2024-01-10T10:00:00Z'

describe('an event at midnight belongs to the new day', () => {
  const groupsOn = (at: string, ...days: readonly string[]) => {
    const views = viewsOn(
      '2024-06-15',
      gA,
      gB,
      customer('a', 'A'),
      moved('a', null, 'gA', early),
      moved('a', 'gA', 'gB', at),
    )
    const answers = days.map((asOf) => {
      const [row] =
        views.customerList({ columns: ['group'], asOf })._tag === 'Right'
          ? answered(views.customerList({ columns: ['group'], asOf }))
          : []
      const members = ['gA', 'gB'].filter((groupId) => views.customersOfGroup({ groupId, asOf }).length > 0)
      return [views.groupOfCustomer({ customerId: 'a', asOf }), row?.group, members.join()]
    })
    return answers
  }
  test('for groups', () => {
    const [inA, inB] = [
      ['gA', 'Accounting', 'gA'],
      ['gB', 'Billing', 'gB'],
    ]
    expect(groupsOn(midnight, first, second)).toEqual([inA, inB])
    expect(groupsOn(justBefore, first, second)).toEqual([inB, inB])
  })
  test('for groups that are deleted', () => {
    const views = (at: string) =>
      viewsOn(
        '2024-06-15',
        gA,
        specialGroup('vip', 'VIP'),
        customer('a', 'A'),
        moved('a', null, 'gA', early),
        special('CustomerAddedToSpecialGroup', early),
        event('CustomerGroupDeleted', 'customerGroups', { groupId: 'gA' }, at),
        event('SpecialGroupDeleted', 'specialGroups', { specialGroupId: 'vip' }, at),
      )
    const seen = (at: string, asOf: string) => [
      views(at).groupOfCustomer({ customerId: 'a', asOf }),
      views(at).specialGroupList({ asOf }).length,
      views(at).groupSelector({ asOf }).length,
    ]
    expect([seen(midnight, first), seen(midnight, second)]).toEqual([
      ['gA', 1, 2],
      [null, 0, 0],
    ])
    expect(seen(justBefore, first)).toEqual([null, 0, 0])
  })
  test('for special groups', () => {
    const count = (asOf: string, ...events: readonly LogEvent[]) =>
      viewsOn('2024-06-15', specialGroup('vip', 'VIP'), customer('a', 'A'), ...events).customersOfSpecialGroup({
        specialGroupId: 'vip',
        asOf,
      }).length
    const added = special('CustomerAddedToSpecialGroup', midnight)
    expect([count(first, added), count(second, added)]).toEqual([0, 1])
    expect(count(first, special('CustomerAddedToSpecialGroup', justBefore))).toBe(1)
    const removed = [
      special('CustomerAddedToSpecialGroup', early),
      special('CustomerRemovedFromSpecialGroup', midnight),
    ]
    expect([count(first, ...removed), count(second, ...removed)]).toEqual([1, 0])
  })
  test('for reports on groups', () => {
    const days = (at: string, from: string, to: string) => {
      const views = viewsOn(
        '2024-06-15',
        gA,
        gB,
        customer('a', 'A'),
        moved('a', null, 'gA', early),
        moved('a', 'gA', 'gB', at),
      )
      const count = (groupId: string) =>
        answered(views.groupReport({ groupIds: [groupId], period: { from, to } })).map(
          ({ membershipDays }) => membershipDays,
        )
      return [count('gA'), count('gB')]
    }
    expect(days(midnight, first, first)).toEqual([[1], []])
    expect(days(midnight, second, second)).toEqual([[], [1]])
    expect(days(justBefore, first, first)).toEqual([[], [1]])
    expect(days(midnight, '2024-01-31', second)).toEqual([[2], [1]])
  })
  test('for the values of a dimension', () => {
    const set = (to: string | null, at: string) => event('TrackingItemSet', 'customer-a', { dimension: 'size', to }, at)
    const counts = (at: string, period: object) => {
      const views = viewsOn('2024-06-15', customer('a', 'A'), set('old', early), set('new', at))
      return answered(views.trackingReport({ dimension: 'size', period })).map(
        ({ value, customers, atStart, atEnd }) => `${value} ${customers} ${atStart} ${atEnd}`,
      )
    }
    const on = (day: string) => ({ from: day, to: day })
    expect(counts(midnight, on(first))).toEqual(['old 1 1 1'])
    expect(counts(midnight, on(second))).toEqual(['new 1 0 1'])
    expect(counts(justBefore, on(first))).toEqual(['new 1 0 1', 'old 1 1 0'])
    expect(counts(justBefore, on(second))).toEqual(['new 1 1 1'])
    expect(counts(midnight, { to: first })).toEqual(['old 1 0 1'])
    expect(counts(midnight, { from: second })).toEqual(['new 1 0 1'])
  })
})
