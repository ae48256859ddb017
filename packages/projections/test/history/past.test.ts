import type { KnownEvent } from '@clientele/domain'
import { describe, expect, test } from 'vitest'
import type { Past } from '../../src/history/history.js'
import type { HistoryFilter } from '../../src/history/limits.js'
import type { HistoryEntry } from '../../src/history/line.js'
import { personParty } from '../../src/history/word.js'
import { acme, anna, archived, assigned, beta, event, logOf } from '../log.js'
import { createHistory, createRegister, type HistorySubject } from '../source.js'

const onAcme: HistorySubject = { kind: 'customer', id: 'acme' }
const onAnna: HistorySubject = { kind: 'employee', id: 'anna' }

const entryAt = (position: string, more: Partial<HistoryEntry> = {}): HistoryEntry => ({
  position,
  recordedAt: '2023-12-01T00:00:00.000Z',
  at: '2023-12-01T00:00:00.000Z',
  effectiveDate: null,
  by: 'cecilia',
  type: 'NoteWritten',
  topic: null,
  topicOf: null,
  on: null,
  onOf: null,
  changes: [],
  customerId: null,
  reason: null,
  reasonOf: null,
  commandId: position,
  correlationId: null,
  causationId: null,
  origin: 'direct',
  ...more,
})

const isSame = (one: HistorySubject, other: HistorySubject): boolean => one.kind === other.kind && one.id === other.id

const pastOf = (...entries: readonly HistoryEntry[]): Past => ({
  chunks: [],
  backwards: (subject) => (isSame(subject, onAcme) ? entries : []),
  subjects: () => [
    { ...onAcme, count: entries.length },
    { ...onAcme, count: 10 },
    { kind: 'contact', id: 'pia', count: 3 },
  ],
  events: () => [],
  entryAt: () => entryAt('-1'),
  kindsOf: (id) => (id === 'acme' ? ['customer', 'project'] : id === 'pia' ? ['contact'] : []),
})

const historyWith = (past: Past | null, ...known: readonly KnownEvent[]) => {
  const register = createRegister()
  const history = createHistory(register)
  if (past !== null) history.fill(past)
  for (const one of known) register.apply(one, history.apply)
  return history
}

const anything: HistoryFilter = {
  limits: { from: '', end: null, types: null, actor: null },
  isVisible: () => true,
  seesPerson: () => true,
  seesActivitiesOf: () => true,
  isOthers: null,
}

const since = logOf(anna, acme, archived('acme'), assigned('customer-acme', 'r1', 'anna'), beta)
const old = [entryAt('-1', { customerId: 'beta' }), entryAt('-2', { type: 'Other', by: 'bertil' })]

describe('a history that extends a past one', () => {
  const history = historyWith(pastOf(...old), ...since)

  test('has the past lines after the newer ones', () => {
    expect([...history.backwards(onAcme)].map(({ position }) => position)).toEqual([
      '000003',
      '000002',
      '000001',
      '-1',
      '-2',
    ])
    expect(history.of(onAcme).map(({ position }) => position)).toEqual(['-2', '-1', '000001', '000002', '000003'])
    expect(history.of(onAnna).map(({ type }) => type)).toEqual(['EmployeeRegistered', 'ResponsibleAssigned'])
  })

  test('counts both, by subject', () => {
    expect([...history.counts()]).toEqual([
      ['customer\tacme', 15],
      ['contact\tpia', 3],
      ['employee\tanna', 2],
      ['customer\tbeta', 1],
    ])
  })

  test('has the kinds of both, each once and in their order', () => {
    expect(['acme', 'pia', 'anna', 'nobody'].map(history.kindsOf)).toEqual([
      ['customer', 'project'],
      ['contact'],
      ['employee'],
      [],
    ])
  })

  test('returns the newer lines, by subject and line', () => {
    const { size, subjects } = history.contents().since
    expect(size).toBe(5)
    expect(subjects.map(({ kind, id, count, all, own }) => [kind, id, count, [...all()], [...own()]])).toEqual([
      ['employee', 'anna', 2, [0, 3], [0]],
      ['customer', 'acme', 3, [1, 2, 3], [1, 2, 3]],
      ['customer', 'beta', 1, [4], [4]],
    ])
    expect(history.contents().since.at(2).type).toBe('CustomerArchived')
  })

  test('is replaced by another past, without the newer lines', () => {
    const again = historyWith(pastOf(...old), ...since)
    const other = pastOf(entryAt('-9'))
    again.fill(other)
    expect(again.of(onAcme).map(({ position }) => position)).toEqual(['-9'])
    expect(again.contents().past).toBe(other)
    expect(again.contents().since.size).toBe(0)
    expect(again.of(onAnna)).toEqual([])
  })
})

