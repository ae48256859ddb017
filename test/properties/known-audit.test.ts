import type { KnownEvent } from '@clientele/domain'
import { type Audit, createProjections, type HistorySubject, type Projections } from '@clientele/projections'
import { executeHistory, steps } from '@clientele/testing'
import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { written } from './questions.js'
import { runs } from './runs.js'

const projectedAt = (now: string, log: readonly KnownEvent[]): Projections => {
  const projections = createProjections(() => now)
  projections.applyAll(log)
  return projections
}

const isCustomer = (one: HistorySubject): one is HistorySubject & { readonly kind: 'customer' } =>
  one.kind === 'customer'

/** The answers to audit questions about everything in a log. */
const answersOf = (audit: Audit, log: readonly KnownEvent[], viewers: readonly (string | undefined)[]) =>
  viewers.flatMap((viewer) => {
    const { rows, total } = audit.changes({ viewer, limit: 10_000 })
    const subjects = new Map(rows.map(({ subject }) => [`${subject.kind} ${subject.id}`, subject]))
    const first = log[Math.floor(log.length / 2)]
    const moment = { asOf: first?.occurrence.at.slice(0, 10), knownAt: first?.position }
    return [
      written([rows, total]),
      ...Array.from(new Set(rows.map(({ by }) => by)), (by) => written(audit.changes({ viewer, by, limit: 10_000 }))),
      written(audit.difference({ viewer, from: moment, limit: 10_000 })),
      ...Array.from(subjects.values(), ({ kind, id }) => {
        const subject = { kind, id }
        const changes = audit.changes({ viewer, subjects: [subject] })
        const fields = new Set(changes.rows.flatMap((row) => row.changes.map(({ field }) => field)))
        return written([
          changes,
          Array.from(fields, (field) => audit.fieldHistory({ viewer, subject, field })),
          isCustomer(subject) ? audit.durations({ viewer, subject, of: 'status', asOf: '2030-01-01' }) : [],
        ])
      }),
    ]
  })

describe('an audit question with knownAt', () => {
  test.prop([steps(undefined, { maxLength: 60 }), fc.nat()], runs(8))(
    'has the same answer as a register that has seen no later events',
    (history, where) => {
      const { log } = executeHistory(history)
      const count = 1 + (where % log.length)
      fc.pre(!log.slice(count).some(({ type }) => type === 'PersonErased'))
      const now = log.at(-1)?.recordedAt ?? '2024-01-01T00:00:00Z'
      const known = projectedAt(now, log).knownAfter(count)
      const past = projectedAt(now, log.slice(0, count))
      for (const _ of known.takeIn());
      const seen = log.slice(0, count)
      expect(answersOf(known.audit, seen, [undefined])).toEqual(answersOf(past.audit, seen, [undefined]))
    },
  )

  test.prop([steps(undefined, { maxLength: 60 })], runs(4))(
    'has the current answer if knownAt covers every event, for every viewer',
    (history) => {
      const { log } = executeHistory(history)
      const whole = projectedAt(log.at(-1)?.recordedAt ?? '2024-01-01T00:00:00Z', log)
      const known = whole.knownAfter(log.length)
      for (const _ of known.takeIn());
      const viewers = [...whole.register.tables.employees.rows()]
        .filter(({ inactiveFrom }) => inactiveFrom === null)
        .map(({ employeeId }) => employeeId)
      expect(answersOf(known.audit, log, viewers)).toEqual(answersOf(whole.audit, log, viewers))
    },
  )
})
