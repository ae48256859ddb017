import { describe, expect, test } from 'vitest'
import {
  acme,
  anna,
  answered,
  assigned,
  bertil,
  beta,
  contact,
  customer,
  event,
  gA,
  gB,
  type LogEvent,
  logOf,
  moved,
  policy,
  project,
  role,
  specialGroup,
} from '../log.js'
import { createProjections, type HistoryKind, type HistoryRow, type Locale, locales, messagesFor } from '../source.js'

type Asked = { readonly locale?: Locale; readonly viewer?: string; readonly offset?: number; readonly limit?: number }

const historyOf = (
  kind: HistoryKind,
  id: string,
  events: readonly LogEvent[],
  asked: Asked = {},
): readonly HistoryRow[] => {
  const { views, applyAll } = createProjections()
  applyAll(logOf(...events))
  return answered(views.subjectHistory({ subject: { kind, id }, ...asked }))
}

const summaries = (...asked: Parameters<typeof historyOf>): readonly string[] =>
  historyOf(...asked).map(({ summary }) => summary)

const onAcme = (type: LogEvent['event'], data: object = {}): LogEvent => event(type, 'customer-acme', data)

describe('a move is shown as a move', () => {
  const gold = [acme, event('CustomerGroupCreated', 'customerGroups', { groupId: 'gold', name: 'Gold' })]
  const joins = moved('acme', null, 'gold')
  const leaves = onAcme('CustomerMovedToGroup', { from: 'gold', to: null, reason: 'groupDeleted' })

  test.each([
    [
      'en',
      'Customer group changed: No group → Gold',
      'Customer group changed: Gold → No group, Reason: the group was deleted',
    ],
    [
      'fi',
      'Asiakasryhmä vaihdettu: Ei ryhmää → Gold',
      'Asiakasryhmä vaihdettu: Gold → Ei ryhmää, Syy: ryhmä poistettiin',
    ],
    ['sv', 'Kundgrupp ändrad: Ingen grupp → Gold', 'Kundgrupp ändrad: Gold → Ingen grupp, Orsak: gruppen togs bort'],
    ['et', 'Kliendigrupp muudetud: Grupita → Gold', 'Kliendigrupp muudetud: Gold → Grupita, Põhjus: grupp kustutati'],
  ] as const)('into a group and out of it, in %s', (locale, joined, left) => {
    expect(summaries('customer', 'acme', [...gold, joins, leaves], { locale }).slice(0, 2)).toEqual([left, joined])
  })

  test.each(locales.map((locale) => [locale]))('in listings in %s', (locale) => {
    const { views, applyAll } = createProjections()
    applyAll(logOf(...gold, joins, leaves))
    const { rows } = answered(views.historyListing({ subject: { kind: 'customer', id: 'acme' }, locale }))
    const { noGroup, fields } = messagesFor(locale)
    expect([...rows].slice(0, 2).map((row) => String(row[4]).split(';')[0])).toEqual([
      `${fields.customerGroup}: Gold → ${noGroup}`,
      `${fields.customerGroup}: ${noGroup} → Gold`,
    ])
  })

  test('when a value is added and removed, and an owner is set and cleared', () => {
    const lines = summaries('customer', 'acme', [
      anna,
      bertil,
      acme,
      gA,
      specialGroup('vip', 'VIP'),
      onAcme('CustomerAddedToGroup', { groupId: 'gA' }),
      onAcme('CustomerRemovedFromGroup', { groupId: 'gA', reason: 'left us' }),
      onAcme('CustomerAddedToSpecialGroup', { specialGroupId: 'vip' }),
      onAcme('CustomerRemovedFromSpecialGroup', { specialGroupId: 'vip' }),
      onAcme('CustomerOwnerChanged', { from: null, to: 'anna' }),
      onAcme('CustomerOwnerChanged', { from: 'anna', to: 'bertil' }),
      onAcme('CustomerOwnerChanged', { from: 'bertil', to: null }),
    ])
    expect(lines.slice(0, 7).toReversed()).toEqual([
      'Added to customer group: Accounting',
      'Removed from customer group: Accounting, Reason: left us',
      'Added to special group: VIP',
      'Removed from special group: VIP',
      'Owner changed: Anna Aalto',
      'Owner changed: Anna Aalto → Bertil Berg',
      'Owner changed: Bertil Berg → –',
    ])
  })

  test('and a state is never shown as true or false', () => {
    const lines = historyOf('customer', 'acme', [
      acme,
      onAcme('CustomerMarkedPrivate'),
      onAcme('CustomerMarkedPublic'),
      onAcme('CustomerArchived', { reason: 'bankrupt' }),
      onAcme('CustomerRestored', { reason: null }),
      policy('rolesEnabled', false),
    ])
    expect(lines.slice(0, 4).map(({ summary }) => summary)).toEqual([
      'Restored',
      'Archived: Reason: bankrupt',
      'Marked public',
      'Marked private',
    ])
    expect(lines[0]?.changes).toEqual([{ field: 'archived', label: 'Archived', old: 'yes', new: 'no' }])
    expect(summaries('settings', 'settings', [policy('rolesEnabled', false)])).toEqual([
      'Policy changed: rolesEnabled: no',
    ])
  })
})

