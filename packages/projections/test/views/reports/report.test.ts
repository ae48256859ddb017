import { describe, expect, test } from 'vitest'
import {
  acme,
  anna,
  answered,
  archived,
  assigned,
  bertil,
  beta,
  cecilia,
  event,
  gA,
  gA1,
  gamma,
  type LogEvent,
  moved,
  specialGroup,
  viewsOf,
} from '../../log.js'

const saved = (reportId: string, filters: object, data: object = {}): LogEvent =>
  event('ReportSaved', `report-${reportId}`, {
    reportId,
    name: reportId,
    scope: 'office',
    ownerId: 'anna',
    filters,
    ...data,
  })

// A later event, so that the days asked about are in the past.
const later = event(
  'CustomerGroupRenamed',
  'customerGroups',
  { groupId: 'gA', from: 'x', to: 'y' },
  '2024-06-01T08:00:00Z',
)

const on = (customerId: string, type: LogEvent['event'], data: object, at?: string): LogEvent =>
  event(type, `customer-${customerId}`, data, at)

const period = { from: '2024-02-01', to: '2024-02-10' }

const events: readonly LogEvent[] = [
  anna,
  bertil,
  cecilia,
  gA,
  gA1,
  specialGroup('vip', 'VIP'),
  acme,
  beta,
  gamma,
  on('acme', 'CustomerSegmentChanged', { from: null, to: 'big' }),
  on('acme', 'CustomerStatusChanged', { from: null, to: 'active' }),
  on('beta', 'CustomerStatusChanged', { from: null, to: 'active' }),
  on('gamma', 'CustomerStatusChanged', { from: null, to: 'lost' }),
  assigned('customer-acme', 'r1', 'bertil', { from: '2024-01-01', until: '2024-02-05' }),
  moved('acme', null, 'gA', '2024-01-02T08:00:00Z'),
  moved('beta', null, 'gA1', '2024-01-02T08:00:00Z'),
  moved('gamma', null, 'gA', '2024-01-02T08:00:00Z'),
  moved('gamma', 'gA', null, '2024-02-06T08:00:00Z'),
  on('acme', 'CustomerAddedToSpecialGroup', { specialGroupId: 'vip' }, '2024-01-05T08:00:00Z'),
  on('gamma', 'CustomerAddedToSpecialGroup', { specialGroupId: 'vip' }, '2024-02-09T08:00:00Z'),
  on('gamma', 'CustomerRemovedFromSpecialGroup', { specialGroupId: 'vip' }, '2024-03-01T08:00:00Z'),
]

/** A saved report, the customers it finds, and their days in groups if it counts any. */
type Saved = readonly [
  what: string,
  filters: object,
  customerIds: readonly string[],
  days: readonly (number | null)[] | null,
]

const questions: readonly Saved[] = [
  ['nothing', {}, ['acme', 'beta', 'gamma'], null],
  ['groups', { groupIds: ['gA'] }, ['acme', 'beta'], null],
  ['groups alone', { groupIds: ['gA'], includeSubgroups: false }, ['acme'], null],
  ['special groups', { specialGroupIds: ['vip'] }, ['acme'], null],
  ['segments', { segments: ['big'] }, ['acme'], null],
  ['statuses', { statuses: ['active'] }, ['acme', 'beta'], null],
  ['a status', { status: 'active' }, ['acme', 'beta'], null],
  ['a text', { text: 'OY' }, ['acme', 'beta'], null],
  ['owners', { ownerIds: ['bertil'] }, ['gamma'], null],
  ['a salesperson', { salespersonId: 'anna' }, [], null],
  ['groups over time', { groupIds: ['gA'], period }, ['acme', 'beta', 'gamma'], [10, 10, 5]],
  ['groups at any time', { groupIds: ['gA'], period: {} }, ['acme', 'beta', 'gamma'], [null, null, 35]],
  ['special groups over time', { specialGroupIds: ['vip'], period }, ['acme', 'gamma'], [10, 2]],
  ['both over time', { groupIds: ['gA'], specialGroupIds: ['vip'], period }, ['acme', 'gamma'], [10, 5]],
  ['a segment over time', { groupIds: ['gA'], segments: ['big'], period }, ['acme'], [10]],
  ['a text and a status over time', { groupIds: ['gA'], text: 'ab', status: 'lost', period }, ['gamma'], [5]],
  ['an employee', { userId: 'bertil' }, ['acme'], null],
  ['an employee over time', { userId: 'bertil', period }, ['acme'], null],
  ['an employee too late', { userId: 'bertil', period: { from: '2024-02-05' } }, [], null],
]

