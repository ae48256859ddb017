import { acme, anna, bertil, beta, contact, event, gA, type LogEvent, project, specialGroup } from '../log.js'
import { values } from './customers.js'
import type { Story } from './telling.js'

const on =
  (id: string) =>
  (type: LogEvent['event'], data: object = {}, day?: string) =>
    event(type, `activity-${id}`, data, day === undefined ? undefined : `2024-${day}T10:00:00Z`)
const [n, m, t, f, e, none] = [on('n'), on('m'), on('t'), on('f'), on('e'), on('none')]
const links = { personId: 'pia', customerIds: ['acme'], projectIds: ['x', 'unknown'] }

/** Activities with customers and persons. */
export const activities: Story = {
  before: [anna, bertil, acme, beta, contact('pia', 'Öst'), contact('olli', 'Oja'), project('x', 'beta', 'Project X')],
  events: [
    n('NoteWritten', { links, text: 'Called' }, '02-01'),
    n('NoteEdited', { text: 'Called twice' }, '02-02'),
    n('NoteDeleted', {}, '02-03'),
    none('NoteEdited', { text: 'Nothing' }),
    none('NoteDeleted'),
    m('MeetingRegistered', { personIds: ['pia', 'olli'], ownerId: 'anna', title: 'Lunch', date: '2024-02-09' }),
    on('m2')('MeetingRegistered', { links: { customerId: 'acme' } }),
    m('MeetingOwnerChanged', { from: 'anna', to: 'bertil' }),
    m('MeetingOwnerChanged', { to: 'nobody' }),
    none('MeetingOwnerChanged', { to: 'anna' }),
    t('TaskRegistered', {
      personIds: ['pia'],
      links: { projectId: 'x' },
      title: 'Call',
      status: 'waiting',
      dueDate: '2024-02-10',
      ownerId: 'anna',
    }),
    on('t2')('TaskRegistered'),
    t('TaskStatusChanged', { to: 'done' }),
    t('TaskStatusChanged', { from: 'lost', to: 'open' }),
    none('TaskStatusChanged', { to: 'open' }),
    t('TaskOwnerChanged', { from: 'anna', to: 'bertil' }),
    none('TaskOwnerChanged', { from: null, to: 'bertil' }),
    f('FileLinked', { personIds: ['pia'], fileRef: 'ref-1', source: 'internal', name: 'Offer' }),
    on('f2')('FileLinked', { links: { customerId: 'acme' }, fileRef: 'ref-2' }),
    on('f3')('FileLinked', { links: { customerId: 'acme' }, fileRef: 'ref-3', name: null }),
    f('FileUnlinked'),
    on('f2')('FileUnlinked'),
    none('FileUnlinked'),
    e('EmailRegistered', {
      personIds: ['pia', 'olli'],
      direction: 'received',
      mailboxId: 'anna@own.fi',
      employeeId: 'anna',
      from: 'pia@ost.fi',
      to: ['anna@own.fi'],
      subject: 'Hello',
    }),
    on('e2')('EmailRegistered', { personIds: [], direction: 'sent', mailboxId: 'anna@own.fi' }),
  ],
}

const list = (id: string, data: object): LogEvent => event('ListPreferencesSaved', `listPreferences-${id}`, data)
const reports =
  (id: string) =>
  (type: LogEvent['event'], data: object = {}) =>
    event(type, `report-${id}`, data)
const [r, other] = [reports('r'), reports('other')]
const saved = { reportId: 'r', name: 'Large', scope: 'own', ownerId: 'anna', filters: {} }

/** List preferences and saved reports of users. */
export const kept: Story = {
  before: [anna, bertil, gA, specialGroup('vip', 'VIP'), ...values],
  events: [
    list('anna', { list: 'customerList', shownColumns: ['name', 'number'], shownFilters: ['search'] }),
    list('anna', { list: 'customerList', shownColumns: ['name'], shownFilters: [] }),
    list('anna', { list: 'unknownList', shownColumns: ['a'], shownFilters: ['b'] }),
    r('ReportSaved', saved),
    r('ReportSaved', {
      ...saved,
      name: 'Larger',
      scope: 'office',
      ownerId: 'bertil',
      columns: ['name', 'segment'],
      filters: {
        text: 'oy',
        groupIds: ['gA', 'gX', null],
        includeSubgroups: true,
        specialGroupIds: ['vip'],
        salespersonId: 'anna',
        segments: ['large', 'other'],
        statuses: ['active'],
        attractionChannels: ['fair'],
        customerKinds: ['domestic'],
        showArchived: true,
        period: { from: '2024-01-01', to: '2024-02-01' },
        status: 'active',
        userId: 'bertil',
      },
    }),
    r('ReportSaved', { ...saved, name: 'Larger', columns: null, filters: { period: { to: '2024-02-01' } } }),
    r('ReportSaved', { ...saved, name: 'Larger', filters: { period: { from: '2024-02-01' }, groupIds: [] } }),
    r('ReportShared', { reportId: 'r' }),
    r('ReportDeleted', { reportId: 'r' }),
    r('ReportSaved', saved),
    other('ReportShared', { reportId: 'other' }),
    other('ReportDeleted', { reportId: 'other' }),
  ],
}