describe('a line has the data of its event', () => {
  test('of details given when a customer was registered', () => {
    const [row] = historyOf('customer', 'acme', [
      anna,
      customer('acme', 'Acme Oy', { ownerId: 'anna', private: true, contactInfo: { email: 'a@acme.fi', phone: '1' } }),
    ])
    expect(row?.summary).toBe(
      'Customer registered: Acme Oy, Kind: company, Owner: Anna Aalto, Private: yes, E-mail: a@acme.fi, Phone: 1',
    )
  })

  test('of an account whose limit was raised', () => {
    const configured = (configuration: string) =>
      onAcme('AccountProductConfigured', { accountId: 'a1', productId: 'card', enabled: true, configuration })
    const lines = summaries('customer', 'acme', [
      acme,
      onAcme('PersonalAccountOpened', { accountId: 'a1', name: 'Main' }),
      configured('limit 5'),
      configured('limit 500'),
    ])
    const [sentence] = lines[0]?.split(':') ?? []
    expect(lines.slice(0, 2)).toEqual([
      `${sentence}: Main, card, Configuration: limit 5 → limit 500`,
      `${sentence}: Main, card, Configuration: limit 5`,
    ])
  })

  test('of bans and consents: source, reason and evidence', () => {
    const lines = summaries('contact', 'pekka', [
      contact('pekka', 'Virtanen'),
      event('MarketingBanSet', 'person-pekka', { channel: 'sms', source: 'phone', reason: 'too many' }),
      event('MarketingBanLifted', 'person-pekka', { channel: 'sms', reason: 'consent' }),
      event('MarketingConsentGiven', 'person-pekka', {
        channel: 'letter',
        evidence: { capturedAt: '2024-01-02', source: 'fair', wordingVersion: 'v3' },
      }),
    ])
    expect(lines.slice(0, 3)).toEqual([
      expect.stringMatching(/: letter, Given on: 2024-01-02, Source: fair, Version of the wording: v3$/),
      expect.stringMatching(/: text message, Reason: consent given$/),
      expect.stringMatching(/: text message, Source: phone, Reason: too many$/),
    ])
  })
})

