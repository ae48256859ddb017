import { isRight } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'
import { acme, anna, bertil, beta, event, type LogEvent, logOf } from '../log.js'
import { type ChangesQuestion, createProjections, type HistorySubject, type Projections, refusalOf } from '../source.js'
import { town } from '../town/town.js'

const all = 10_000

const projectionsOf = (...events: readonly LogEvent[]): Projections => {
  const projections = createProjections(() => '2024-06-15T09:00:00.000Z')
  projections.applyAll(logOf(...events))
  return projections
}

const inTown = projectionsOf(...town)

const rowsOf = (question: ChangesQuestion = {}, { audit }: Projections = inTown) =>
  audit.changes({ limit: all, ...question }).rows

const positions = (question: ChangesQuestion = {}, projections: Projections = inTown): readonly string[] =>
  rowsOf(question, projections).map(({ position }) => position)

const refusal = (question: object) => {
  try {
    inTown.audit.changes(question)
  } catch (error) {
    return refusalOf(error)
  }
  return expect.fail('It is answered.')
}

const problem = (path: string) => ({
  error: 'MalformedQuestion',
  problems: [expect.objectContaining({ path })],
})

describe('the changes of the whole register', () => {
  test('are all events, newest first', () => {
    expect(positions()).toEqual(town.map((_, index) => String(index).padStart(6, '0')).reverse())
    expect(inTown.audit.changes().total).toBe(town.length)
  })

  test('are at most a hundred unless the question has a limit', () => {
    expect(inTown.audit.changes({}).rows).toHaveLength(Math.min(100, town.length))
  })

  test('are the same in pages', () => {
    const pages = Array.from({ length: Math.ceil(town.length / 7) }, (_, page) =>
      positions({ offset: page * 7, limit: 7 }),
    )
    expect(pages.flat()).toEqual(positions())
    expect(positions({ offset: town.length })).toEqual([])
    expect(positions({ limit: 0 })).toEqual([])
  })

  test('have the actor, the subject, the old and new values, the day, and the time of recording', () => {
    const moving = event(
      'CustomerDetailsChanged',
      'customer-acme',
      { changes: [{ field: 'phone', old: '1', new: '2' }] },
      '2024-02-01T22:30:00Z',
    )
    expect(rowsOf({ types: ['CustomerDetailsChanged'] }, projectionsOf(anna, acme, moving))).toEqual([
      expect.objectContaining({
        position: '000002',
        type: 'CustomerDetailsChanged',
        by: 'cecilia',
        subject: { kind: 'customer', id: 'acme', name: 'Acme Oy' },
        at: '2024-02-01T22:30:00.000Z',
        // After midnight in Helsinki.
        day: '2024-02-02',
        recordedDay: '2024-02-02',
        origin: 'direct',
        reason: null,
        changes: [{ field: 'phone', label: 'Phone', old: '1', new: '2' }],
      }),
    ])
  })

  test('of a subject are its history', () => {
    const kinds = ['customer', 'contact', 'employee', 'project', 'customerGroup', 'role', 'settings'] as const
    const subjects = [...new Set(rowsOf().map(({ subject }) => JSON.stringify([subject.kind, subject.id])))].map(
      (text): HistorySubject => {
        const [kind, id] = JSON.parse(text)
        return { kind, id }
      },
    )
    expect(new Set(subjects.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(kinds.length)
    for (const subject of subjects) {
      const history = inTown.views.subjectHistory({ subject })
      const found = rowsOf({ subjects: [subject] }).map(({ subject: _, day: _day, recordedDay: _on, ...row }) => row)
      expect(isRight(history) ? history.right.map(({ position }) => position) : null).toEqual(
        found.map(({ position }) => position),
      )
    }
  })

  test('of several subjects are those of any of them, each once', () => {
    const one: HistorySubject = { kind: 'customer', id: 'acme' }
    const other: HistorySubject = { kind: 'employee', id: 'anna' }
    const either = new Set([...positions({ subjects: [one] }), ...positions({ subjects: [other] })])
    expect(positions({ subjects: [one, other] })).toEqual([...either].sort().reverse())
  })
})

describe('a filter of changes keeps exactly the matching ones', () => {
  const rows = rowsOf()
  const theAcme: HistorySubject = { kind: 'customer', id: 'acme' }
  const ofAcme = new Set(positions({ subjects: [theAcme] }))

  const cases: readonly (readonly [string, ChangesQuestion, (row: (typeof rows)[number]) => boolean])[] = [
    ['by', { by: 'cecilia' }, ({ by }) => by === 'cecilia'],
    ['an actor without changes', { by: 'nobody' }, () => false],
    ['types', { types: ['CustomerRegistered', 'NoSuchEvent'] }, ({ type }) => type === 'CustomerRegistered'],
    ['no types mean all', { types: [] }, () => true],
    [
      'fields',
      { fields: ['name', 'status'] },
      ({ changes }) => changes.some(({ field }) => field === 'name' || field === 'status'),
    ],
    ['a field that no change has', { fields: ['nothing'] }, () => false],
    ['origin', { origin: 'direct' }, ({ origin }) => origin === 'direct'],
    ['another origin', { origin: 'import' }, ({ origin }) => origin === 'import'],
    ['from', { from: '2024-02-01' }, ({ day }) => day >= '2024-02-01'],
    ['to', { to: '2024-02-01' }, ({ day }) => day <= '2024-02-01'],
    ['a day', { from: '2024-01-01', to: '2024-01-01' }, ({ day }) => day === '2024-01-01'],
    ['recordedFrom', { recordedFrom: '2024-02-01' }, ({ recordedDay }) => recordedDay >= '2024-02-01'],
    ['recordedTo', { recordedTo: '2024-02-01' }, ({ recordedDay }) => recordedDay <= '2024-02-01'],
    ['commandId', { commandId: '7' }, ({ commandId }) => commandId === '7'],
    ['an unknown command id', { commandId: 'none' }, () => false],
    ['correlationId', { correlationId: 'none' }, () => false],
    [
      'several filters at once',
      { by: 'cecilia', types: ['CustomerRegistered'], to: '2024-01-01' },
      ({ by, type, day }) => by === 'cecilia' && type === 'CustomerRegistered' && day <= '2024-01-01',
    ],
    [
      'by, between two positions',
      { by: 'cecilia', after: '000003', upTo: '000008' },
      ({ by, position }) => by === 'cecilia' && position > '000003' && position <= '000008',
    ],
    [
      'by, of a subject',
      { by: 'cecilia', subjects: [theAcme] },
      ({ by, position }) => by === 'cecilia' && ofAcme.has(position),
    ],
  ]

  test.each(cases)('%s', (_, question, isMeant) => {
    const expected = rows.filter(isMeant)
    expect(inTown.audit.changes({ ...question, limit: all })).toEqual({ rows: expected, total: expected.length })
  })

  test('changes recorded since the last question are found', () => {
    const projections = projectionsOf(anna, acme)
    expect(positions({}, projections)).toHaveLength(2)
    expect(positions({ by: 'cecilia' }, projections)).toHaveLength(2)
    for (const one of logOf(anna, acme, bertil, beta).slice(2)) projections.apply(one)
    expect(rowsOf({}, projections).map(({ subject }) => subject.id)).toEqual(['beta', 'bertil', 'acme', 'anna'])
    expect(rowsOf({ subjects: [{ kind: 'employee', id: 'bertil' }] }, projections)).toHaveLength(1)
    expect(rowsOf({ by: 'cecilia' }, projections)).toHaveLength(4)
  })
})

describe('a viewer of changes', () => {
  const hidden = event('CustomerMarkedPrivate', 'customer-acme', {}, '2024-03-01')
  const projections = projectionsOf(anna, bertil, acme, beta, hidden)

  test('gets no line about a customer that became private, and does not see it counted', () => {
    const { rows, total } = projections.audit.changes({ viewer: 'bertil' })
    expect(rows.map(({ subject }) => subject.id)).toEqual(['beta', 'bertil', 'anna'])
    expect(total).toBe(3)
    expect(projections.audit.changes({ viewer: 'bertil', subjects: [{ kind: 'customer', id: 'acme' }] })).toEqual({
      rows: [],
      total: 0,
    })
    expect(projections.audit.changes({ viewer: 'anna' }).total).toBe(5)
  })

  test('gets at most what the histories show it', () => {
    for (const { employeeId: viewer, inactiveFrom } of inTown.register.tables.employees.rows()) {
      if (inactiveFrom !== null) continue
      for (const { subject, position } of rowsOf({ viewer })) {
        const { kind, id } = subject
        const history = inTown.views.subjectHistory({ subject: { kind, id }, viewer })
        expect(
          isRight(history) && history.right.some((row) => row.position === position),
          `${viewer} ${position}`,
        ).toBe(true)
      }
    }
  })

  test('is refused by name if it is unknown', () => {
    expect(refusal({ viewer: 'nobody' })).toEqual({ error: 'UnknownViewer', viewer: 'nobody' })
    expect(refusal({ viewer: '' })).toEqual({ error: 'UnknownViewer', viewer: '' })
  })
})

describe('the data of an erased person', () => {
  const events = [
    event('ContactRegistered', 'person-p', { personId: 'p', firstName: 'Pia', lastName: 'Palm', email: 'pia@palm.fi' }),
    event('PersonErased', 'person-p', { personId: 'p', scope: 'full', retainedUntil: null, requestId: null }),
  ]

  test('is in no row, nor in the name of the subject', () => {
    const { rows } = projectionsOf(...events).audit.changes({})
    expect(rows).toHaveLength(2)
    expect(JSON.stringify(rows)).not.toMatch(/pia|palm/i)
  })
})

describe('a question for changes is refused', () => {
  test.each([
    ['an unknown field', { form: '2024-01-01' }, 'form'],
    ['a day that does not exist', { from: '2024-02-31' }, 'from'],
    ['a subject of an unknown kind', { subjects: [{ kind: 'ship', id: 'a' }] }, 'subjects.0.kind'],
    ['a negative limit', { limit: -1 }, 'limit'],
    ['an unknown origin', { origin: 'magic' }, 'origin'],
    ['a period that ends before it begins', { from: '2024-02-02', to: '2024-02-01' }, 'to'],
    [
      'a period of recording that ends before it begins',
      { recordedFrom: '2024-02-02', recordedTo: '2024-02-01' },
      'recordedTo',
    ],
    ['an invalid position', { after: 'yesterday' }, 'after'],
    ['half a position', { upTo: '12/' }, 'upTo'],
    ['values that are not texts', { types: 'CustomerRegistered' }, 'types'],
  ])('for %s', (_, question, path) => {
    expect(refusal(question)).toEqual(problem(path))
  })

  test('if it is no object, or throws when read', () => {
    expect(refusal([])).toMatchObject({ error: 'MalformedQuestion' })
    expect(
      refusal({
        get by() {
          throw new Error('no')
        },
      }),
    ).toMatchObject({ error: 'MalformedQuestion' })
  })
})

describe('changes as a table', () => {
  test('have the same rows, with headings in the language asked for', () => {
    const { columns, rows } = inTown.audit.changesListing({ locale: 'fi', by: 'cecilia' })
    expect(columns.map(({ heading }) => heading)).toContain('Syy')
    expect([...rows].map(([position]) => position)).toEqual(positions({ by: 'cecilia' }))
  })
})
