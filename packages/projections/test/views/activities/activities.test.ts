import { describe, expect, test } from 'vitest'
import {
  acme,
  anna,
  answered,
  bertil,
  beta,
  contact,
  customer,
  employee,
  event,
  gA,
  gA1,
  type LogEvent,
  moved,
  project,
  viewsOf,
} from '../../log.js'

const done = (activityId: string, type: LogEvent['event'], data: object, day: string): LogEvent => ({
  ...event(type, `activity-${activityId}`, data, `2024-03-${day}T09:00:00Z`),
  by: 'anna',
})

const reader = employee('reader', 'Rita Reader', { crmAccess: false })

const views = viewsOf(
  anna,
  bertil,
  reader,
  gA,
  gA1,
  acme,
  beta,
  customer('secret', 'Secret Oy', { ownerId: 'anna', private: true }),
  moved('acme', null, 'gA1', '2024-01-02T08:00:00Z'),
  project('roof', 'acme', 'Roof'),
  contact('olli', 'Oja', { firstName: 'Olli' }),
  event('ContactLinkedToCompany', 'person-olli', { customerId: 'beta' }),
  done('t1', 'TaskRegistered', { links: { customerId: 'acme' }, title: 'Call', ownerId: 'anna' }, '01'),
  done('t2', 'TaskRegistered', { links: { projectId: 'roof' }, title: 'Measure', dueDate: '2024-04-02' }, '02'),
  done('t3', 'TaskRegistered', { personIds: ['olli'], title: 'Ask', dueDate: '2024-04-01', ownerId: 'bertil' }, '03'),
  done('t3', 'TaskStatusChanged', { from: 'open', to: 'done' }, '04'),
  done('t4', 'TaskRegistered', { links: { customerIds: ['acme', 'secret'] }, title: 'Plot' }, '05'),
  done('m1', 'MeetingRegistered', { links: { customerId: 'acme' }, title: 'Lunch', date: '2024-03-20' }, '06'),
  done('n1', 'NoteWritten', { links: { customerId: 'acme' }, text: 'Hungry' }, '07'),
  done('f1', 'FileLinked', { links: { customerId: 'acme' }, fileRef: 'r1', name: 'Offer' }, '08'),
)

describe('the activities of a customer', () => {
  const ids = (params: object) =>
    views.customerActivities({ customerId: 'acme', ...params }).map(({ activityId }) => activityId)

  test('are those linked to it or to its projects, newest first', () => {
    expect(ids({})).toEqual(['f1', 'n1', 'm1', 't4', 't2', 't1'])
    expect(ids({ kinds: ['task', 'file'] })).toEqual(['f1', 't4', 't2', 't1'])
    expect(ids({ offset: 1, limit: 2 })).toEqual(['n1', 'm1'])
    expect(ids({ asOf: '2024-03-06' })).toEqual(['m1', 't4', 't2', 't1'])
  })

  test('have names beside ids', () => {
    expect(views.customerActivities({ customerId: 'acme', kinds: ['task'], offset: 2 })).toEqual([
      {
        activityId: 't1',
        kind: 'task',
        title: 'Call',
        status: 'open',
        date: null,
        owner: { id: 'anna', name: 'Anna Aalto' },
        customers: [{ id: 'acme', name: 'Acme Oy' }],
        persons: [],
        projects: [],
        at: '2024-03-01T09:00:00.000Z',
        by: 'anna',
        byName: 'Anna Aalto',
      },
    ])
    expect(views.customerActivities({ customerId: 'beta' })).toEqual([])
  })

  test('are those the viewer may see: notes with access to the CRM, none of a hidden customer', () => {
    expect(ids({ viewer: 'reader' })).toEqual(['f1', 'm1', 't2', 't1'])
    expect(ids({ viewer: 'bertil' })).toEqual(['f1', 'n1', 'm1', 't2', 't1'])
    expect(ids({ viewer: 'bertil', customerId: 'secret' })).toEqual([])
  })

  test('are listed by their names', () => {
    const listing = views.customerActivityListing({ customerId: 'acme', kinds: ['file', 'task'], locale: 'fi' })
    expect(listing.columns.map(({ heading }) => heading).slice(0, 3)).toEqual(['Tyyppi', 'Titteli', 'Tila'])
    expect([...listing.rows].map(([kind, title]) => [kind, title])).toEqual([
      ['Tiedosto', 'Offer'],
      ['Tehtävä', 'Plot'],
      ['Tehtävä', 'Measure'],
      ['Tehtävä', 'Call'],
    ])
  })
})

describe('tasks', () => {
  const ids = (params: Parameters<typeof views.taskList>[0]) =>
    answered(views.taskList(params)).map(({ activityId }) => activityId)

  test('are sorted by due date, tasks without one last', () => expect(ids({})).toEqual(['t3', 't2', 't1', 't4']))

  test('are limited by group, user, status and period', () => {
    expect(ids({ filter: { groupIds: ['gA'] } })).toEqual(['t2', 't1', 't4'])
    expect(ids({ filter: { groupIds: ['gA'], includeSubgroups: false } })).toEqual([])
    expect(ids({ filter: { text: 'beta' } })).toEqual(['t3'])
    expect(ids({ userId: 'anna' })).toEqual(['t1'])
    expect(ids({ statuses: ['open'] })).toEqual(['t2', 't1', 't4'])
    expect(ids({ statuses: ['done', 'open'], userId: 'bertil' })).toEqual(['t3'])
    expect(ids({ period: { from: '2024-04-02' } })).toEqual(['t2'])
    expect(ids({ period: { from: '2024-04-01', to: '2024-04-01' } })).toEqual(['t3'])
    expect(ids({ viewer: 'bertil', offset: 1 })).toEqual(['t2', 't1'])
  })

  test('refuse a period that ends before it starts', () => {
    const period = { from: '2024-04-02', to: '2024-04-01' }
    for (const answer of [views.taskList({ period }), views.taskListing({ period })])
      expect(answer).toEqual({ _tag: 'Left', left: { error: 'InvalidPeriod', ...period } })
  })

  test('are listed with their records', () => {
    expect([...answered(views.taskListing({ userId: 'bertil' })).rows]).toEqual([
      ['Ask', 'done', '2024-04-01', 'Bertil Berg', '', 'Olli Oja', ''],
    ])
  })
})