describe('an erased person is erased from every line', () => {
  const secret = 'SECRET'
  const log = (scope: string): readonly LogEvent[] => [
    contact('p', secret, { email: secret, mobile: secret, title: secret }),
    event('PrivateCustomerCreated', 'person-p', { customerId: 'c' }),
    customer('c', 'Stays Name', {
      kind: 'privateCustomer',
      personId: 'p',
      contactInfo: { email: secret, phone: secret, city: 'Stays City' },
    }),
    event('CustomerArchived', 'customer-c', { reason: secret }),
    assigned('customer-c', 'r1', 'anna', { reason: secret }),
    project('x', 'c', 'Project X'),
    assigned('project-x', 'r2', 'anna', { reason: secret }),
    event('ResponsibilityEnded', 'customer-c', { assignmentId: 'r1', until: '2024-03-01', reason: secret }),
    event('MarketingBanSet', 'person-p', { channel: 'sms', source: secret, reason: secret }),
    event('MarketingConsentGiven', 'customer-c', { channel: 'sms', evidence: { capturedAt: secret, source: secret } }),
    event('LegalHoldPlaced', 'person-p', { until: '2030-01-01', reason: secret }),
    event('NoteWritten', 'activity-n', { links: { personId: 'p', customerId: 'acme' }, text: secret }),
    event('NoteEdited', 'activity-n', { text: `${secret} 2` }),
    event('ContactUnlinkedFromCompany', 'person-p', { customerId: 'acme', reason: secret }),
    event('PersonErased', 'person-p', { scope, requestId: 'r1' }),
  ]
  const subjects = [
    ['contact', 'p'],
    ['customer', 'c'],
    ['customer', 'acme'],
    ['activity', 'n'],
    ['employee', 'anna'],
    ['project', 'x'],
  ] as const
  const shown = (events: readonly LogEvent[]): string =>
    JSON.stringify(subjects.map(([kind, id]) => historyOf(kind, id, events)))

  test('wholly, name and address too', () => {
    expect(shown(log('full').slice(0, -1))).toContain(secret)
    expect(shown(log('full'))).not.toMatch(/SECRET|Stays/)
  })

  test('or except for invoice data', () => {
    const withName = log('exceptInvoicing').map((one) =>
      one.event === 'ContactRegistered'
        ? contact('p', 'Stays Last', { email: secret, mobile: secret, title: secret })
        : one,
    )
    expect(shown(withName)).not.toMatch(/SECRET/)
    expect(shown(withName)).toMatch(/Stays Last.*Stays Name.*Stays City/)
  })

  test('with the reasons of actors for changes of its customer or its activities', () => {
    const { views, apply } = createProjections()
    const before = logOf(
      contact('p', 'Virtanen'),
      customer('c', 'Virtanen', { kind: 'privateCustomer', personId: 'p' }),
      event('CustomerSegmentChanged', 'customer-c', { to: 'a' }),
      event('MeetingRegistered', 'activity-m', { personIds: ['p'] }),
      event('MeetingOwnerChanged', 'activity-m', { to: 'anna' }),
      acme,
      onAcme('CustomerSegmentChanged', { to: 'a' }),
      event('PersonErased', 'person-p', { scope: 'full' }),
    )
    for (const one of before) apply({ ...one, metadata: { ...one.metadata, reason: 'said so' } } as typeof one)
    const reasons = (kind: HistoryKind, id: string) =>
      answered(views.subjectHistory({ subject: { kind, id } })).map(({ reason }) => reason)
    expect(reasons('customer', 'c')).toEqual(['[erased]', '[erased]'])
    expect(reasons('activity', 'm')).toEqual(['[erased]', '[erased]'])
    expect(reasons('customer', 'acme')).toEqual(['said so', 'said so'])
  })

  test('with the reasons of actors, except the one for the erasure', () => {
    const { views, apply } = createProjections()
    const erasedEvents = logOf(contact('p', 'Virtanen'), event('PersonErased', 'person-p', { scope: 'full' }))
    for (const one of erasedEvents)
      apply({ ...one, metadata: { ...one.metadata, reason: 'Pekka asked' } } as typeof one)
    expect(answered(views.contactHistory({ personId: 'p' })).map(({ reason }) => reason)).toEqual([
      'Pekka asked',
      '[erased]',
    ])
  })
})

describe('the history of an employee', () => {
  const log = [
    anna,
    bertil,
    acme,
    beta,
    role('lead', 'Lead'),
    project('x', 'beta', 'Project X'),
    assigned('customer-acme', 'r1', 'anna', { roleId: 'lead' }),
    onAcme('ResponsibilityIntervalChanged', { assignmentId: 'r1', from: '2024-02-01', until: null }),
    onAcme('ResponsibleRoleRemoved', { assignmentId: 'r1', roleId: 'lead' }),
    onAcme('ResponsibilityEnded', { assignmentId: 'r1', until: '2024-03-01', reason: 'left' }),
    assigned('project-x', 'r2', 'anna'),
    assigned('customer-beta', 'r3', 'bertil'),
  ]

  test('has every responsibility that started or ended, by customer or project', () => {
    expect(summaries('employee', 'anna', log).slice(0, 5)).toEqual(
      [
        'Person in charge added: Project X, Anna Aalto',
        'Responsibility ended: Acme Oy, Anna Aalto, Last day: 2024-02-29, Reason: left',
        'Role taken away: Acme Oy, Anna Aalto, Lead',
        'Interval changed: Acme Oy, Anna Aalto, First day: 2024-01-01 → 2024-02-01',
        'Person in charge added: Acme Oy, Anna Aalto, Role: Lead',
      ].map((line) => expect.stringContaining(line.slice(line.indexOf(':')))),
    )
    expect(historyOf('employee', 'anna', log)[0]?.on).toBe('Project X')
  })

  test('is paged', () => {
    const all = summaries('employee', 'anna', log)
    expect(summaries('employee', 'anna', log, { offset: 1, limit: 2 })).toEqual(all.slice(1, 3))
  })

  test('leaves out customers, and those of projects, that the viewer may not see', () => {
    const hidden = [...log, event('CustomerMarkedPrivate', 'customer-beta', {}), onAcme('CustomerMarkedPrivate')]
    const owned = [...hidden, event('CustomerOwnerChanged', 'customer-beta', { to: 'bertil' })]
    expect(historyOf('employee', 'anna', owned, { viewer: 'anna' }).map(({ on }) => on)).toEqual([
      ...Array.from({ length: 4 }, () => 'Acme Oy'),
      null,
    ])
  })

  test('does not change the history of the customer', () => {
    expect(summaries('customer', 'acme', log)[0]).toMatch(/: Anna Aalto, Last day: 2024-02-29, Reason: left$/)
  })
})

