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

describe('after the erasure of a private customer', () => {
  const early = '2024-02-01T09:00:00Z'
  const registered = [
    contact('p', 'Berg'),
    event('PrivateCustomerCreated', 'person-p', { customerId: 'c' }, '2024-05-01'),
    event(
      'CustomerRegistered',
      'customer-c',
      { customerId: 'c', kind: 'privateCustomer', name: 'Berg', personId: 'p' },
      '2024-05-01',
    ),
    event('ProjectRegistered', 'project-j', { projectId: 'j', customerId: 'c', name: 'Shop' }, '2024-05-01'),
  ]
  const note = (id: string, link: object): LogEvent =>
    event('NoteWritten', `activity-${id}`, { links: link, text: 'secret' }, early)
  const erased = event('PersonErased', 'person-p', {
    personId: 'p',
    scope: 'full',
    retainedUntil: null,
    requestId: null,
  })
  const shownOn = (asOf: string, events: readonly LogEvent[], later: readonly LogEvent[] = []): string => {
    const projections = createProjections(() => '2024-06-15T09:00:00.000Z')
    const log = logOf(...events, ...later)
    projections.applyAll(log.slice(0, events.length))
    projections.views.customerActivities({ customerId: 'c', asOf })
    projections.applyAll(log.slice(events.length))
    return JSON.stringify([
      projections.views.customerActivities({ customerId: 'c', asOf }),
      projections.views.subjectHistory({ subject: { kind: 'project', id: 'j' }, asOf }),
    ])
  }
  const notes = [note('n', { customerId: 'c' }), note('m', { projectId: 'j' })]

  test.each([
    ['before the past was asked for', [...registered, ...notes, erased], []],
    ['after it', [...registered, ...notes], [erased]],
  ])('%s, texts about it are gone as of days before its registration too', (_, events, later) => {
    expect(shownOn('2024-03-01', events, later)).not.toContain('secret')
    expect(shownOn('2024-03-01', [...registered, ...notes])).toContain('secret')
  })
})
