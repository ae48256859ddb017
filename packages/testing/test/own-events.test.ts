import { memory } from '@clientele/adapters/memory'
import {
  accept,
  CustomerId,
  command,
  event,
  givenIdOf,
  guard,
  guardReads,
  hostDecision,
  hostStreams,
  integer,
  noNeeds,
  nothing,
  RegisterCustomer,
  when,
  write,
} from '@clientele/domain'
import {
  arbitraries,
  createModel,
  everyCommandKeeps,
  given,
  invariants,
  type KnownEvent,
  type LogOf,
  on,
  race,
} from '@clientele/testing'
import fc from 'fast-check'
import { describe, expect, expectTypeOf, test } from 'vitest'

const VisitPlanned = event('VisitPlanned', { customerId: CustomerId, hours: integer })
const visit = hostStreams('visit', {
  events: { VisitPlanned },
  initial: { hours: 0 },
  evolve: {
    VisitPlanned:
      ({ hours }) =>
      (state) => {
        state.hours = hours
      },
  },
})
const PlanVisit = command('PlanVisit', { visitId: givenIdOf('VisitId'), customerId: CustomerId, hours: integer })
const planVisit = hostDecision({
  command: PlanVisit,
  streams: [visit],
  reads: ({ visitId }) => ({ planned: visit(visitId) }),
  decide: ({ planned }, { visitId, customerId, hours }) =>
    when(planned.hours > 0, nothing) ?? accept(write(visit(visitId), VisitPlanned({ customerId, hours }))),
})
const decisions = [planVisit]

const planned = VisitPlanned({ customerId: 'c1', hours: 2 })
const plan = PlanVisit({ visitId: 'v', customerId: 'c1', hours: 2 })

const hoursIn = (log: LogOf<typeof decisions>): number =>
  log.reduce((sum, one) => (one.type === 'VisitPlanned' ? sum + one.data.hours : sum), 0)

describe('the log of a test has the events of a host', () => {
  test('with the types of their data', () => {
    const log = given(on('visit-v', planned)).with({ decisions }).log()
    expectTypeOf(log).toEqualTypeOf<LogOf<typeof decisions>>()
    expect(hoursIn(log)).toBe(2)
    expectTypeOf(given().with({ guards: [] }).log()).toEqualTypeOf<readonly KnownEvent[]>()
  })

  test('with no field that they do not declare', () => {
    const more = { ...planned, data: { ...planned.data, phone: '0401234567' } }
    const asked = PlanVisit({ visitId: 'v', customerId: 'c1', hours: 2 })
    expect(() => given(on('visit-v', more)).with({ decisions }).log()).toThrow('does not decode: phone')
    expect(() => given().with({ decisions }).when(asked).then(on('visit-v', more))).toThrow('does not decode: phone')
  })

  test('with no option that there is not', () => {
    expect(() => given().with({ decision: [planVisit] } as never)).toThrow(
      new TypeError('with: decision: no such option; did you mean decisions?'),
    )
  })

  test('never prove a rule by a guard or a decision that is broken', async () => {
    const broken = (): never => {
      throw new TypeError('not yet')
    }
    const guards = [guard({ name: 'strict', rejections: {}, reads: guardReads(() => noNeeds), unless: broken })]
    await expect(everyCommandKeeps(() => true, { guards, runs: 5 })).rejects.toThrow('GuardFailed: It threw TypeError.')
    const failing = [
      hostDecision({
        command: PlanVisit,
        streams: [visit],
        reads: ({ visitId }) => ({ planned: visit(visitId) }),
        decide: broken,
      }),
    ]
    const commands = fc.constant(PlanVisit({ visitId: 'v', customerId: 'c1', hours: 1 }))
    await expect(everyCommandKeeps(() => true, { decisions: failing, commands, runs: 5 })).rejects.toThrow(
      'DecisionFailed: It threw TypeError.',
    )
  })

  test('in a rule over them that every command keeps', async () => {
    const commands = fc
      .record({
        visitId: fc.constantFrom('v1', 'v2'),
        customerId: arbitraries.ids.customer,
        hours: fc.integer({ min: 1, max: 3 }),
      })
      .map(PlanVisit)
    const atMostTwoVisits = (log: LogOf<typeof decisions>): boolean => hoursIn(log) <= 6
    const result = await everyCommandKeeps(atMostTwoVisits, { decisions, commands, runs: 20 })
    expect(result.types).toContain('PlanVisit')
    const failing = everyCommandKeeps((log) => log.every((one) => one.type !== 'VisitPlanned' || one.data.hours < 3), {
      decisions,
      commands,
      runs: 60,
    })
    await expect(failing).rejects.toThrow('→ VisitPlanned in visit-')
  })

  test('in a model and a race too', async () => {
    const model = createModel([], { decisions })
    const { commandId, meta } = {
      commandId: 'plan',
      meta: { by: 'host', host: true, at: '2024-03-15T09:00:00.000Z' } as const,
    }
    const { events } = model.execute(plan, { ...meta, today: '2024-03-15', commandId })
    expectTypeOf(model.log).toEqualTypeOf<LogOf<typeof decisions>>()
    expectTypeOf(events).toEqualTypeOf<LogOf<typeof decisions>>()
    expect(hoursIn(model.log)).toBe(2)
    const { log } = await race({ store: memory(), decisions, commands: [plan, plan], before: [] })
    expectTypeOf(log).toEqualTypeOf<LogOf<typeof decisions>>()
    expect(hoursIn(log)).toBe(2)
    expect(createModel(log, { decisions }).execute(plan, { ...meta, today: '2024-03-15', commandId }).events).toEqual(
      [],
    )
    expect(invariants.ResponsibilitiesNeverOverlap(log)).toBe(true)
    expectTypeOf(createModel().log).toEqualTypeOf<readonly KnownEvent[]>()
  })

  test('and in a rule over built-in ones only', async () => {
    const grows = (log: readonly KnownEvent[]): boolean => log.length > 0
    await expect(everyCommandKeeps(grows, { decisions, runs: 1 })).resolves.toMatchObject({ runs: 1 })
  })
})

describe('an event of a host that cannot be placed reports what is missing', () => {
  const failureOf = (action: () => unknown): string => {
    try {
      action()
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
    return ''
  }

  test('the stream', () => {
    expect(failureOf(() => given(planned).with({ decisions }).when(plan).nothing())).toBe(
      "VisitPlanned: name the stream of an event of your own: on('visit-id', VisitPlanned({ … }))",
    )
  })

  test('the decisions, whether it is given or expected', () => {
    const asked =
      'There is no event called VisitPlanned. If it is your own, add the decisions that append it: .with({ decisions })'
    expect(failureOf(() => given(on('visit-v', planned)).when(plan).nothing())).toBe(asked)
    expect(failureOf(() => given(planned).log())).toBe(asked)
    const register = RegisterCustomer({ customerId: 'c1', name: 'Acme' })
    expect(failureOf(() => given().when(register).then(on('visit-v', planned)))).toBe(asked)
  })
})
