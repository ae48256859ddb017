import { describe, expect, test } from 'vitest'
import { anna, assigned, bertil, contact, customer, event, type LogEvent, logOf, policy, role } from '../log.js'
import { createProjections, type PermissionQuestion, type Projections, refusalOf } from '../source.js'

const at = (day: string): string => `${day}T10:00:00.000Z`

const c = customer('c', 'Acme', { ownerId: 'anna' })
const on = 'customer-c'

const projectionsOf = (...events: readonly LogEvent[]): Projections => {
  const projections = createProjections(() => at('2024-06-15'))
  projections.applyAll(logOf(...events))
  return projections
}

const cell = { customerId: 'c', employeeId: 'anna', asOf: '2024-03-10' } as const

const whyIn = ({ audit }: Projections, question: object = {}): readonly unknown[] => {
  const why = audit.explain({ ...cell, ...question })
  return [why?.responsible, why?.because, ...(why?.events ?? []).map(({ type }) => type)]
}

const ended = event('ResponsibilityEnded', on, { assignmentId: 'r', until: '2024-03-01' }, at('2024-02-20'))
const voided = event('ResponsibilityVoided', on, { assignmentId: 'r' }, at('2024-02-20'))
const later = event('ResponsibilityEnded', on, { assignmentId: 'r', until: '2024-05-01' }, at('2024-04-20'))
const away = event(
  'AbsencePlanned',
  'employee-anna',
  { employeeId: 'anna', substituteId: 'bertil', from: '2024-03-01', until: '2024-04-01' },
  at('2024-02-01'),
)

