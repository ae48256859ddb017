import { addDays, type KnownEvent } from '@clientele/domain'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../../test/properties/runs.js'
import { anna, assigned, bertil, customer, event, gA, gB, type LogEvent, logOf } from '../log.js'
import { createProjections, type FieldHistoryRow, type Projections, refusalOf, type Views } from '../source.js'

const instant = (day: number, minute = 0): string => new Date(Date.UTC(2024, 2, 1 + day, 10, minute)).toISOString()

const dayOf = (day: number): string => addDays('2024-03-01', day)

/** Events recorded a minute apart from `2024-05-01` on, whatever their days. */
const recorded = (events: readonly LogEvent[]): readonly KnownEvent[] =>
  logOf(...events).map((one, index) => ({
    ...one,
    recordedAt: new Date(Date.UTC(2024, 4, 1, 0, index)).toISOString(),
  }))

const projectionsOf = (...events: readonly LogEvent[]): Projections => {
  const projections = createProjections(() => '2024-06-15T09:00:00.000Z')
  projections.applyAll(recorded(events))
  return projections
}

const status = (to: string | null, day: number): LogEvent =>
  event('CustomerStatusChanged', 'customer-c', { to }, instant(day))

const registered = (day = 0, data: object = {}): LogEvent => ({
  ...customer('c', 'Acme', { ownerId: 'anna', ...data }),
  at: instant(day),
})

const subject = { kind: 'customer', id: 'c' } as const

const shown = ({ audit }: Projections, field: string): readonly string[] =>
  audit
    .fieldHistory({ subject, field })
    .map(
      ({ value, from, until, knownFrom, knownUntil }) =>
        `${value} ${from}..${until} ${knownFrom.slice(14, 16)}..${knownUntil?.slice(14, 16)}`,
    )

