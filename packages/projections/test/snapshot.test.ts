import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { EventType, KnownEvent, Snapshot } from '@clientele/domain'
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
  gA1,
  gamma,
  gB,
  type LogEvent,
  logOf,
  moved,
} from './log.js'
import {
  createProjections,
  differences,
  loadSnapshot,
  type Projections,
  projectionsVersion,
  replace,
  takeSnapshot,
} from './source.js'

const golden = fileURLToPath(new URL('../../../test/golden', import.meta.url))

type Golden = { readonly type: EventType; readonly stream?: string; readonly data: object }

const everyKind = (): readonly LogEvent[] =>
  readdirSync(golden)
    .filter((name) => name.includes('.v'))
    .map((name) => JSON.parse(readFileSync(`${golden}/${name}`, 'utf8')) as Golden)
    .map(({ type, stream, data }) => event(type, stream ?? 'customer-acme', data))

const beginning = [anna, bertil, gA, gA1, gB, acme, beta, gamma, contact('p', 'Palm', { firstName: 'Pia' })]

const moves = [
  moved('gamma', null, 'gA', '2024-02-01'),
  moved('acme', null, 'gA', '2024-02-02'),
  moved('beta', null, 'gA', '2024-02-03'),
  moved('gamma', 'gA', 'gB', '2024-02-04'),
  moved('gamma', 'gB', 'gA', '2024-02-05'),
  moved('acme', 'gA', null, '2024-02-06'),
  event('ContactLinkedToCompany', 'person-p', { personId: 'p', customerId: 'acme' }),
  event('CustomerNumberReserved', 'customerNumbers', { number: 1000, customerId: 'acme' }),
  assigned('customer-acme', 'a1', 'anna'),
  assigned('customer-beta', 'a2', 'bertil'),
  event('ResponsibilityVoided', 'customer-acme', { assignmentId: 'a1' }),
  assigned('customer-acme', 'a1', 'bertil'),
  moved('acme', null, 'gB', '2024-02-07'),
  moved('beta', 'gA', null, '2024-02-08'),
  customer('delta', 'Delta', { ownerId: 'bertil' }),
  event('CustomerNumberReserved', 'customerNumbers', { number: 1001, customerId: 'delta' }),
  event('CustomerDetailsChanged', 'customer-acme', {
    changes: [{ field: 'name', old: 'Acme Oy', new: 'Zeta "Ö"' }],
  }),
  event('CustomerArchived', 'customer-gamma', {}),
]

const projected = (events: readonly KnownEvent[]): Projections => {
  const projections = createProjections()
  projections.applyAll(events)
  return projections
}

/** The snapshot as a store returns it: as text. */
const stored = (snapshot: Snapshot | null): Snapshot => {
  if (snapshot === null) throw new Error('nothing to take')
  return JSON.parse(JSON.stringify({ ...snapshot, chunks: [...snapshot.chunks] })) as Snapshot
}

const loaded = (snapshot: Snapshot): Projections => {
  const projections = loadSnapshot(snapshot)
  if (projections._tag === 'Left') throw new Error(projections.left.problem)
  return projections.right
}

const kinds = ['customer', 'contact', 'employee', 'customerGroup', 'customerNumber', 'settings', 'project'] as const
const ids = ['acme', 'beta', 'gamma', 'delta', 'p', 'anna', 'bertil', 'customerGroups', 'customerNumbers', 'settings']

const histories = ({ history }: Projections): object =>
  Object.fromEntries(
    kinds.flatMap((kind) =>
      [...ids, ''].map((id) => [`${kind} ${id}`, [[...history.of({ kind, id })], history.kindsOf(id)]]),
    ),
  )

const postings = ({ register: { tables } }: Projections): object => ({
  groupIds: ['', 'gA', 'gB'].map((value) => [...tables.customers.keysWhere('groupIds', value)]),
  employeeId: ['anna', 'bertil'].map((value) => [...tables.assignments.keysWhere('employeeId', value)]),
  customerId: ids.map((value) => [...tables.groupMemberships.keysWhere('customerId', value)]),
})