describe('why an employee is responsible', () => {
  test.each<readonly [string, readonly LogEvent[], object, readonly unknown[]]>([
    ['it was assigned', [assigned(on, 'r', 'anna')], {}, [true, 'assigned', 'ResponsibleAssigned']],
    ['it was never assigned', [assigned(on, 'r', 'bertil')], {}, [false, 'neverAssigned']],
    [
      'it ended',
      [assigned(on, 'r', 'anna'), ended],
      {},
      [false, 'ended', 'ResponsibleAssigned', 'ResponsibilityEnded'],
    ],
    ['later events do not count', [assigned(on, 'r', 'anna'), later], {}, [true, 'assigned', 'ResponsibleAssigned']],
    [
      'it begins later',
      [assigned(on, 'r', 'anna', { from: '2024-04-01' })],
      {},
      [false, 'notYet', 'ResponsibleAssigned'],
    ],
    [
      'it was cancelled',
      [assigned(on, 'r', 'anna'), voided],
      {},
      [false, 'cancelled', 'ResponsibleAssigned', 'ResponsibilityVoided'],
    ],
    [
      'it has another role',
      [role('r1', 'Accountant'), role('r2', 'Auditor'), assigned(on, 'r', 'anna', { roleId: 'r1' })],
      { roleId: 'r2' },
      [false, 'otherRole', 'ResponsibleAssigned'],
    ],
    [
      'it is a substitute for an absent employee',
      [away, assigned(on, 'r', 'anna')],
      { employeeId: 'bertil' },
      [true, 'substitute', 'AbsencePlanned', 'ResponsibleAssigned'],
    ],
  ])('is explained: %s', (_, events, question, expected) => {
    expect(whyIn(projectionsOf(anna, bertil, c, ...events), question)).toEqual(expected)
  })

  test('names the change of another subject by the same command', () => {
    const metadata = { by: 'cecilia', at: at('2024-02-20'), commandId: 'leave', origin: 'followUp' as const }
    const left = event('EmployeeDeactivated', 'employee-bertil', { employeeId: 'bertil', effective: '2024-03-01' })
    const projections = createProjections(() => at('2024-06-15'))
    const events = logOf(anna, bertil, c, left, assigned(on, 'r', 'anna'))
    projections.applyAll(events.map((one, index) => (index < 3 ? one : { ...one, metadata, occurrence: metadata })))
    const [assignment] = projections.audit.explain(cell)?.events ?? []
    expect(assignment?.cause).toEqual({
      type: 'EmployeeDeactivated',
      position: '000003',
      subject: { kind: 'employee', id: 'bertil', name: 'Bertil Berg' },
    })
  })

  test('ignores what was said of a record that was merged into the customer only later', () => {
    const merged = [
      customer('d', 'Double'),
      assigned('customer-d', 'r', 'anna'),
      event('CustomerAbsorbed', on, { duplicateId: 'd' }, at('2024-03-20')),
      event('CustomerMergedInto', 'customer-d', { survivorId: 'c', moved: true }, at('2024-03-20')),
    ]
    const projections = projectionsOf(anna, c, ...merged)
    expect(whyIn(projections)).toEqual([false, 'neverAssigned'])
    expect(whyIn(projections, { customerId: 'd' })).toEqual([true, 'assigned', 'ResponsibleAssigned'])
    expect(whyIn(projections, { asOf: '2024-03-20' })).toContain('ResponsibleAssigned')
  })

  test('ignores changes of a responsibility that was assigned only later', () => {
    const assignedLater = { ...assigned(on, 'r', 'anna'), at: at('2024-03-20') }
    const changed = event(
      'ResponsibilityIntervalChanged',
      on,
      { assignmentId: 'r', from: '2024-03-01', until: null },
      at('2024-03-01'),
    )
    expect(whyIn(projectionsOf(anna, c, assignedLater, changed))).toEqual([false, 'neverAssigned'])
  })

  test('is told of a customer that was deleted after the day, not of one that never was', () => {
    const deleted = event('CustomerDeleted', on, {}, at('2024-03-20'))
    const projections = projectionsOf(anna, bertil, c, assigned(on, 'r', 'anna'), deleted)
    expect(whyIn(projections)).toEqual([true, 'assigned', 'ResponsibleAssigned'])
    expect(projections.audit.explain({ ...cell, asOf: '2024-03-21' })).toBeNull()
  })

  test('is `null` for a customer that is unknown or not visible', () => {
    const hidden = event('CustomerMarkedPrivate', on, {})
    const projections = projectionsOf(anna, bertil, c, assigned(on, 'r', 'anna'), hidden)
    const ask = (question: object) => projections.audit.explain({ ...cell, ...question })
    expect(ask({ viewer: 'anna' })?.events).toHaveLength(1)
    expect(ask({ viewer: 'bertil' })).toBeNull()
    expect(ask({ customerId: 'nobody' })).toBeNull()
    expect([...projections.audit.explainListing({ ...cell, viewer: 'bertil' }).rows]).toEqual([])
  })

  test('is also a table', () => {
    const { columns, rows } = projectionsOf(anna, bertil, c, assigned(on, 'r', 'anna')).audit.explainListing({
      ...cell,
      locale: 'fi',
    })
    expect(columns).toHaveLength(10)
    expect([...rows].map((cells) => cells[5])).toEqual(['Acme'])
  })
})

const pia = contact('pia', 'Palm', { email: 'pia@palm.fi' })
const linked = event('ContactLinkedToCompany', 'person-pia', { personId: 'pia', customerId: 'c' })

const statement = (
  type: 'MarketingBanSet' | 'MarketingBanLifted' | 'MarketingConsentGiven' | 'MarketingConsentWithdrawn',
  stream: string,
  date: string,
): LogEvent => event(type, stream, { channel: 'email', date })

const permission = { personId: 'pia', customerId: 'c', channel: 'email' } as const

const mayIn = ({ audit }: Projections, question: Partial<PermissionQuestion> = {}): readonly unknown[] => {
  const why = audit.explain({ ...permission, ...question })
  return [why?.allowed, why?.because, ...(why?.events ?? []).map(({ type, decides }) => `${type} ${decides}`)]
}

const consent = statement('MarketingConsentGiven', on, '2024-02-01')
const refusal = statement('MarketingConsentWithdrawn', 'person-pia', '2024-03-01')
const ban = statement('MarketingBanSet', 'person-pia', '2024-04-01')