describe('the history of a field', () => {
  test('has the days of each value, known from its recording on', () => {
    expect(shown(projectionsOf(registered(), status('lead', 1), status('client', 5)), 'status')).toEqual([
      'lead 2024-03-02..2024-03-06 01..undefined',
      'lead 2024-03-06..null 01..02',
      'client 2024-03-06..null 02..undefined',
    ])
  })

  test('has the former values of corrected days until the correction was recorded', () => {
    expect(shown(projectionsOf(registered(), status('lead', 1), status('client', 1)), 'status')).toEqual([
      'lead 2024-03-02..null 01..02',
      'client 2024-03-02..null 02..undefined',
    ])
  })

  test('lets a backdated statement replace earlier ones for later days', () => {
    expect(shown(projectionsOf(registered(), status('lead', 5), status('client', 2)), 'status')).toEqual(
      ['client 2024-03-03..null 02..undefined', 'lead 2024-03-06..null 01..02'].sort(),
    )
  })

  test('has no value after one was removed', () => {
    expect(shown(projectionsOf(registered(), status('lead', 1), status(null, 3)), 'status').at(-1)).toBe(
      'null 2024-03-04..null 02..undefined',
    )
  })

  test('of several values at a time has them together', () => {
    const member = (type: 'CustomerAddedToGroup' | 'CustomerRemovedFromGroup', groupId: string, day: number) =>
      event(type, 'customer-c', { groupId }, instant(day))
    const projections = projectionsOf(
      gA,
      gB,
      registered(),
      member('CustomerAddedToGroup', 'gA', 1),
      member('CustomerAddedToGroup', 'gB', 2),
      member('CustomerRemovedFromGroup', 'gA', 3),
    )
    const now = projections.audit
      .fieldHistory({ subject, field: 'customerGroup' })
      .filter((row) => row.knownUntil === null)
    expect(now.map(({ value }) => value)).toEqual(['Accounting', 'Accounting, Billing', 'Billing'])
  })

  test('of the employees responsible has the days of their responsibilities', () => {
    const made = { ...assigned('customer-c', 'r', 'anna', { from: dayOf(5), until: dayOf(20) }), at: instant(2) }
    const other = { ...assigned('customer-c', 's', 'bertil', { from: dayOf(8), until: null }), at: instant(8) }
    const ended = event('ResponsibilityEnded', 'customer-c', { assignmentId: 'r', until: dayOf(10) }, instant(3))
    expect(shown(projectionsOf(anna, bertil, registered(), made, other, ended), 'responsible')).toEqual([
      'null 2024-03-03..2024-03-06 03..undefined',
      'Anna Aalto 2024-03-06..2024-03-09 03..undefined',
      'Anna Aalto 2024-03-09..2024-03-21 03..04',
      'Anna Aalto, Bertil Berg 2024-03-09..2024-03-11 04..undefined',
      'Anna Aalto, Bertil Berg 2024-03-11..2024-03-21 04..05',
      'Bertil Berg 2024-03-11..2024-03-21 05..undefined',
      'null 2024-03-21..null 03..04',
      'Bertil Berg 2024-03-21..null 04..undefined',
    ])
  })

  test('has no value after the subject was deleted', () => {
    const deleted = event('CustomerDeleted', 'customer-c', {}, instant(9))
    const projections = projectionsOf(gA, registered(), status('lead', 1), deleted)
    expect(shown(projections, 'status')).toEqual([
      'lead 2024-03-02..2024-03-10 02..undefined',
      'lead 2024-03-10..null 02..03',
      'null 2024-03-10..null 03..undefined',
    ])
    expect(shown(projections, 'segment')).toEqual([])
    expect(shown(projections, 'deleted')).toEqual(['yes 2024-03-10..null 03..undefined'])
  })

  test('takes marketing statements in the order of the days they count from', () => {
    const consent = (type: 'MarketingConsentGiven' | 'MarketingConsentWithdrawn', date: string) =>
      event(type, 'customer-c', { channel: 'email', date, evidence: null }, instant(60))
    const projections = projectionsOf(
      registered(),
      consent('MarketingConsentGiven', '2024-03-05'),
      consent('MarketingConsentWithdrawn', '2024-03-20'),
      consent('MarketingConsentGiven', '2024-03-10'),
    )
    const now = projections.audit.fieldHistory({ subject, field: 'consent' }).filter((row) => row.knownUntil === null)
    expect(now.map(({ value, from }) => [value, from])).toEqual([
      ['e-mail', '2024-03-05'],
      [null, '2024-03-20'],
    ])
  })

  test('is paged', () => {
    const { audit } = projectionsOf(registered(), status('lead', 1), status('client', 5))
    const all = audit.fieldHistory({ subject, field: 'status' })
    expect(audit.fieldHistory({ subject, field: 'status', offset: 1, limit: 1 })).toEqual(all.slice(1, 2))
  })

  test('of a field without values is empty', () => {
    expect(projectionsOf(registered()).audit.fieldHistory({ subject, field: 'nothing' })).toEqual([])
  })

  test('is refused without a field', () => {
    const ask = () => projectionsOf().audit.fieldHistory({ subject } as never)
    try {
      ask()
      expect.fail('It is answered.')
    } catch (error) {
      expect(refusalOf(error)).toMatchObject({ error: 'MalformedQuestion', problems: [{ path: 'field' }] })
    }
  })

  test('has nothing of a customer that became private', () => {
    const hidden = event('CustomerMarkedPrivate', 'customer-c', {}, instant(9))
    const { audit } = projectionsOf(anna, bertil, registered(), status('lead', 1), hidden)
    expect(audit.fieldHistory({ subject, field: 'status', viewer: 'bertil' })).toEqual([])
    expect(audit.fieldHistory({ subject, field: 'status', viewer: 'anna' })).toHaveLength(1)
  })

  describe('of a contact', () => {
    const pia = event('ContactRegistered', 'person-p', { personId: 'p', firstName: 'Pia', lastName: 'Ek' }, instant(0))
    const renamed = (field: string, old: string, to: string, day: number): LogEvent =>
      event('ContactDetailsChanged', 'person-p', { personId: 'p', changes: [{ field, old, new: to }] }, instant(day))
    const told = [pia, renamed('lastName', 'Ek', 'Oja', 5), renamed('firstName', 'Pia', 'Maria', 2)]
    const now = ({ audit }: Projections, field: string) =>
      audit
        .fieldHistory({ subject: { kind: 'contact', id: 'p' }, field })
        .filter((row) => row.knownUntil === null)
        .map(({ value, from }) => [value, from])

    test('puts the name together from its parts, each with its own days', () => {
      const projections = projectionsOf(...told)
      expect(now(projections, 'name')).toEqual([
        ['Pia Ek', '2024-03-01'],
        ['Maria Ek', '2024-03-03'],
        ['Maria Oja', '2024-03-06'],
      ])
      expect(now(projections, 'firstName')).toEqual([
        ['Pia', '2024-03-01'],
        ['Maria', '2024-03-03'],
      ])
      expect(now(projections, 'lastName')).toEqual([
        ['Ek', '2024-03-01'],
        ['Oja', '2024-03-06'],
      ])
    })

    test('has no part of the name of an erased one', () => {
      const emptied = event(
        'ContactDetailsChanged',
        'person-p',
        { personId: 'p', changes: [{ field: 'firstName', old: 'Maria', new: null }] },
        instant(6),
      )
      const erased = event('PersonErased', 'person-p', { scope: 'full', retainedUntil: null, requestId: null })
      const projections = projectionsOf(...told, emptied, erased)
      const values = ['name', 'firstName', 'lastName'].flatMap((field) => now(projections, field))
      expect(new Set(values.map(([value]) => value))).toEqual(new Set(['[erased]', null]))
    })
  })

  test('has no value of an erased person', () => {
    const { audit } = projectionsOf(
      event('ContactRegistered', 'person-p', {
        personId: 'p',
        firstName: 'Pia',
        lastName: 'Palm',
        email: 'pia@palm.fi',
      }),
      event('PersonErased', 'person-p', { personId: 'p', scope: 'full', retainedUntil: null, requestId: null }),
    )
    const rows = audit.fieldHistory({ subject: { kind: 'contact', id: 'p' }, field: 'email' })
    expect(rows.map(({ value }) => value)).toEqual(['[erased]'])
  })
})

const days = fc.integer({ min: 0, max: 12 })

