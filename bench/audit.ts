import type { Clientele } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import { inMilliseconds } from './asking.js'
import { atMost, type Benchmark, type Figure } from './figure.js'
import { exponentOf, numbers, quantile, runConcurrently } from './measuring.js'
import { employees, executeAccepted, populate, traffic } from './traffic.js'

/** A question, with other parameters every time. */
type AuditQuestion = readonly [name: string, ask: (crm: Clientele) => unknown]

const limit = 50

type Known = { readonly day: string; readonly before: string }

const questionsOf = (customers: number, events: number, { day, before }: Known): readonly AuditQuestion[] => {
  const below = numbers(7)
  const customer = () => ({ kind: 'customer' as const, id: `c${below(customers)}` })
  const viewer = (): string => `e${below(employees)}`
  return [
    ['the newest changes', ({ audit }) => audit.changes({ limit })],
    ['a deep page', ({ audit }) => audit.changes({ limit, offset: below(events - limit) })],
    ['of a viewer', ({ audit }) => audit.changes({ limit, viewer: 'e1' })],
    ['by somebody', ({ audit }) => audit.changes({ limit, by: viewer() })],
    ['of a type', ({ audit }) => audit.changes({ limit, types: ['CustomerMovedToGroup'] })],
    [
      'of a field, on a day, recorded on a day',
      ({ audit }) =>
        audit.changes({ limit, fields: ['phone'], from: day, to: day, recordedFrom: day, recordedTo: day }),
    ],
    ['of a customer', ({ audit }) => audit.changes({ limit, subjects: [customer()] })],
    ['of a command', ({ audit }) => audit.changes({ limit, commandId: '00000000-0000-4000-8000-000000000000' })],
    ['field history', ({ audit }) => audit.fieldHistory({ subject: customer(), field: 'phone' })],
    ['durations in groups', ({ audit }) => audit.durations({ subject: customer(), of: 'group' })],
    [
      'difference of a customer',
      ({ audit }) => audit.difference({ subject: customer(), from: { asOf: day }, to: { asOf: day } }),
    ],
    [
      'difference of the register to a hundredth of the events ago',
      ({ audit }) => audit.difference({ from: { knownAt: before }, limit }),
    ],
    ['explain a responsibility', ({ audit }) => audit.explain({ customerId: customer().id, employeeId: viewer() })],
    ['explain a permission', ({ audit }) => audit.explain({ customerId: customer().id, channel: 'email' })],
  ]
}

type Times = { readonly first: number; readonly all: readonly number[] }

const timed = (crm: Clientele, ask: AuditQuestion[1]): number => {
  const began = performance.now()
  ask(crm)
  return performance.now() - began
}

type Measured = {
  readonly events: number
  readonly indexing: number
  readonly pause: number
  readonly times: ReadonlyMap<string, Times>
}

/** The duration of some work, and its longest pause without a turn of the event loop, in milliseconds. */
const withPauses = async (work: () => Promise<unknown>): Promise<{ readonly took: number; readonly pause: number }> => {
  const began = performance.now()
  let [last, pause, isOver] = [began, 0, false]
  const look = (): void => {
    const now = performance.now()
    pause = Math.max(pause, now - last)
    last = now
    if (!isOver) setImmediate(look)
  }
  setImmediate(look)
  await work()
  isOver = true
  return { took: performance.now() - began, pause: Math.max(pause, performance.now() - last) }
}

/** Measures with ten events per customer. */
const measureAt = async (events: number, rounds: number): Promise<Measured> => {
  const customers = Math.round(events / 10)
  const crm = await populate(memory(), customers, { cachedStreams: customers })
  const next = traffic(customers, 1)
  const actor = numbers(3)
  await runConcurrently(events - 2 * customers, 1, () => executeAccepted(crm, next(), { by: `e${actor(employees)}` }))
  const { took: indexing, pause } = await withPauses(() => crm.prepareAudit())
  const [newest] = crm.audit.changes({ limit: 1, offset: Math.floor(events / 100) }).rows
  const known = { day: crm.today(), before: newest?.position ?? '' }
  const times = new Map<string, Times>()
  for (const [name, ask] of questionsOf(customers, events / 2, known)) {
    const first = timed(crm, ask)
    for (let round = 0; round < 20; round += 1) ask(crm)
    times.set(name, { first, all: Array.from({ length: rounds }, () => timed(crm, ask)) })
  }
  await crm.close()
  return { events, indexing, pause, times }
}

const figuresOf = (all: readonly Measured[], isFull: boolean): readonly Figure[] => {
  const largest = all.at(-1)
  const sizes = `${all.map(({ events }) => events).join(', ')} events`
  return [...(largest?.times ?? [])].flatMap(([name, { first, all: times }]): readonly Figure[] => {
    const points = all.map(({ events, times: at }) => [events, quantile(at.get(name)?.all ?? [], 0.5)] as const)
    const costs = points.map(([, cost]) => inMilliseconds(cost)).join(', ')
    const p99 = quantile(times, 0.99)
    return [
      {
        what: `audit, ${name}: p99 of a page in ms`,
        ratio: p99,
        target: isFull ? atMost(5, ' ms') : null,
        ours: `p50 ${inMilliseconds(quantile(times, 0.5))}, p99 ${inMilliseconds(p99)} ms, first ${inMilliseconds(first)}`,
        floor: '–',
        size: `${largest?.events} events`,
      },
      {
        what: `audit, ${name}: exponent`,
        ratio: exponentOf(points),
        target: atMost(1.1),
        ours: `${costs} ms`,
        floor: '–',
        size: sizes,
      },
    ]
  })
}

const indexingFigures = (all: readonly Measured[]): readonly Figure[] => {
  const size = `${all.map(({ events }) => events).join(', ')} events`
  const pauses = all.map(({ pause }) => inMilliseconds(pause)).join(', ')
  return [
    {
      what: 'audit, indexing in steps: exponent',
      ratio: exponentOf(all.map(({ events, indexing }) => [events, indexing] as const)),
      target: atMost(1.1),
      ours: `${all.map(({ indexing }) => inMilliseconds(indexing)).join(', ')} ms`,
      floor: '–',
      size,
    },
    {
      what: 'audit, indexing in steps: longest pause in ms',
      ratio: Math.max(...all.map(({ pause }) => pause)),
      target: null,
      ours: `${pauses} ms`,
      floor: '–',
      size,
    },
  ]
}

export const audit: Benchmark = {
  name: 'audit',
  about: 'pages of changes, field histories, durations, differences and explanations, and how they grow with the log',
  run: async ({ full }) => {
    const sizes = full ? [62_500, 250_000, 1_000_000] : [5_000, 20_000, 80_000]
    const all: Measured[] = []
    for (const size of sizes) all.push(await measureAt(size, full ? 300 : 100))
    return [...figuresOf(all, full), ...indexingFigures(all)]
  },
}