describe('the history of a group', () => {
  const log = [
    anna,
    acme,
    beta,
    gA,
    gB,
    specialGroup('vip', 'VIP'),
    moved('acme', null, 'gA'),
    moved('acme', 'gA', 'gB'),
    event('CustomerAddedToGroup', 'customer-beta', { groupId: 'gA' }),
    onAcme('CustomerAddedToSpecialGroup', { specialGroupId: 'vip' }),
    event('CustomerMarkedPrivate', 'customer-beta', {}),
    event('CustomerOwnerChanged', 'customer-beta', { to: null }),
  ]

  test('has the customers who joined and left it, on both sides of a move', () => {
    expect(summaries('customerGroup', 'gA', log).slice(0, 3)).toEqual([
      'Added to customer group: Beta Oy, Accounting',
      'Customer group changed: Acme Oy, Accounting → Billing',
      'Customer group changed: Acme Oy, No group → Accounting',
    ])
    expect(summaries('customerGroup', 'gB', log)[0]).toBe('Customer group changed: Acme Oy, Accounting → Billing')
    expect(summaries('specialGroup', 'vip', log)[0]).toBe('Added to special group: Acme Oy, VIP')
  })

  test('leaves out customers the viewer may not see', () => {
    expect(historyOf('customerGroup', 'gA', log, { viewer: 'anna' }).map(({ on }) => on)).toEqual([
      'Acme Oy',
      'Acme Oy',
      null,
    ])
  })
})

describe('the history of entries of catalogues', () => {
  const added = (catalogue: string, value: string): LogEvent =>
    event('ClassifierValueAdded', 'classifiers', { catalogue, value })
  const log = [
    added('status', 'a'),
    added('segment', 'a'),
    added('x', 'y:z'),
    added('x:y', 'z'),
    event('ContactGroupAdded', 'classifiers', { contactGroupId: 'news', name: 'News' }),
    event('ContactPropertyAdded', 'classifiers', { number: 5, name: 'Reads mail', contactGroupId: 'news' }),
    event('CustomerNumberReserved', 'customerNumbers', { number: 100, customerId: 'acme' }),
    event('NumberSeriesDefined', 'customerNumbers', { seriesId: '100', kind: null, start: 1, end: null }),
  ]

  test.each([
    ['status:a', ['Value added: Status: a']],
    ['segment:a', ['Value added: Segment: a']],
    ['x:y%3Az', ['Value added: x: y:z']],
    ['x:y:z', ['Value added: x:y: z']],
    ['contactProperty:5', ['Contact property added: Reads mail, Contact group: News']],
    ['contactGroup:news', ['Contact property added: Reads mail, Contact group: News', 'Contact group added: News']],
    ['a', []],
  ])('of classifiers are by catalogue and value: %s', (id, lines) => {
    expect(summaries('classifier', id, log)).toEqual(lines)
  })

  test('of a series and a number of the same name are two', () => {
    expect(summaries('customerNumber', '100', log)).toHaveLength(1)
    expect(summaries('customerNumber', 'series:100', log)).toHaveLength(1)
  })

  test('hide the customer of a number from viewers who may not see it', () => {
    const hidden = [anna, customer('acme', 'Acme Oy', { private: true }), ...log]
    expect(summaries('customerNumber', '100', hidden, { viewer: 'anna' })).toEqual([])
    expect(summaries('customerNumber', '100', hidden)).toHaveLength(1)
  })
})

test('a line that names a subject twice is in its history once', () => {
  const { history, applyAll } = createProjections()
  applyAll(logOf(acme, gA, moved('acme', 'gA', 'gA')))
  expect(history.of({ kind: 'customerGroup', id: 'gA' }).map(({ type }) => type)).toEqual([
    'CustomerGroupCreated',
    'CustomerMovedToGroup',
  ])
})