const statement: fc.Arbitrary<LogEvent> = fc.oneof(
  fc.tuple(fc.constantFrom('lead', 'client', 'former', null), days).map(([to, day]) => status(to, day)),
  fc
    .tuple(fc.constantFrom('Acme', 'Beta', 'Gamma'), days)
    .map(([name, day]) =>
      event(
        'CustomerDetailsChanged',
        'customer-c',
        { changes: [{ field: 'name', old: 'Acme', new: name }] },
        instant(day),
      ),
    ),
  fc
    .tuple(fc.constantFrom('anna', 'bertil', null), days)
    .map(([to, day]) => event('CustomerOwnerChanged', 'customer-c', { to }, instant(day))),
  fc
    .tuple(fc.constantFrom('gA', 'gB'), fc.constantFrom('gA', 'gB', null), days)
    .map(([from, to, day]) => event('CustomerMovedToGroup', 'customer-c', { from, to }, instant(day))),
  fc
    .tuple(fc.constantFrom('CustomerAddedToGroup', 'CustomerRemovedFromGroup'), fc.constantFrom('gA', 'gB'), days)
    .map(([type, groupId, day]) => event(type, 'customer-c', { groupId }, instant(day))),
  fc
    .tuple(fc.constantFrom('r1', 'r2', 'r3'), fc.constantFrom('anna', 'bertil'), days, days, fc.option(days))
    .map(([id, employeeId, day, from, length]) => ({
      ...assigned('customer-c', id, employeeId, {
        from: dayOf(from),
        until: length === null ? null : dayOf(from + length + 1),
      }),
      at: instant(day),
    })),
  fc
    .tuple(fc.constantFrom('r1', 'r2', 'r3'), days, days)
    .map(([assignmentId, day, until]) =>
      event('ResponsibilityEnded', 'customer-c', { assignmentId, until: dayOf(until) }, instant(day)),
    ),
)

/** The fields of a card, formatted as in a field history. */
const onCard: { readonly [field: string]: (card: NonNullable<ReturnType<Views['customerCard']>>) => string | null } = {
  name: ({ name }) => name,
  status: (card) => card.status,
  owner: ({ owner }) => owner?.name ?? null,
  customerGroup: ({ groups }) =>
    groups.length === 0
      ? null
      : groups
          .map(({ name }) => name)
          .sort()
          .join(', '),
  responsible: ({ responsibles }) =>
    [...new Set(responsibles.filter(({ inForce }) => inForce).map(({ name }) => name))].sort().join(', ') || null,
}

const covers = ({ from, until, knownFrom, knownUntil }: FieldHistoryRow, day: string, at: string): boolean =>
  from <= day && (until === null || day < until) && knownFrom <= at && (knownUntil === null || at < knownUntil)

const sorted = (value: string | null): string | null => value?.split(', ').sort().join(', ') ?? null

/** Without a second assignment with the id of another. */
const assignedOnce = (all: readonly LogEvent[]): readonly LogEvent[] => {
  const ids = all.map(({ event: type, data }) =>
    type === 'ResponsibleAssigned' ? Reflect.get(data, 'assignmentId') : null,
  )
  return all.filter((_, at) => ids[at] === null || ids.indexOf(ids[at]) === at)
}

test('for any day and instant one rectangle covers, and it shows what was known then as of the day', () => {
  fc.assert(
    fc.property(days, fc.array(statement, { maxLength: 8 }), (day, more) => {
      const events = [anna, bertil, gA, gB, registered(day), ...assignedOnce(more)]
      const projections = projectionsOf(...events)
      for (let count = 5; count <= events.length; count += 1) {
        const known = projections.knownAfter(count)
        for (const _ of known.takeIn());
        const at = recorded(events)[count - 1]?.recordedAt ?? ''
        for (let asOf = -1; asOf < 14; asOf += 1) {
          const card = known.views.customerCard({ customerId: 'c', asOf: dayOf(asOf) })
          for (const [field, read] of Object.entries(onCard)) {
            const rows = projections.audit
              .fieldHistory({ subject, field })
              .filter((row) => covers(row, dayOf(asOf), at))
            const where = `${field} as of ${dayOf(asOf)} after ${count}`
            expect(rows.length, where).toBeLessThanOrEqual(1)
            expect(sorted(rows[0]?.value ?? null), where).toBe(card === null ? null : read(card))
          }
        }
      }
    }),
    runs(10),
  )
})

test('once a day is covered, it stays covered at every later instant', () => {
  fc.assert(
    fc.property(fc.array(statement, { minLength: 1, maxLength: 8 }), (more) => {
      const events = [anna, bertil, gA, gB, registered(), ...more]
      const rows = projectionsOf(...events).audit.fieldHistory({ subject, field: 'status' })
      const instants = recorded(events).map(({ recordedAt }) => recordedAt)
      for (let day = 0; day < 14; day += 1) {
        const counts = instants.map((at) => rows.filter((row) => covers(row, dayOf(day), at)).length)
        const first = counts.indexOf(1)
        if (first !== -1) expect(counts.slice(first).every((count) => count === 1)).toBe(true)
      }
    }),
    runs(100),
  )
})
