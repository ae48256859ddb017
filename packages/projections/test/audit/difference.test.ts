import { addDays, type KnownEvent } from '@clientele/domain'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../../test/properties/runs.js'
import { anna, assigned, bertil, customer, event, gA, gB, type LogEvent, logOf } from '../log.js'
import { createProjections, type DifferenceQuestion, type Projections, refusalOf, type Views } from '../source.js'

const instant = (day: number): string => new Date(Date.UTC(2024, 2, 1 + day, 10)).toISOString()

const dayOf = (day: number): string => addDays('2024-03-01', day)

/** Events recorded a minute apart, whatever their days. */
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

const of = (id: string): string => `customer-${id}`

const registered = (id: string, day = 0): LogEvent => ({ ...customer(id, id, { ownerId: 'anna' }), at: instant(day) })

const status = (id: string, to: string | null, day: number): LogEvent =>
  event('CustomerStatusChanged', of(id), { to }, instant(day))

const responsible = (id: string, day: number, data: object = {}): LogEvent => ({
  ...assigned(of(id), 'r1', 'anna', { from: dayOf(day), ...data }),
  at: instant(day),
})

const shown = ({ audit }: Projections, question: DifferenceQuestion): readonly string[] =>
  audit.difference(question).rows.map((row) => `${row.subject.id} ${row.field} ${row.old} → ${row.new}`)