describe('why a party may be contacted', () => {
  const optIn = policy('consentModel', 'optIn')

  test.each<readonly [string, readonly LogEvent[], object, readonly unknown[]]>([
    ['the company consented', [consent], {}, [true, 'consent', 'MarketingConsentGiven true']],
    [
      'the person refused',
      [consent, refusal],
      {},
      [false, 'refusal', 'MarketingConsentGiven false', 'MarketingConsentWithdrawn true'],
    ],
    [
      'a ban overrides everything',
      [consent, refusal, ban],
      {},
      [false, 'ban', 'MarketingConsentGiven false', 'MarketingConsentWithdrawn false', 'MarketingBanSet true'],
    ],
    [
      'later statements do not count',
      [consent, ban],
      { asOf: '2024-03-31' },
      [true, 'consent', 'MarketingConsentGiven true'],
    ],
    ['the policy requires a consent', [optIn], {}, [false, 'noConsent', 'PolicyChanged true']],
    ['there is no objection', [], {}, [true, 'default']],
    [
      'a property is the ban',
      [
        event('ContactPropertyAdded', 'classifiers', { number: 5, name: 'No e-mail' }),
        event('ContactPropertyAssigned', 'person-pia', { propertyNo: 5 }),
        event('SettingChanged', 'settings', { key: 'NO_EMAIL', from: null, to: 5 }),
      ],
      {},
      [false, 'ban', 'ContactPropertyAssigned true', 'SettingChanged true'],
    ],
    [
      'the person was erased',
      [
        consent,
        event('PersonErased', 'person-pia', { personId: 'pia', scope: 'full', retainedUntil: null, requestId: null }),
      ],
      {},
      [false, 'erased', 'MarketingConsentGiven false', 'PersonErased true'],
    ],
  ])('is explained: %s', (_, events, question, expected) => {
    expect(mayIn(projectionsOf(anna, bertil, c, pia, linked, ...events), question)).toEqual(expected)
  })

  test('ignores statements of a person that was merged into the party only later', () => {
    const { audit } = projectionsOf(
      anna,
      pia,
      contact('twin', 'Palm'),
      statement('MarketingBanSet', 'person-twin', '2024-02-01'),
      event('ContactAbsorbed', 'person-pia', { duplicateId: 'twin' }, at('2024-03-20')),
      event('ContactMergedInto', 'person-twin', { survivorId: 'pia', moved: true }, at('2024-03-20')),
    )
    const onDay = (asOf: string) => audit.explain({ personId: 'pia', channel: 'email', asOf })?.events
    expect(onDay('2024-03-19')).toEqual([])
    expect(onDay('2024-03-20')).toHaveLength(1)
  })

  test('is `null` for a party that the viewer may not see', () => {
    const hidden = event('CustomerMarkedPrivate', on, {})
    const { audit } = projectionsOf(anna, bertil, c, pia, linked, consent, hidden)
    expect(audit.explain({ ...permission, viewer: 'anna' })?.events).toHaveLength(1)
    expect(audit.explain({ ...permission, viewer: 'bertil' })).toBeNull()
    expect(audit.explain({ customerId: 'c', channel: 'email', viewer: 'bertil' })).toBeNull()
  })

  test('is also a table', () => {
    const { audit } = projectionsOf(anna, bertil, c, pia, linked, consent)
    const { columns, rows } = audit.explainListing({ ...permission, locale: 'et' })
    expect(columns.at(-1)?.heading).toBe('Otsustab')
    expect([...rows].map((cells) => cells.at(-1))).toEqual(['jah'])
  })
})

describe('an explanation is refused', () => {
  test.each([
    ['explain', { employeeId: 'anna' }],
    ['explain', { ...cell, projectId: 'p' }],
    ['explain', { personId: 'pia', channel: 'pigeon' }],
    ['explain', { channel: 'email' }],
  ] as const)('%s %o', (name, question) => {
    try {
      projectionsOf(anna).audit[name](question as never)
      expect.fail('It is answered.')
    } catch (error) {
      expect(refusalOf(error)).toMatchObject({ error: 'MalformedQuestion' })
    }
  })
})
