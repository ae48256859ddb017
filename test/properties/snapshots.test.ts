import type { KnownEvent } from '@clientele/domain'
import {
  createProjections,
  customerColumns,
  differences,
  type HistoryKind,
  loadSnapshot,
  type Projections,
  takeSnapshot,
} from '@clientele/projections'
import { executeHistory, steps } from '@clientele/testing'
import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { runs } from './runs.js'

const projected = (log: readonly KnownEvent[]): Projections => {
  const projections = createProjections()
  projections.applyAll(log)
  return projections
}

const savedAndLoaded = (projections: Projections): Projections => {
  const snapshot = takeSnapshot(projections)
  if (snapshot === null) return createProjections()
  const loaded = loadSnapshot({ ...snapshot, chunks: JSON.parse(JSON.stringify([...snapshot.chunks])) })
  if (loaded._tag === 'Left') throw new Error(loaded.left.problem)
  return loaded.right
}

const between = (mine: Projections, others: Projections): readonly unknown[] =>
  [...differences(mine, others)].filter((one) => one !== null)

const contentsOf = ({ register, history, views }: Projections): object => ({
  dump: register.dump(),
  orders: Object.values(register.tables).map((table) => [...table.rows()].map((row) => JSON.stringify(row))),
  lines: [...history.counts()].map(([subject]) => {
    const [kind = '', id = ''] = subject.split('\t')
    return history.of({ kind: kind as HistoryKind, id })
  }),
  matrix: views.responsibilityMatrix({ asOf: '2024-03-15' }),
  list: views.customerList({ columns: customerColumns, filter: { showArchived: true } }),
  starts: views.startDates({}),
  assignees: views.assigneeList({ asOf: '2024-03-15', filter: { showArchived: true } }),
})

describe('after any history, a snapshot', () => {
  test.prop([steps(undefined, { maxLength: 60 }), fc.nat(), fc.boolean()], runs(40))(
    'is equivalent to the log',
    (history, where, isAsked) => {
      const { log } = executeHistory(history)
      const at = where % (log.length + 1)
      const whole = projected(log)
      const loaded = savedAndLoaded(projected(log.slice(0, at)))
      if (isAsked) contentsOf(loaded)
      for (const event of log.slice(at)) loaded.apply(event)
      const again = savedAndLoaded(loaded)
      for (const one of [loaded, again]) {
        expect(between(one, whole)).toEqual([])
        expect(contentsOf(one)).toEqual(contentsOf(whole))
      }
    },
  )
})