describe('the difference between two moments', () => {
  test('has the fields that differ on the other day', () => {
    const projections = projectionsOf(anna, registered('c'), status('c', 'lead', 1), status('c', 'client', 5))
    expect(shown(projections, { from: { asOf: dayOf(2) }, to: { asOf: dayOf(5) } })).toEqual(['c status lead → client'])
  })

  test('has values corrected since they were known', () => {
    const projections = projectionsOf(anna, registered('c'), status('c', 'lead', 1), status('c', 'client', 1))
    const asOf = dayOf(3)
    for (const knownAt of ['000002', '2024-05-01T00:02:00.000Z'])
      expect(shown(projections, { from: { asOf, knownAt }, to: { asOf } })).toEqual(['c status lead → client'])
    expect(shown(projections, { from: { asOf, knownAt: '000003' } })).toEqual([])
  })

  test('has all fields of records registered between', () => {
    const projections = projectionsOf(anna, registered('c', 4))
    const [from, to] = [{ asOf: dayOf(3) }, { asOf: dayOf(4) }]
    expect(shown(projections, { from, to, subject: { kind: 'customer', id: 'c' } })).toEqual([
      'c name null → c',
      'c kind null → company',
      'c owner null → Anna Aalto',
    ])
  })

  test('has all fields and responsibilities of records deleted between, by either clock', () => {
    const deleted = event('CustomerDeleted', of('c'), {}, instant(6))
    const projections = projectionsOf(anna, registered('c', 1), responsible('c', 2), deleted)
    const lost = [
      'c responsible Anna Aalto → null',
      'c name c → null',
      'c kind company → null',
      'c owner Anna Aalto → null',
      'c deleted no → yes',
    ]
    const to = { asOf: dayOf(6) }
    expect(shown(projections, { from: { asOf: dayOf(5) }, to })).toEqual(lost)
    expect(shown(projections, { from: { asOf: dayOf(6), knownAt: '000002' }, to })).toEqual(lost)
    expect(shown(projections, { from: { asOf: dayOf(1) }, to: { asOf: dayOf(5) } })).toEqual([
      'c responsible null → Anna Aalto',
    ])
    expect(shown(projections, { from: { asOf: dayOf(0) }, to, fields: ['name', 'owner', 'responsible'] })).toEqual([])
    expect(shown(projections, { from: to, to: { asOf: dayOf(9) } })).toEqual([])
  })

  test('has a responsibility that ended without an event', () => {
    const projections = projectionsOf(anna, registered('c'), responsible('c', 1, { until: dayOf(7) }))
    const [from, to] = [{ asOf: dayOf(6) }, { asOf: dayOf(7) }]
    expect(shown(projections, { from, to })).toEqual(['c responsible Anna Aalto → null'])
  })

  test('has the old value of a field before its first change', () => {
    const renamed = event(
      'ContactDetailsChanged',
      'person-p',
      { personId: 'p', changes: [{ field: 'lastName', old: 'Palm', new: 'Pine' }] },
      instant(3),
    )
    const contact = { personId: 'p', firstName: 'Pia', lastName: 'Palm' }
    const projections = projectionsOf(event('ContactRegistered', 'person-p', contact, instant(0)), renamed)
    expect(shown(projections, { from: { asOf: dayOf(1) }, to: { asOf: dayOf(3) } })).toEqual(['p lastName Palm → Pine'])
    expect(shown(projections, { from: { asOf: dayOf(-1) }, to: { asOf: dayOf(3) }, fields: ['name'] })).toEqual([
      'p name null → Pia Pine',
    ])
  })

  test('is limited to fields, is paged and says whether there is more', () => {
    const projections = projectionsOf(anna, ...['a', 'b', 'c'].map((id) => registered(id, 4)))
    const question = { from: { asOf: dayOf(3) }, fields: ['owner'] }
    const ids = (page: object): readonly unknown[] => {
      const { rows, more } = projections.audit.difference({ ...question, ...page })
      return [...rows.map(({ subject }) => subject.id), more]
    }
    expect(ids({})).toEqual(['a', 'b', 'c', false])
    expect(ids({ offset: 1, limit: 1 })).toEqual(['b', true])
    expect(ids({ offset: 2, limit: 1 })).toEqual(['c', false])
  })

  test('has the same rows as a table, in a language', () => {
    const projections = projectionsOf(anna, registered('c'), status('c', 'lead', 1))
    const { columns, rows } = projections.audit.differenceListing({ from: { asOf: dayOf(0) }, locale: 'sv' })
    expect(columns.map(({ heading }) => heading).slice(-2)).toEqual(['Före', 'Efter'])
    expect([...rows].map(([, ...cells]) => cells)).toEqual([['Status', '', 'lead']])
  })

  test('has nothing of a customer that became private', () => {
    const hidden = event('CustomerMarkedPrivate', of('c'), {}, instant(9))
    const projections = projectionsOf(anna, bertil, registered('c'), status('c', 'lead', 1), hidden)
    const question = { from: { asOf: dayOf(0) }, to: { asOf: dayOf(2) } }
    for (const subject of [undefined, { kind: 'customer', id: 'c' } as const]) {
      expect(shown(projections, { ...question, subject, viewer: 'bertil' })).toEqual([])
      expect(shown(projections, { ...question, subject, viewer: 'anna' })).toHaveLength(1)
    }
  })

  test.each([
    ['from.knownAt', { from: { knownAt: 'yesterday' } }],
    ['to.knownAt', { from: {}, to: { knownAt: '999999' } }],
    ['from', {}],
    ['from.asOf', { from: { asOf: 'today' } }],
    ['from.on', { from: { on: '2024-03-01' } }],
  ])('is refused at %s', (path, question) => {
    try {
      projectionsOf(anna).audit.difference(question as never)
      expect.fail('It is answered.')
    } catch (error) {
      expect(refusalOf(error)).toMatchObject({ error: 'MalformedQuestion', problems: [{ path }] })
    }
  })
})

const days = fc.integer({ min: 0, max: 8 })
const ids = fc.constantFrom('c', 'd')

