import { describe, expect, test } from 'vitest'
import { anna, assigned, bertil, contact, customer, event, gA, group, type LogEvent, logOf, moved } from '../log.js'
import { createProjections } from '../source.js'

const seller = event('SellerInformationSet', 'employee-anna', { salesperson: true, sellerCode: null })
const granted = event('GroupVisibilityGranted', 'customerGroups', { groupId: 'gA', employeeId: 'bertil' })
const linked = (personId: string, customerId: string): LogEvent =>
  event('ContactLinkedToCompany', `person-${personId}`, { customerId })

const ids = ['open', 'closed', 'held', 'secret', 'gone', 'soon']

const pastEvents: readonly LogEvent[] = [
  anna,
  bertil,
  gA,
  group('gB', 'B'),
  ...ids.map((id) => customer(id, id, { ownerId: 'bertil' })),
  ...ids.flatMap((id) => [contact(id, id), linked(id, id)]),
]

/** The same events in another order, and later ones. */
const now: readonly LogEvent[] = [
  anna,
  bertil,
  seller,
  gA,
  group('gB', 'B'),
  granted,
  customer('new', 'New'),
  ...ids.toReversed().map((id) => customer(id, id, { ownerId: 'bertil' })),
  ...['closed', 'held'].map((id) => moved(id, null, 'gA')),
  moved('soon', null, 'gB'),
  assigned('customer-held', 'r', 'anna'),
  event('CustomerMarkedPrivate', 'customer-secret', {}),
  event('CustomerDeleted', 'customer-gone', {}),
]

describe('a register of the past', () => {
  const present = createProjections(() => '2024-06-15T09:00:00.000Z')
  present.applyAll(logOf(...now))
  const past = createProjections(() => '2024-01-15T09:00:00.000Z', present.register)
  past.applyAll(logOf(...pastEvents))
  const seen = (viewer?: string): string =>
    past.views
      .startDates({ viewer })
      .map(({ customerId }) => customerId)
      .join(' ')

  test('shows the past, by current rights', () => {
    expect(seen()).toBe('closed gone held open secret soon')
    expect(seen('anna')).toBe('held open soon')
    expect(seen('bertil')).toBe('closed held open secret soon')
    expect(past.views.contactSearch({ viewer: 'anna' }).map(({ personId }) => personId)).toEqual([
      'held',
      'open',
      'soon',
    ])
  })
  test('can be queried by everybody who is a viewer today', () => {
    expect(past.views.customerList({ viewer: 'new' })).toEqual({
      _tag: 'Left',
      left: { error: 'UnknownViewer', viewer: 'new' },
    })
    present.applyAll(logOf(event('EmployeeDeactivated', 'employee-bertil', { effective: '2024-06-15' })))
    expect(past.views.customerList({ viewer: 'bertil' })).toMatchObject({ left: { error: 'ViewerHasLeft' } })
  })
})