const views = ({ views }: Projections): object => ({
  matrix: views.responsibilityMatrix({ asOf: '2024-03-01' }),
  matrixThen: views.responsibilityMatrix({ asOf: '2024-02-03' }),
  list: views.customerList({}),
  number: views.nextCustomerNumber({}),
  tree: views.groupTree({}),
  card: ids.map((customerId) => views.customerCard({ customerId, asOf: '2024-03-01' })),
})

const everything = (projections: Projections): object => ({
  dump: projections.register.dump(),
  rows: Object.values(projections.register.tables).map((table) => JSON.stringify([...table.rows()])),
  counts: [...projections.history.counts()].sort(),
  histories: histories(projections),
  postings: postings(projections),
  views: views(projections),
  changes: [projections.audit.changes({ limit: 1_000 }), projections.audit.changes({ fields: ['name'] })],
  mark: projections.mark,
  moment: [projections.register.position, projections.register.settings],
})

const log = logOf(...beginning, ...moves, ...everyKind())

describe('projections loaded from a snapshot', () => {
  test('equal those it was taken of, wherever it was taken', () => {
    for (let at = 1; at <= log.length; at += 2) {
      const live = projected(log.slice(0, at))
      expect(everything(loaded(stored(takeSnapshot(live))))).toEqual(everything(live))
    }
  })

  test('continue like the original ones', () => {
    const whole = everything(projected(log))
    for (let at = 1; at < log.length; at += 1) {
      const restored = loaded(stored(takeSnapshot(projected(log.slice(0, at)))))
      for (const one of log.slice(at)) restored.apply(one)
      expect(everything(restored)).toEqual(whole)
    }
  })

  test('may be saved again, read or unread, any number of times', () => {
    const whole = everything(projected(log))
    let projections = projected(log.slice(0, 3))
    for (let at = 3; at < log.length; at += 1) {
      projections = loaded(stored(takeSnapshot(projections)))
      if (at % 3 === 0) everything(projections)
      projections.applyAll(log.slice(at, at + 1))
    }
    expect(everything(projections)).toEqual(whole)
  })

  test('replace the previous contents', () => {
    const other = projected(logOf(...beginning.toReversed(), ...moves))
    everything(other)
    replace(other, projected(log))
    expect(everything(other)).toEqual(everything(projected(log)))
    expect(everything(loaded(stored(takeSnapshot(other))))).toEqual(everything(projected(log)))
  })
})

describe('thousands of lines', () => {
  const days = Array.from({ length: 300 }, (_, day) => `day ${day}`)
  const crowd = days.flatMap((day, index): readonly LogEvent[] => [
    customer(`c${index}`, day),
    assigned(`customer-c${index}`, 'r', index % 2 === 0 ? 'anna' : 'bertil'),
    ...Array.from({ length: 15 }, (_, nr) => moved(`c${index % 7}`, nr % 2 ? 'gA' : 'gB', nr % 2 ? 'gB' : 'gA')),
  ])
  const many = logOf(...beginning, ...crowd)
  const subjects = ['customer c0', 'customer c299', 'employee anna', 'employee bertil', 'customerGroup gA'] as const
  const linesOf = ({ history }: Projections): object =>
    Object.fromEntries(
      subjects.map((subject) => {
        const [kind = 'customer', id = ''] = subject.split(' ') as [(typeof kinds)[number], string]
        return [subject, [history.of({ kind, id }).length, history.of({ kind, id })]]
      }),
    )
  const whole = projected(many)

  test('are found in the order of recording, over several generations of snapshots', () => {
    let projections = projected(many.slice(0, 1_000))
    for (let at = 1_000; at < many.length; at += 1_500) {
      projections = loaded(stored(takeSnapshot(projections)))
      projections.applyAll(many.slice(at, at + 1_500))
    }
    expect(linesOf(projections)).toEqual(linesOf(whole))
    replace(projections, loaded(stored(takeSnapshot(projections))))
    expect(linesOf(loaded(stored(takeSnapshot(projections))))).toEqual(linesOf(whole))
  })

  test('are written once, however many subjects they have', () => {
    const lines = stored(takeSnapshot(whole)).chunks as readonly { readonly part: string; readonly text: string }[]
    const positions = lines
      .filter(({ part }) => part === 'lines')
      .flatMap(({ text }) => JSON.parse(text) as readonly { readonly count: number }[])
    expect(positions.reduce((sum, { count }) => sum + count, 0)).toBe(many.length)
  })

  test('are read backwards', () => {
    const [last] = loaded(stored(takeSnapshot(whole))).history.backwards({ kind: 'employee', id: 'anna' })
    expect(last?.position).toBe([...whole.history.of({ kind: 'employee', id: 'anna' })].at(-1)?.position)
  })
})

