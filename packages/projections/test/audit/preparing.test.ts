import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs } from '../../../../test/properties/runs.js'
import { customer, event, type LogEvent, logOf } from '../log.js'
import { createProjections, type Projections } from '../source.js'

const changed = (index: number): LogEvent =>
  event('CustomerStatusChanged', `customer-c${index % 7}`, { to: `s${index % 3}` })

const events = (count: number) =>
  logOf(
    ...Array.from({ length: 7 }, (_, at) => customer(`c${at}`, `C${at}`)),
    ...Array.from({ length: count }, (_, at) => changed(at)),
  )

const answersOf = ({ audit }: Projections): unknown => [
  audit.changes({ limit: 5_000 }),
  audit.changes({ subjects: [{ kind: 'customer', id: 'c3' }], limit: 5_000 }),
  audit.fieldHistory({ subject: { kind: 'customer', id: 'c3' }, field: 'status' }),
]

test('indexing in steps takes many steps, and gives the same answers as indexing at once', () => {
  const all = events(2_000)
  const [prepared, atOnce] = [createProjections(), createProjections()]
  for (const one of [prepared, atOnce]) one.applyAll(all)
  expect([...prepared.history.prepareLog()].length).toBeGreaterThan(3)
  expect(answersOf(prepared)).toEqual(answersOf(atOnce))
})

test('whatever is recorded or queried between the steps, nothing is missing or duplicated', () => {
  const all = events(3_000)
  const parts = fc.array(fc.record({ recorded: fc.nat({ max: 900 }), steps: fc.nat({ max: 3 }), asks: fc.boolean() }), {
    maxLength: 8,
  })
  fc.assert(
    fc.property(parts, (turns) => {
      const projections = createProjections()
      let seen = 0
      const preparing = projections.history.prepareLog()[Symbol.iterator]()
      for (const { recorded, steps, asks } of turns) {
        projections.applyAll(all.slice(seen, seen + recorded))
        seen = Math.min(all.length, seen + recorded)
        for (let step = 0; step < steps; step += 1) preparing.next()
        if (asks) expect(projections.audit.changes({ limit: 0 }).total).toBe(seen)
      }
      const fresh = createProjections()
      fresh.applyAll(all.slice(0, seen))
      expect(answersOf(projections)).toEqual(answersOf(fresh))
    }),
    runs(20),
  )
})
