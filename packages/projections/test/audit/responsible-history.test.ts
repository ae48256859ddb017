import { addDays } from '@clientele/domain'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../../test/properties/runs.js'
import { assigned, customer, employee, event, type LogEvent, logOf } from '../log.js'
import { createProjections, type FieldHistoryRow, type Projections } from '../source.js'

const dayOf = (day: number): string => addDays('2024-03-01', day)
const at = (day: number): string => `${dayOf(day)}T10:00:00.000Z`

const projectionsOf = (...events: readonly LogEvent[]): Projections => {
  const projections = createProjections()
  const staff = ['anna', 'bertil', 'cecilia'].map((id) => employee(id, id))
  const log = logOf(...staff, { ...customer('c', 'Acme'), at: at(0) }, ...events)
  projections.applyAll(
    // A minute apart, whatever their days.
    log.map((one, index) => ({ ...one, recordedAt: new Date(Date.UTC(2024, 5, 1, 0, index)).toISOString() })),
  )
  return projections
}

const rowsOf = ({ audit }: Projections, page: object = {}): readonly FieldHistoryRow[] =>
  audit.fieldHistory({ subject: { kind: 'customer', id: 'c' }, field: 'responsible', ...page })

const ended = (assignmentId: string, until: number, day: number): LogEvent =>
  event('ResponsibilityEnded', 'customer-c', { assignmentId, until: dayOf(until) }, at(day))

const held = (id: string, employeeId: string, [from, until]: readonly [number, number], day: number): LogEvent => ({
  ...assigned('customer-c', id, employeeId, { from: dayOf(from), until: dayOf(until) }),
  at: at(day),
})

const days = fc.integer({ min: 0, max: 30 })

const overlapping = fc
  .array(fc.tuple(fc.constantFrom('anna', 'bertil', 'cecilia'), days, days, fc.option(days)), { maxLength: 40 })
  .map((all) =>
    all.flatMap(([employeeId, day, from, end], number) => [
      held(`r${number}`, employeeId, [from, from + 10], day),
      ...(end === null ? [] : [ended(`r${number}`, from + 5, end)]),
    ]),
  )

describe('the employees responsible, in time', () => {
  test('are the same on pages as in the whole answer', () => {
    fc.assert(
      fc.property(overlapping, fc.nat({ max: 80 }), fc.nat({ max: 20 }), (events, offset, limit) => {
        const projections = projectionsOf(...events)
        expect(rowsOf(projections, { offset, limit })).toEqual(rowsOf(projections).slice(offset, offset + limit))
      }),
      runs(50),
    )
  })

  test('have the days of an end that counts only until a later change counts', () => {
    // Recorded first: the responsibility never was, as of day 20; its end on day 8 counts before.
    const voided = event('ResponsibilityVoided', 'customer-c', { assignmentId: 'r' }, at(20))
    const rows = rowsOf(projectionsOf(held('r', 'anna', [2, 30], 1), voided, ended('r', 8, 3)))
    const now = rows.filter(({ knownUntil }) => knownUntil === null)
    expect(now.map(({ value, from, until }) => [value, from, until])).toEqual([
      [null, dayOf(1), dayOf(2)],
      ['anna', dayOf(2), dayOf(8)],
      [null, dayOf(8), dayOf(20)],
      [null, dayOf(20), dayOf(30)],
      [null, dayOf(30), null],
    ])
  })

  test('of many overlapping responsibilities are on the first page as in the whole answer', () => {
    const many = Array.from({ length: 2_000 }, (_, number) => {
      const from = (number * 37) % 3_000
      return held(`r${number}`, 'anna', [from, from + 200], (number * 53) % 3_000)
    })
    const projections = projectionsOf(...many)
    const [first] = rowsOf(projections, { limit: 1 })
    expect(first).toEqual(rowsOf(projections)[0])
  })
})