describe('the newest lines of a subject', () => {
  const linesOf = (
    past: Past | null,
    sought: Partial<HistoryFilter>,
    ...events: readonly KnownEvent[]
  ): readonly string[] =>
    [...historyWith(past, ...events).newest(onAcme, { ...anything, ...sought })].map((entry) => entry().type)
  const limits = (more: Partial<HistoryFilter['limits']>) => ({ limits: { ...anything.limits, ...more } })

  test('are within limits, before and since', () => {
    const past = pastOf(...old)
    expect(linesOf(past, {}, ...since)).toEqual([
      'ResponsibleAssigned',
      'CustomerArchived',
      'CustomerRegistered',
      'NoteWritten',
      'Other',
    ])
    expect(linesOf(past, limits({ types: ['Other', 'CustomerArchived'] }), ...since)).toEqual([
      'CustomerArchived',
      'Other',
    ])
    expect(linesOf(past, limits({ actor: 'bertil' }), ...since)).toEqual(['Other'])
    expect(linesOf(past, limits({ from: '2024-01-01T00:00:00.000Z' }), ...since)).toHaveLength(3)
    expect(linesOf(past, limits({ end: '2024-01-01T00:00:00.000Z' }), ...since)).toEqual(['NoteWritten', 'Other'])
  })

  test('mention only visible customers and persons', () => {
    const parties = ['beta', ['beta', personParty('pia')], [personParty('pia'), personParty('olli')], [], null]
    const past = pastOf(...parties.map((customerId, at) => entryAt(`-${at + 1}`, { customerId, type: `line ${at}` })))
    const seen = (isVisible: (id: string) => boolean, seesPerson: (id: string) => boolean) =>
      linesOf(past, { isVisible, seesPerson })
    expect(
      seen(
        () => true,
        () => true,
      ),
    ).toEqual(['line 0', 'line 1', 'line 2', 'line 3', 'line 4'])
    expect(
      seen(
        () => false,
        () => true,
      ),
    ).toEqual(['line 2', 'line 3', 'line 4'])
    expect(
      seen(
        () => true,
        () => false,
      ),
    ).toEqual(['line 0', 'line 3', 'line 4'])
    expect(
      seen(
        (id) => id === 'beta',
        (id) => id === 'pia',
      ),
    ).toEqual(['line 0', 'line 1', 'line 3', 'line 4'])
  })

  test('mention only visible customers and persons since then, too', () => {
    const linked = event('ProjectParticipantAdded', 'project-x', { personId: 'pia' })
    const merged = event('CustomerAbsorbed', 'customer-acme', { duplicateId: 'beta' })
    const known = logOf(acme, beta, merged, linked)
    expect(linesOf(null, { isVisible: (id) => id !== 'beta' }, ...known)).toEqual(['CustomerRegistered'])
    expect(linesOf(null, {}, ...known)).toEqual(['CustomerAbsorbed', 'CustomerRegistered'])
    const onPia = (seesPerson: boolean) => [
      ...historyWith(null, ...known).newest(
        { kind: 'contact', id: 'pia' },
        { ...anything, seesPerson: () => seesPerson },
      ),
    ]
    expect([onPia(true).length, onPia(false).length]).toEqual([1, 0])
  })

  test('are created on demand', () => {
    const [first] = historyWith(pastOf(...old), ...since).newest(onAcme, anything)
    expect(first?.()).toMatchObject({ position: '000003', type: 'ResponsibleAssigned', on: 'Acme Oy' })
  })
})
