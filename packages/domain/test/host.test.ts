import * as domain from '@clientele/domain'
import {
  type Aggregate,
  type CommandGuard,
  event,
  guard,
  guardReads,
  hostStreams,
  registerTable,
  text,
} from '@clientele/domain'
import { expect, test } from 'vitest'
import { catalogueWith } from '../src/host/event-catalogue.js'

const isAggregate = (value: unknown): value is Aggregate<unknown> =>
  typeof value === 'object' && value !== null && 'category' in value && 'folds' in value

const aggregates = Object.values<unknown>(domain).filter(isAggregate)

/** Decides a command behind a guard that reads a stream of an aggregate. */
const decideGuarded = (aggregate: Aggregate<unknown>): unknown => {
  const reading: CommandGuard = guard({
    name: 'reading',
    rejections: {},
    reads: guardReads(() => ({ one: { name: aggregate.category, aggregate } })),
    unless: () => null,
  })
  const table = registerTable({ guards: [reading], decisions: [] }, () => false)
  const decided = table.commands.CreateSpecialGroup?.decided
  if (decided?.kind !== 'decision') return null
  const answers: Record<string, unknown> = {}
  const meta = {
    by: 'system',
    host: true as const,
    at: '2026-01-01T00:00:00.000Z',
    today: '2026-01-01',
    commandId: 'c',
  }
  const data = { specialGroupId: 's', name: 'S' }
  const asked: string[] = []
  for (const step of decided.steps)
    for (const [name, need] of Object.entries(step(data, meta, answers))) {
      asked.push(name)
      answers[name] = 'aggregate' in need ? need.aggregate.begin() : []
    }
  return { asked: asked.includes('reading: one'), outcome: decided.decide(answers, data, meta)._tag }
}

test('guards may read the streams of every built-in category', () => {
  expect(aggregates.length).toBeGreaterThan(12)
  for (const one of aggregates)
    expect([one.category, decideGuarded(one)]).toEqual([one.category, { asked: true, outcome: 'Right' }])
})

test('a register without host additions has only the built-in table', () => {
  const none = { guards: [], decisions: [] }
  expect(registerTable(none, () => false)).toBe(registerTable(none, () => true))
})

test('the latest version of a host event is one more than its upcasting steps', () => {
  const visit = hostStreams('visit', {
    events: { VisitPaid: event('VisitPaid', { place: text }) },
    initial: {},
    evolve: { VisitPaid: () => () => undefined },
    upcasts: { VisitPaid: [(data) => data, (data) => data] },
  })
  const catalogue = catalogueWith([visit])
  expect(catalogue.schemaVersionOf('VisitPaid')).toBe(3)
  expect(catalogue.schemaVersionOf('CustomerArchived')).toBe(1)
})
