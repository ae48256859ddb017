import type { KnownEvent } from '@clientele/domain'
import {
  type ComparedSubject,
  comparedKinds,
  createProjections,
  type DifferenceRow,
  type FieldHistoryRow,
  type HistorySubject,
  type Moment,
  type Projections,
} from '@clientele/projections'
import { executeHistory, steps } from '@clientele/testing'
import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { runs } from './runs.js'

const day = 24 * 3_600_000

/** The same event, with its day moved by some days. */
const moved = (event: KnownEvent, days: number): KnownEvent => {
  const at = new Date(Date.parse(event.occurrence.at) + days * day).toISOString()
  const metadata = { ...event.metadata, at }
  return { ...event, metadata, occurrence: metadata } as KnownEvent
}

const projectedAt = (now: string, log: readonly KnownEvent[]): Projections => {
  const projections = createProjections(() => now)
  projections.applyAll(log)
  return projections
}

const isCompared = (subject: HistorySubject): subject is ComparedSubject =>
  comparedKinds.some((kind) => kind === subject.kind)

const subjectsOf = ({ audit }: Projections): readonly ComparedSubject[] => {
  const found = audit.changes({ limit: 10_000 }).rows.map(({ subject: { kind, id } }) => ({ kind, id }))
  return [...new Map(found.map((one) => [`${one.kind} ${one.id}`, one])).values()].filter(isCompared)
}

const keyOf = ({ subject, field }: DifferenceRow): string => `${subject.kind} ${subject.id} ${field}`

const textsOf = (rows: readonly DifferenceRow[]): readonly string[] =>
  rows.map((row) => `${keyOf(row)}: ${row.old} → ${row.new}`).sort()

const offsets = fc.array(fc.integer({ min: -60, max: 40 }), { minLength: 60, maxLength: 60 })
const places = fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat())

/** Any log with backdated events, and two of its moments. */
const asked = (
  history: Parameters<typeof executeHistory>[0],
  days: readonly number[],
  [a, b, c, d]: readonly [number, number, number, number],
) => {
  const log = executeHistory(history).log.map((event, index) => moved(event, days[index % days.length] ?? 0))
  const now = new Date(Date.parse(log.at(-1)?.recordedAt ?? '2024-01-01T00:00:00Z') + 100 * day).toISOString()
  const dayOf = (at: number): string => log[at % log.length]?.occurrence.at.slice(0, 10) ?? ''
  const instantOf = (at: number): string => log[at % log.length]?.recordedAt ?? ''
  const moments: readonly [Required<Moment>, Required<Moment>] = [
    { asOf: dayOf(a), knownAt: instantOf(b) },
    { asOf: dayOf(c), knownAt: instantOf(d) },
  ]
  return { projections: projectedAt(now, log), moments }
}

const covers = ({ from, until, knownFrom, knownUntil }: FieldHistoryRow, { asOf = '', knownAt = '' }: Moment) =>
  from <= asOf &&
  (until === null || asOf < until) &&
  knownFrom <= knownAt &&
  (knownUntil === null || knownAt < knownUntil)

const sorted = (value: string | null): string | null => value?.split(', ').sort().join(', ') ?? null

describe('the difference between two moments of any history', () => {
  test.prop([steps(undefined, { maxLength: 60 }), offsets, places], runs(8))(
    'is symmetric, and empty between a moment and itself',
    (history, days, at) => {
      const { projections, moments } = asked(history, days, at)
      const [from, to] = moments
      const between = (one: Moment, other: Moment) =>
        projections.audit.difference({ from: one, to: other, limit: 10_000 }).rows
      const back = between(to, from).map((row) => ({ ...row, old: row.new, new: row.old }))
      expect(textsOf(back)).toEqual(textsOf(between(from, to)))
      expect(between(from, from)).toEqual([])
    },
  )

  test.prop([steps(undefined, { maxLength: 60 }), offsets, places], runs(8))(
    'of the register is the union of the differences of all subjects',
    (history, days, at) => {
      const { projections, moments } = asked(history, days, at)
      const [from, to] = moments
      const whole = projections.audit.difference({ from, to, limit: 10_000 }).rows
      const each = subjectsOf(projections).flatMap(
        (subject) => projections.audit.difference({ subject, from, to, limit: 10_000 }).rows,
      )
      expect(textsOf(whole)).toEqual(textsOf(each))
    },
  )

  test.prop([steps(undefined, { maxLength: 60 }), offsets, places], runs(8))(
    'has the values of the field history at both moments',
    (history, days, at) => {
      const { projections, moments } = asked(history, days, at)
      const [from, to] = moments
      const { rows } = projections.audit.difference({ from, to, limit: 10_000 })
      for (const row of rows.filter(({ field }) => field !== 'responsible')) {
        const { kind, id } = row.subject
        const known = projections.audit.fieldHistory({ subject: { kind, id }, field: row.field })
        const valueAt = (moment: Moment): string | null | undefined => known.find((one) => covers(one, moment))?.value
        // Of a statement that was not recorded yet it has the value that the first statement replaced.
        for (const [shown, held] of [
          [row.old, valueAt(from)],
          [row.new, valueAt(to)],
        ] as const)
          if (held !== undefined) expect(sorted(shown), keyOf(row)).toBe(sorted(held))
      }
    },
  )
})
