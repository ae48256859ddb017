import { describe, expect, test } from 'vitest'
import { answered, contact, customer, employee, event, type LogEvent, logOf } from '../log.js'
import { createProjections } from '../source.js'

const done = (type: LogEvent['event'], id: string, data: object): LogEvent => event(type, `activity-${id}`, data)
const pia = (type: LogEvent['event'], data: object): LogEvent => event(type, 'person-pia', data)

const events: readonly LogEvent[] = [
  contact('pia', 'Öst', { firstName: 'Pia', email: 'e', phone: 'p', mobile: 'm', title: 't' }),
  pia('PrivateCustomerCreated', { customerId: 'own' }),
  customer('own', 'Pia Öst', {
    kind: 'privateCustomer',
    personId: 'pia',
    contactInfo: { email: 'e', phone: 'p', website: 'w', street: 's', city: 'c' },
  }),
  event('CustomerArchived', 'customer-own', { reason: 'she left' }),
  done('MeetingRegistered', 'm', { personIds: ['pia', 'olli'], title: 'Lunch' }),
  done('TaskRegistered', 't', { personIds: ['pia'], title: 'Call', status: 'open' }),
  done('FileLinked', 'f', { personIds: ['pia'], fileRef: 'r', name: 'Offer' }),
  done('NoteWritten', 'n', { links: { personId: 'pia' }, text: 'Called' }),
  pia('MarketingBanSet', { channel: 'sms', source: 'a call', reason: 'too many' }),
  pia('MarketingConsentGiven', {
    channel: 'email',
    evidence: { capturedAt: '2024', source: 'fair', wordingVersion: '3' },
  }),
  pia('MarketingBanLifted', { channel: 'sms', reason: 'consent' }),
]

const subjects = [
  ['contact', 'pia'],
  ['customer', 'own'],
] as const

/** The fields of all lines, by whether their values are still shown. */
const fieldsOf = (...more: readonly LogEvent[]) => {
  const { views, applyAll } = createProjections()
  applyAll(logOf(...events, ...more))
  const changes = subjects
    .flatMap(([kind, id]) => answered(views.subjectHistory({ subject: { kind, id } })))
    .filter(({ type }) => type !== 'PersonErased')
    .flatMap((row) => row.changes)
  const fields = (isErased: boolean) =>
    [...new Set(changes.filter((one) => (one.new === '[erased]') === isErased).map(({ field }) => field))].sort()
  return { erased: fields(true), told: fields(false) }
}

const always = ['archived', 'ban', 'consent', 'fileRef', 'kind', 'privateCustomer', 'status']
const reading = [...'capturedAt email file meeting mobile note phone'.split(' '), 'source', 'task', 'title', 'website']
const identity = ['city', 'name', 'street']

describe('the data of a person', () => {
  test('is not hidden before an erasure', () => {
    expect(fieldsOf()).toEqual({
      erased: [],
      told: [...always, ...reading, ...identity, 'reason', 'wordingVersion'].sort(),
    })
  })
  test('is reduced to data needed by invoices, where they need it, by an erasure except invoicing', () => {
    expect(fieldsOf(pia('PersonErased', { scope: 'exceptInvoicing' }))).toEqual({
      erased: [...reading, 'reason', 'wordingVersion'].sort(),
      told: [...always, ...identity, 'reason'].sort(),
    })
  })
  test('is hidden by a full erasure', () => {
    expect(fieldsOf(pia('PersonErased', { scope: 'full' }))).toEqual({
      erased: [...reading, ...identity, 'reason', 'wordingVersion'].sort(),
      told: [...always, 'reason'].sort(),
    })
  })
  test('is hidden in a text about several persons if any of them is erased', () => {
    const others = contact('olli', 'Oja')
    const erased = event('PersonErased', 'person-olli', { scope: 'full' })
    expect(fieldsOf(others, erased).erased).toEqual(['meeting'])
  })
})

describe('the text of a note in a history', () => {
  const hidden = { private: true, ownerId: 'owner' }
  const shownTo = (viewer: string | undefined, links: object, ...more: readonly LogEvent[]) => {
    const { views, applyAll } = createProjections()
    applyAll(
      logOf(
        employee('plain', 'Plain'),
        employee('admin', 'Admin', { admin: true }),
        employee('none', 'None', { crmAccess: false }),
        contact('pia', 'Öst'),
        customer('open', 'Open'),
        customer('gone', 'Gone'),
        customer('secret', 'Secret', hidden),
        done('NoteWritten', 'n', { links, text: 'Called' }),
        event('CustomerDeleted', 'customer-gone', {}),
        ...more,
      ),
    )
    return answered(views.subjectHistory({ subject: { kind: 'activity', id: 'n' }, viewer })).map(
      ({ summary }) => summary,
    )
  }
  const [shown, withoutText] = [['Note written: Called'], ['Note written']]

  test('is shown to viewers who may read notes', () => {
    const links = { personId: 'pia', customerId: 'open' }
    expect([undefined, 'plain', 'admin'].map((viewer) => shownTo(viewer, links))).toEqual([shown, shown, shown])
    expect(shownTo('none', links)).toEqual(withoutText)
  })
  test('is the only part hidden from viewers who may not read notes', () => {
    const { views, applyAll } = createProjections()
    applyAll(logOf(employee('none', 'None', { crmAccess: false }), ...events))
    const summariesTo = (viewer?: string) =>
      answered(views.contactHistory({ personId: 'pia', viewer })).map(({ summary }) => summary)
    const [host, none] = [summariesTo(), summariesTo('none')]
    expect(host).toContain('Note written: Called')
    expect(none).toEqual(host.map((line) => line.replace('Note written: Called', 'Note written')))
  })
  test('is hidden for deleted customers, except from administrators, or if it also concerns an existing one', () => {
    const shownFor = (links: object) => [undefined, 'plain', 'admin'].map((viewer) => shownTo(viewer, links))
    expect(shownFor({ personId: 'pia', customerIds: ['gone'] })).toEqual([shown, withoutText, shown])
    expect(shownFor({ personId: 'pia', customerIds: ['open', 'gone'] })).toEqual([shown, shown, shown])
  })
  test('is not even mentioned if the viewer may not see one of its persons', () => {
    expect(shownTo('plain', { personId: 'pia', customerId: 'secret' })).toEqual([])
    const becomesCustomer = [
      event('PrivateCustomerCreated', 'person-pia', { customerId: 'own' }),
      customer('own', 'Pia', { kind: 'privateCustomer', personId: 'pia', ...hidden }),
    ]
    expect(shownTo('plain', { personId: 'pia' }, ...becomesCustomer)).toEqual([])
    expect(shownTo('admin', { personId: 'pia' }, ...becomesCustomer)).toEqual(shown)
  })
})