describe('a snapshot', () => {
  test('stays unchanged while events continue', () => {
    const live = projected(log.slice(0, 20))
    const expected = everything(live)
    const taken = takeSnapshot(live)
    live.applyAll(log.slice(20))
    expect(everything(loaded(stored(taken)))).toEqual(expected)
  })

  test('of empty projections is `null`', () => expect(takeSnapshot(createProjections())).toBeNull())

  test('of other reducers is refused', () =>
    expect(loadSnapshot({ ...stored(takeSnapshot(projected(log))), version: 'other' })).toMatchObject({
      left: { error: 'SnapshotUnreadable' },
    }))

  test.each([
    [[]],
    [[{ part: 'register', text: 'null' }]],
    [[{ part: 'register', text: '{"lastMove":5}' }]],
    [[{ part: 'register', text: '{' }]],
  ])('without a register is refused: %j', (chunks) =>
    expect(loadSnapshot({ ...stored(takeSnapshot(projected(log))), chunks })).toMatchObject({
      left: { error: 'SnapshotUnreadable' },
    }),
  )

  test('carries the version of the reducers', () => {
    expect(takeSnapshot(projected(log))?.version).toBe(projectionsVersion())
    expect(projectionsVersion()).toMatch(/^[0-9a-f]{16}$/)
  })
})

describe('differences', () => {
  const between = (mine: Projections, others: Projections) =>
    [...differences(mine, others)].filter((one) => one !== null)

  test('do not exist between updated and loaded projections', () => {
    const live = projected(log)
    expect(between(live, loaded(stored(takeSnapshot(live))))).toEqual([])
    expect(between(loaded(stored(takeSnapshot(live))), live)).toEqual([])
  })

  test('are named by ids, whichever side lacks a row', () => {
    const live = projected(logOf(...beginning))
    live.register.tables.customers.patch('acme', { name: 'Other' })
    live.register.tables.groups.remove('gB')
    const found = between(
      live,
      projected(
        logOf(...beginning, event('ClassifierValueAdded', 'classifiers', { catalogue: 'segment', value: 'x' })),
      ),
    )
    expect(found).toEqual([
      { in: 'register', field: 'position' },
      { in: 'table', table: 'customers', key: 'acme' },
      { in: 'table', table: 'groups', key: 'gB' },
      { in: 'table', table: 'classifierValues', key: 'segment\tx' },
      { in: 'history', kind: 'classifier', id: 'segment:x' },
    ])
  })
})

describe('the history of projections from a snapshot', () => {
  const log = logOf(...beginning, ...moves)
  const [whole, again] = [projected(log), loaded(stored(takeSnapshot(projected(log))))]
  const historyIn = ({ views }: Projections, limits: object) =>
    answered(views.customerHistory({ customerId: 'acme', ...limits })).map(({ type, recordedAt }) => [type, recordedAt])

  test.each([
    ['days', { from: '2024-02-02', to: '2024-02-05' }, 1],
    ['types', { types: ['CustomerMovedToGroup'] }, 3],
    ['the actor', { actor: 'nobody' }, 0],
    ['a page', { offset: 1, limit: 2 }, 2],
  ])('respects the requested %s', (_, limits, count) => {
    expect(historyIn(again, limits)).toHaveLength(count)
    expect(historyIn(again, limits)).toEqual(historyIn(whole, limits))
  })
})