describe('a saved report applies all its contents', () => {
  test.each(questions)('%s', (_what, filters, customerIds, days) => {
    const views = viewsOf(...events, saved('r1', filters, { columns: ['customerId', 'segment'] }))
    const { rows, total, columns } = answered(views.report({ reportId: 'r1' }))
    expect(rows.map((row) => row.customerId)).toEqual(customerIds)
    expect([total, columns]).toEqual([customerIds.length, ['customerId', 'segment']])
    const listing = answered(views.reportListing({ reportId: 'r1' }))
    const cells = [...listing.rows]
    expect(cells.map(([id]) => id)).toEqual(customerIds)
    expect(listing.columns.map(({ key }) => key)).toEqual([...columns, ...(days === null ? [] : ['membershipDays'])])
    if (days === null) return
    expect(rows.map(({ membershipDays }) => membershipDays)).toEqual(days)
    expect(cells.map((row) => row[2])).toEqual(days.map((one) => one ?? ''))
  })

  test('its columns, or the standard ones', () => {
    const views = viewsOf(...events, saved('r1', { segments: ['big'] }), saved('r2', {}, { columns: ['name'] }))
    expect(answered(views.report({ reportId: 'r1' })).columns).toContain('customerKind')
    expect(answered(views.report({ reportId: 'r2', limit: 1 })).rows).toEqual([{ name: 'Acme Oy' }])
    expect(answered(views.report({ reportId: 'r2', limit: 1, columns: ['customerId'] })).rows).toEqual([
      { customerId: 'acme' },
    ])
  })

  test('archived customers, if it includes them or is about the past', () => {
    const views = viewsOf(
      ...events,
      archived('acme'),
      saved('r1', {}),
      saved('r2', { showArchived: true }),
      saved('r3', { groupIds: ['gA'], period }),
      saved('r4', { groupIds: ['gA'], period, showArchived: false }),
    )
    const totals = ['r1', 'r2', 'r3', 'r4'].map((reportId) => answered(views.report({ reportId })).total)
    expect(totals).toEqual([2, 3, 3, 2])
  })

  test('given filters and columns replace the saved ones', () => {
    const views = viewsOf(...events, saved('r1', { groupIds: ['gA'], status: 'active', period }))
    const asked = { filters: { status: 'lost', period: { from: '2024-02-01', to: '2024-02-03' } } }
    const { rows, filters } = answered(views.report({ reportId: 'r1', ...asked, columns: ['customerId'] }))
    expect(rows).toEqual([{ customerId: 'gamma', membershipDays: 3 }])
    expect(filters).toEqual({ groupIds: ['gA'], ...asked.filters })
  })

  test('on the requested day', () => {
    const views = viewsOf(...events, saved('r1', { specialGroupIds: ['vip'] }, { columns: ['customerId'] }), later)
    const ids = (asOf: string) => answered(views.report({ reportId: 'r1', asOf })).rows
    expect(ids('2024-02-10')).toEqual([{ customerId: 'acme' }, { customerId: 'gamma' }])
    expect(ids('2024-03-10')).toEqual([{ customerId: 'acme' }])
  })
})

describe('a saved report is refused by name', () => {
  const views = viewsOf(
    ...events,
    saved('topic', { topic: 'tax' }),
    saved('period', { segments: ['big'], period }),
    saved('own', {}, { scope: 'own' }),
    saved('gone', {}),
    event('ReportDeleted', 'report-gone', { reportId: 'gone' }),
    saved('columns', {}, { columns: ['shoeSize'] }),
  )

  test.each([
    ['topic', { error: 'ReportFilterNotApplied', filter: 'topic' }],
    ['period', { error: 'ReportFilterNotApplied', filter: 'period' }],
    ['gone', { error: 'ReportNotFound', reportId: 'gone' }],
    ['nothing', { error: 'ReportNotFound', reportId: 'nothing' }],
    ['columns', { error: 'UnknownColumn', column: 'shoeSize' }],
  ])('%s', (reportId, left) => {
    expect(views.report({ reportId, viewer: 'anna' })).toEqual({ _tag: 'Left', left })
    expect(views.reportListing({ reportId })).toEqual({ _tag: 'Left', left })
  })

  test('to other viewers, and with a period that ends before it starts', () => {
    expect(views.report({ reportId: 'own', viewer: 'bertil' })).toMatchObject({
      left: { error: 'ReportNotFound' },
    })
    expect(views.report({ reportId: 'own', viewer: 'anna' })).toMatchObject({ _tag: 'Right' })
    const filters = { groupIds: ['gA'], period: { from: '2024-02-02', to: '2024-02-01' } }
    expect(views.report({ reportId: 'own', filters })).toMatchObject({ left: { error: 'InvalidPeriod' } })
  })
})

describe('a group report', () => {
  const views = viewsOf(...events)
  const ids = (params: Parameters<typeof views.groupReport>[0]) =>
    answered(views.groupReport(params)).map(({ customerId, membershipDays }) => [customerId, membershipDays])

  test('is about special groups too, alone or beside groups', () => {
    expect(ids({ specialGroupIds: ['vip'], period })).toEqual([
      ['acme', 10],
      ['gamma', 2],
    ])
    expect(ids({ groupIds: ['gA'], includeSubgroups: false, specialGroupIds: ['vip', 'gone'], period })).toEqual([
      ['acme', 10],
      ['gamma', 5],
    ])
    expect(ids({ groupIds: ['gA'], specialGroupIds: ['gone'], period })).toEqual([])
  })

  test('is limited by every filter of customers', () => {
    expect(ids({ groupIds: ['gA'], statuses: ['active'], ownerIds: ['anna'], period })).toEqual([
      ['acme', 10],
      ['beta', 10],
    ])
    expect(ids({ groupIds: ['gA'], text: 'gam', period })).toEqual([['gamma', 5]])
  })

  test('is empty without groups of either kind', () => {
    expect(ids({ period })).toEqual([])
    expect(ids({ groupIds: [], specialGroupIds: [], period })).toEqual([])
  })
})