const statement: fc.Arbitrary<LogEvent> = fc.oneof(
  fc.tuple(ids, fc.constantFrom('lead', 'client', null), days).map(([id, to, day]) => status(id, to, day)),
  fc
    .tuple(ids, fc.constantFrom('anna', 'bertil', null), days)
    .map(([id, to, day]) => event('CustomerOwnerChanged', of(id), { to }, instant(day))),
  fc
    .tuple(ids, fc.constantFrom('CustomerAddedToGroup', 'CustomerRemovedFromGroup'), fc.constantFrom('gA', 'gB'), days)
    .map(([id, type, groupId, day]) => event(type, of(id), { groupId }, instant(day))),
  fc
    .tuple(ids, fc.constantFrom('anna', 'bertil'), fc.constantFrom('r1', 'r2'), days, fc.option(days))
    .map(([id, employeeId, key, day, until]) => ({
      ...assigned(of(id), key, employeeId, { from: dayOf(day), until: until === null ? null : dayOf(day + until) }),
      at: instant(day),
    })),
  fc
    .tuple(ids, fc.constantFrom('r1', 'r2'), days, days)
    .map(([id, assignmentId, day, until]) =>
      event('ResponsibilityEnded', of(id), { assignmentId, until: dayOf(until) }, instant(day)),
    ),
)

/** The fields of a customer as shown by its card and the matrix at a moment. */
const fieldsShown = (views: Views, customerId: string, asOf: string): ReadonlyMap<string, string | null> => {
  const card = views.customerCard({ customerId, asOf })
  if (card === null) return new Map()
  const { columns, rows } = views.responsibilityMatrix({ asOf })
  const cells = rows.find(({ subject }) => subject.id === customerId)?.cells ?? {}
  const joined = (names: readonly string[]): string | null => [...names].sort().join(', ') || null
  return new Map([
    ['status', card.status],
    ['owner', card.owner?.name ?? null],
    ['customerGroup', joined(card.groups.map(({ name }) => name))],
    [
      'responsible',
      joined(columns.flatMap(({ employeeId, name }) => (cells[employeeId]?.responsible === true ? [name] : []))),
    ],
  ])
}

const compared = ['responsible', 'status', 'owner', 'customerGroup']

const moments = fc.record({ asOf: fc.integer({ min: -1, max: 10 }), count: fc.integer({ min: 6, max: 15 }) })

/** Makes the responsibility ids of a customer unique. */
const withOwnIds = (events: readonly LogEvent[]): readonly LogEvent[] => {
  const keyOf = ({ stream, data }: LogEvent): string => `${stream} ${Reflect.get(data, 'assignmentId')}`
  const isAssigned = (one: LogEvent): boolean => one.event === 'ResponsibleAssigned'
  return events.filter(
    (one, at) =>
      !isAssigned(one) || !events.slice(0, at).some((other) => isAssigned(other) && keyOf(other) === keyOf(one)),
  )
}

test('for any two moments it has what the registers of these moments show differently, and nothing else', () => {
  fc.assert(
    fc.property(days, fc.array(statement, { maxLength: 9 }), moments, moments, (day, more, one, other) => {
      const events = [anna, bertil, gA, gB, registered('c', day), registered('d'), ...withOwnIds(more)]
      const projections = projectionsOf(...events)
      const momentOf = ({ asOf, count }: typeof one) => ({
        asOf: dayOf(asOf),
        knownAt: String(Math.min(count, events.length) - 1).padStart(6, '0'),
      })
      const viewsAt = ({ count }: typeof one): Views => {
        const known = projections.knownAfter(Math.min(count, events.length))
        for (const _ of known.takeIn());
        return known.views
      }
      const [before, after] = [viewsAt(one), viewsAt(other)]
      const question = { from: momentOf(one), to: momentOf(other), fields: compared, limit: 1_000 }
      const expected = ['c', 'd'].flatMap((id) => {
        const [earlier, now] = [fieldsShown(before, id, dayOf(one.asOf)), fieldsShown(after, id, dayOf(other.asOf))]
        return compared.flatMap((field) => {
          const [old, fresh] = [earlier.get(field) ?? null, now.get(field) ?? null]
          return old === fresh ? [] : [`${id} ${field} ${old} → ${fresh}`]
        })
      })
      expect([...shown(projections, question)].sort()).toEqual([...expected].sort())
      const each = ['c', 'd'].flatMap((id) => shown(projections, { ...question, subject: { kind: 'customer', id } }))
      expect([...each].sort()).toEqual([...expected].sort())
    }),
    runs(60),
  )
})
