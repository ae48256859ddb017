import { expect, test } from 'vitest'
import { answered, assigned, customer, employee, event, gA, gB, moved } from '../../log.js'
import { viewsOn } from '../../town/town.js'

const merged = (from: string, to: string, day: string) =>
  event('CustomerMergedInto', `customer-${from}`, { survivorId: to, moved: true }, `${day}T10:00:00Z`)

const tracked = (customerId: string) =>
  event(
    'TrackingItemSet',
    `customer-${customerId}`,
    { dimension: 'area', from: null, to: 'north' },
    '2024-02-01T10:00:00Z',
  )

const views = viewsOn(
  '2024-08-15',
  employee('anna', 'Anna'),
  gA,
  gB,
  customer('one', 'One'),
  customer('two', 'Two'),
  customer('three', 'Three'),
  moved('one', null, 'gA', '2024-02-01T10:00:00Z'),
  moved('two', null, 'gB', '2024-02-01T10:00:00Z'),
  ...['one', 'two'].map(tracked),
  assigned('customer-one', 'r', 'anna'),
  merged('one', 'two', '2024-04-30'),
  merged('two', 'three', '2024-06-30'),
)

const day = (to: string) => ({ period: { from: '2024-03-01', to } })

test('reports on a period include the customers that were merged into others since its end', () => {
  const ids = (params: object) =>
    answered(views.groupReport({ groupIds: ['gA', 'gB'], ...params })).map(
      ({ customerId, membershipDays }) => `${customerId} ${membershipDays}`,
    )
  expect(ids(day('2024-03-31'))).toEqual(['one 31', 'two 31'])
  expect(ids(day('2024-04-29'))).toEqual(['one 60', 'two 60'])
  expect(ids(day('2024-04-30'))).toEqual(['two 61'])
  expect(ids(day('2024-06-29'))).toEqual(['two 121'])
  expect(ids(day('2024-06-30'))).toEqual([])
  expect(ids({})).toEqual([])
  expect(ids({ ...day('2024-03-31'), offset: 1 })).toEqual(['two 31'])
  expect(ids({ ...day('2024-03-31'), userId: 'anna' })).toEqual(['one 31'])
  expect(ids({ ...day('2024-03-31'), showArchived: false })).toEqual([])
})

test('saved and unsaved reports have the same rows', () => {
  const filters = { groupIds: ['gA', 'gB'], ...day('2024-03-31') }
  const { rows, total } = answered(views.report({ filters }))
  expect([rows.map(({ customerId }) => customerId), total]).toEqual([['one', 'two'], 2])
})

test('values of tracking items are counted in the same way', () => {
  const counted = (period: object) =>
    answered(views.trackingReport({ dimension: 'area', ...period })).map(({ customers, atStart, atEnd }) => [
      ...[customers, atStart, atEnd],
    ])
  expect(counted(day('2024-03-31'))).toEqual([[2, 2, 2]])
  expect(counted(day('2024-04-30'))).toEqual([[1, 1, 1]])
  expect(counted({})).toEqual([])
})
