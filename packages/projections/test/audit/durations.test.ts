import { describe, expect, test } from 'vitest'
import { anna, bertil, customer, event, gA, gB, type LogEvent, logOf, moved } from '../log.js'
import { createProjections, type DurationKind, loadSnapshot, refusalOf, takeSnapshot } from '../source.js'

const subject = { kind: 'customer', id: 'c' } as const

const events: readonly LogEvent[] = [
  anna,
  bertil,
  gA,
  gB,
  event('ClassifierValueAdded', 'classifiers', { catalogue: 'status', value: 'lead', name: 'Lead' }),
  customer('c', 'Acme', { ownerId: 'anna', status: 'lead', segment: 'small' }),
  moved('c', null, 'gA', '2024-01-11T10:00:00Z'),
  event('CustomerOwnerChanged', 'customer-c', { to: 'bertil' }, '2024-01-21T10:00:00Z'),
  event('CustomerStatusChanged', 'customer-c', { to: 'client' }, '2024-02-01T10:00:00Z'),
  moved('c', 'gA', 'gB', '2024-02-01T10:00:00Z'),
  event('CustomerStatusChanged', 'customer-c', { to: 'lead' }, '2024-02-11T10:00:00Z'),
  moved('c', 'gB', null, '2024-02-21T10:00:00Z'),
]

const projectionsOf = (...all: readonly LogEvent[]) => {
  const projections = createProjections(() => '2024-06-15T09:00:00.000Z')
  projections.applyAll(logOf(...all))
  return projections
}

const textsOf = (of: DurationKind, asOf?: string, { audit } = projectionsOf(...events)): readonly string[] =>
  audit
    .durations({ subject, of, asOf })
    .map(({ name, id, from, until, days }) => `${name} (${id}) ${from}..${until}: ${days}`)

describe('durations of a customer', () => {
  test('cover each group, the last day included', () => {
    expect(textsOf('group')).toEqual([
      'Accounting (gA) 2024-01-11..2024-02-01: 21',
      'Billing (gB) 2024-02-01..2024-02-21: 20',
    ])
  })

  test('cover each owner, the last one up to the requested day', () => {
    expect(textsOf('owner', '2024-01-21')).toEqual([
      'Anna Aalto (anna) 2024-01-01..2024-01-21: 20',
      'Bertil Berg (bertil) 2024-01-21..null: 1',
    ])
  })

  test('cover each status, each time', () => {
    expect(textsOf('status', '2024-02-20')).toEqual([
      'Lead (lead) 2024-01-01..2024-02-01: 31',
      'client (client) 2024-02-01..2024-02-11: 10',
      'Lead (lead) 2024-02-11..null: 10',
    ])
  })

  test('cover a segment up to today', () => {
    expect(textsOf('segment')).toEqual(['small (small) 2024-01-01..null: 167'])
  })

  test('ignore later days as of an earlier one', () => {
    expect(textsOf('group', '2024-01-10')).toEqual([])
    expect(textsOf('group', '2024-01-31')).toEqual(['Accounting (gA) 2024-01-11..null: 21'])
  })

  test('end when the customer is deleted', () => {
    const deleted = event('CustomerDeleted', 'customer-c', {}, '2024-02-25T10:00:00Z')
    const projections = projectionsOf(...events, deleted)
    expect(textsOf('owner', '2024-03-31', projections).at(-1)).toBe('Bertil Berg (bertil) 2024-01-21..2024-02-25: 35')
    expect(textsOf('owner', '2024-02-24', projections).at(-1)).toBe('Bertil Berg (bertil) 2024-01-21..null: 35')
    expect(textsOf('segment', undefined, projections)).toEqual(['small (small) 2024-01-01..2024-02-25: 55'])
  })

  test('are the same after loading from a snapshot', () => {
    const snapshot = takeSnapshot(projectionsOf(...events))
    if (snapshot === null) return expect.fail('There is nothing to take.')
    const loaded = loadSnapshot({ ...snapshot, chunks: [...snapshot.chunks] }, () => '2024-06-15T09:00:00.000Z')
    if (loaded._tag === 'Left') return expect.fail(loaded.left.problem)
    for (const of of ['group', 'status', 'owner', 'segment'] as const)
      expect(textsOf(of, undefined, loaded.right)).toEqual(textsOf(of))
  })

  test('are counted per group, and again after a break', () => {
    const member = (type: 'CustomerAddedToGroup' | 'CustomerRemovedFromGroup', groupId: string, day: string) =>
      event(type, 'customer-c', { groupId }, `2024-01-${day}T10:00:00Z`)
    const projections = projectionsOf(
      gA,
      gB,
      customer('c', 'Acme'),
      member('CustomerAddedToGroup', 'gA', '02'),
      member('CustomerAddedToGroup', 'gB', '04'),
      member('CustomerRemovedFromGroup', 'gA', '06'),
      member('CustomerAddedToGroup', 'gA', '08'),
    )
    expect(textsOf('group', '2024-01-10', projections)).toEqual([
      'Accounting (gA) 2024-01-02..2024-01-06: 4',
      'Billing (gB) 2024-01-04..null: 7',
      'Accounting (gA) 2024-01-08..null: 3',
    ])
  })
})

test('durations of another subject, or of another kind, are refused', () => {
  const refusal = (question: unknown) => {
    try {
      projectionsOf(...events).audit.durations(question as never)
    } catch (error) {
      return refusalOf(error)
    }
    return expect.fail('It is answered.')
  }
  expect(refusal({ subject: { kind: 'contact', id: 'p' }, of: 'group' })).toMatchObject({
    problems: [{ path: 'subject.kind' }],
  })
  expect(refusal({ subject, of: 'shoes' })).toMatchObject({ problems: [{ path: 'of' }] })
})

test('durations as a table have the same rows', () => {
  const { columns, rows } = projectionsOf(...events).audit.durationsListing({ subject, of: 'group', locale: 'sv' })
  expect(columns.map(({ heading }) => heading)).toEqual(['Namn', 'Första dag', 'Sista dag', 'Dagar'])
  expect([...rows]).toEqual([
    ['Accounting', '2024-01-11', '2024-01-31', 21],
    ['Billing', '2024-02-01', '2024-02-20', 20],
  ])
})
