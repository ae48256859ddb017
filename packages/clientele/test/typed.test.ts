import {
  ArchiveCustomer,
  AssignResponsible,
  type Clientele,
  type Command,
  CreateCustomerGroup,
  CustomerId,
  EmployeeId,
  type EventType,
  type KnownEvent,
  MoveCustomersToGroup,
  MoveCustomerToGroup,
  memory,
  openClientele,
  type ProblemDetails,
  type ProjectedEvent,
  problemDetails,
  projection,
  RegisterCustomer,
  RegisterEmployee,
  type SubscribedEvent,
} from '@clientele/clientele'
import {
  accept,
  CustomerArchived,
  command,
  event,
  givenIdOf,
  guard,
  guardReads,
  hostDecision,
  hostStreams,
  noNeeds,
  rejection,
  write,
} from '@clientele/clientele/rules'
import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest'

let crm: Clientele

beforeAll(async () => {
  crm = await openClientele({ store: memory() })
  await crm.execute(RegisterEmployee({ employeeId: 'anna', name: 'Anna' }))
  await crm.execute(RegisterCustomer({ customerId: 'acme', name: 'Acme' }))
})

afterAll(() => crm.close())

describe('the type of an outcome follows from the command', () => {
  test('the events of the receipt are those of the command, with their data', async () => {
    const outcome = await crm.execute(
      AssignResponsible({ customerId: CustomerId('acme'), employeeId: EmployeeId('anna'), from: '2026-01-01' }),
    )
    if (isLeft(outcome)) throw new Error(outcome.left.error)
    const [event] = outcome.right.events
    expectTypeOf<NonNullable<typeof event>['type']>().toEqualTypeOf<'ResponsibleAssigned'>()
    expect(event?.data).toMatchObject({ employeeId: 'anna', from: '2026-01-01' })
    expectTypeOf(event?.data.from).not.toBeAny()
  })

  test('a rejection narrows to its facts, and one that the command cannot have does not compile', async () => {
    const outcome = await crm.execute(MoveCustomerToGroup({ customerId: 'acme', groupId: 'none' }))
    if (isRight(outcome) || outcome.left.error !== 'GroupNotFound') throw new Error('not refused')
    expect(outcome.left.groupId).toBe('none')
    expectTypeOf<Extract<typeof outcome.left, { error: 'CustomerNotFound' }>>().toBeNever()
    type Refusals = Extract<Awaited<ReturnType<typeof crm.execute<'MoveCustomerToGroup'>>>, { _tag: 'Left' }>['left']
    expectTypeOf<'GroupNotAssignable'>().toExtend<Refusals['error']>()
    expectTypeOf<'RoleNameTaken'>().not.toExtend<Refusals['error']>()
  })

  test('commands of one list have the outcomes of all', async () => {
    for (const command of [
      CreateCustomerGroup({ groupId: 'a', name: 'A' }),
      RegisterEmployee({ employeeId: 'anna', name: 'A' }),
    ]) {
      const outcome = await crm.execute(command)
      if (isLeft(outcome)) {
        expect(outcome.left.error).toBe('EmployeeAlreadyRegistered')
        expectTypeOf<Extract<typeof outcome.left, { error: 'CustomerNotFound' }>>().toBeNever()
      } else {
        const [event] = outcome.right.events
        expectTypeOf<NonNullable<typeof event>['type']>().toEqualTypeOf<'CustomerGroupCreated' | 'EmployeeRegistered'>()
        if (event?.type !== 'CustomerGroupCreated') throw new Error('no group was created')
        expectTypeOf(event.data).not.toBeUnknown()
        expect(event.data.groupId).toBe('a')
      }
    }
  })

  test('the events of a value from outside narrow to their data', async () => {
    const outcome = await crm.executeUnknown({ type: 'RegisterCustomer', data: { customerId: 'beta', name: 'Beta' } })
    if (isLeft(outcome)) throw new Error(outcome.left.error)
    const [event] = outcome.right.events
    if (event?.type !== 'CustomerRegistered') throw new Error('no customer was registered')
    expectTypeOf(event.data.name).toBeString()
    expect(event.data.name).toBe('Beta')
  })

  test('refused parts of a bulk command are listed beside the accepted ones', async () => {
    const outcome = await crm.execute(MoveCustomersToGroup({ customerIds: ['acme', 'nobody'], groupId: 'a' }))
    if (isLeft(outcome)) throw new Error(outcome.left.error)
    expectTypeOf<(typeof outcome.right.events)[number]['type']>().toEqualTypeOf<'CustomerMovedToGroup'>()
    expect(outcome.right.failures).toEqual([{ customerId: 'nobody', error: 'CustomerNotFound' }])
  })
})

test('a misspelt field, a wrong value and an id of another kind do not compile', () => {
  // @ts-expect-error There is no such field.
  AssignResponsible({ customerId: 'acme', employeeId: 'anna', form: '2026-01-01' })
  // @ts-expect-error An employee is no customer.
  AssignResponsible({ customerId: EmployeeId('anna'), employeeId: 'anna' })
  // @ts-expect-error There is no such command.
  const misspelt: Parameters<Clientele['execute']>[0] = { type: 'AssignResponsable', data: {} }
  expect(misspelt.type).toBe('AssignResponsable')
})

describe('refusals are typed', () => {
  test('problem details always exist for a refusal, and optionally for an outcome', async () => {
    const outcome = await crm.execute(MoveCustomerToGroup({ customerId: 'acme', groupId: 'none' }))
    expectTypeOf(problemDetails(outcome)).toEqualTypeOf<ProblemDetails | null>()
    if (isRight(outcome)) throw new Error('not refused')
    expectTypeOf(problemDetails(outcome)).toEqualTypeOf<ProblemDetails>()
    expectTypeOf(problemDetails(outcome.left)).toEqualTypeOf<ProblemDetails>()
    expect(problemDetails(outcome).status).toBe(404)
  })

  test('a value from outside can be narrowed to the facts of a rejection too', async () => {
    const outcome = await crm.executeUnknown(MoveCustomerToGroup({ customerId: 'acme', groupId: 'none' }))
    if (isRight(outcome) || outcome.left.error !== 'GroupNotFound') throw new Error('not refused')
    expect(outcome.left.groupId).toBe('none')
  })
})

const VisitPlanned = event('VisitPlanned', { customerId: CustomerId })
const visit = hostStreams('visit', { events: { VisitPlanned }, initial: {}, evolve: { VisitPlanned: () => () => {} } })
const VisitId = givenIdOf('VisitId')
const PlanVisit = command('PlanVisit', { visitId: VisitId, customerId: CustomerId })
const CancelVisit = command('CancelVisit', { visitId: VisitId })
const VisitNotFound = rejection('VisitNotFound', { visitId: 'text' }, 'notFound')
const StaysOpen = rejection('StaysOpen', { rule: 'text' })

const planVisit = hostDecision({
  command: PlanVisit,
  streams: [visit],
  reads: ({ visitId }) => ({ planned: visit(visitId) }),
  decide: (_known, { visitId, customerId }) => accept(write(visit(visitId), VisitPlanned({ customerId }))),
})
const cancelVisit = hostDecision({
  command: CancelVisit,
  streams: [visit],
  rejections: { VisitNotFound },
  reads: ({ visitId }) => ({ planned: visit(visitId) }),
  decide: (_known, { visitId }) => VisitNotFound({ visitId }),
})
const staysOpen = guard({
  name: 'staysOpen',
  rejections: { StaysOpen },
  events: [CustomerArchived],
  reads: guardReads(() => noNeeds),
  unless: () => StaysOpen({ rule: 'staysOpen' }),
})

test('handlers and projections may be functions of their own, typed by the events that they take', async () => {
  const names: string[] = []
  const onRegistered = ({ data, stream }: KnownEvent<'CustomerRegistered'>): void => {
    names.push(`${stream} ${data.name satisfies string}`)
  }
  const isRegistered = (event: ProjectedEvent): event is KnownEvent<'CustomerRegistered'> =>
    event.type === ('CustomerRegistered' satisfies EventType)
  const visits: string[] = []
  const onEvents = (events: readonly SubscribedEvent<ReturnType<typeof VisitPlanned>>[]): void => {
    for (const event of events) {
      if (event.type === 'CustomerRegistered') onRegistered(event)
      if (event.type === 'VisitPlanned') visits.push(event.data.customerId)
    }
  }
  const registered = projection({
    version: 1,
    initial: 0,
    apply: (count, event) => (isRegistered(event) ? count + event.data.name.length : count),
    codec: t.number,
  })
  const host = await openClientele({ store: memory(), decisions: [planVisit], projections: { registered } })
  const following = host.subscribe('names', onEvents)
  await host.execute(RegisterCustomer({ customerId: 'acme', name: 'Acme' }))
  await host.execute(PlanVisit({ visitId: 'v', customerId: 'acme' }))
  await expect.poll(() => [names, visits]).toEqual([['customer-acme Acme'], ['acme']])
  expect(host.projections.registered.get()).toBe(4)
  await following.close()
  await host.close()
})

test('only events change the state of a stream, by its types', () => {
  const Noted = event('Noted', {})
  const notes = hostStreams('notes', {
    events: { Noted },
    initial: { texts: ['first'], byName: new Map([['a', { count: 1 }]]) },
    evolve: {
      Noted: () => (state) => {
        state.texts.push('next')
      },
    },
  })
  const state = notes('n').aggregate.initial
  // @ts-expect-error A decision or guard only reads it: it is cached for others.
  expect(() => state.texts.push).not.toThrow()
  // @ts-expect-error Maps too.
  expect(() => state.byName.set).not.toThrow()
  expectTypeOf(state.texts).toEqualTypeOf<readonly string[]>()
})

describe('rejections of the host appear where they are possible', () => {
  type ErrorOf<O> = O extends { readonly _tag: 'Left'; readonly left: { readonly error: infer E } } ? E : never
  const opened = () =>
    openClientele({ store: memory(), decisions: [planVisit, cancelVisit], guards: [staysOpen], clock: () => instant })
  const instant = '2026-03-02T09:00:00.000Z'

  test('a guard may refuse every command, a decision only its own', async () => {
    const host = await opened()
    const archived = await host.execute(ArchiveCustomer({ customerId: 'acme' }))
    expectTypeOf<'StaysOpen'>().toExtend<ErrorOf<typeof archived>>()
    expectTypeOf<'VisitNotFound'>().not.toExtend<ErrorOf<typeof archived>>()
    const planned = await host.execute(PlanVisit({ visitId: 'v', customerId: 'acme' }))
    expectTypeOf<'StaysOpen' | 'CustomerNotFound'>().toExtend<ErrorOf<typeof planned>>()
    expectTypeOf<'VisitNotFound'>().not.toExtend<ErrorOf<typeof planned>>()
    const [event] = isRight(planned) ? planned.right.events : []
    if (event?.type !== 'VisitPlanned') throw new Error('no visit was planned')
    expectTypeOf(event.data.customerId).toExtend<string>()
    expect(event.data.customerId).toBe('acme')
    const cancelled = await host.execute(CancelVisit({ visitId: 'w' }))
    if (isRight(cancelled) || cancelled.left.error !== 'VisitNotFound') throw new Error('not refused')
    expect(cancelled.left.visitId).toBe('w')
    await host.close()
  })

  test('a command that may be one of the register or of the host has the outcomes of both', async () => {
    const host = await opened()
    type Either = ReturnType<typeof RegisterCustomer> | ReturnType<typeof CancelVisit>
    const commands: readonly Either[] = [
      RegisterCustomer({ customerId: 'c', name: 'C' }),
      CancelVisit({ visitId: 'w' }),
    ]
    const ended: string[] = []
    for (const command of commands) {
      const outcome = await host.execute(command)
      expectTypeOf<'VisitNotFound' | 'CustomerAlreadyRegistered' | 'StaysOpen'>().toExtend<ErrorOf<typeof outcome>>()
      ended.push(isRight(outcome) ? (outcome.right.events[0]?.type ?? 'nothing') : outcome.left.error)
      if (isLeft(outcome) && outcome.left.error === 'VisitNotFound') expect(outcome.left.visitId).toBe('w')
    }
    expect(ended).toEqual(['CustomerRegistered', 'VisitNotFound'])
    const any: Command | Either = commands[1] ?? expect.fail()
    expect(await host.execute(any)).toMatchObject({ left: { error: 'VisitNotFound' } })
    expect(await host.taskEither.execute(any)()).toMatchObject({ left: { error: 'VisitNotFound' } })
    // @ts-expect-error No such command.
    const misspelt: Parameters<typeof host.execute>[0] = { type: 'CancelVisitt', data: { visitId: 'w' } }
    expect(misspelt.type).toBe('CancelVisitt')
    await host.close()
  })

  test('an arbitrary command, a preview and a task include all', async () => {
    const host = await opened()
    const unknown = await host.executeUnknown(CancelVisit({ visitId: 'w' }))
    if (isRight(unknown) || unknown.left.error !== 'VisitNotFound') throw new Error('not refused')
    expect(unknown.left.visitId).toBe('w')
    const tried = await host.preview(CancelVisit({ visitId: 'w' }))
    if (isRight(tried) || tried.left.error !== 'VisitNotFound') throw new Error('not refused')
    expect(tried.left.visitId).toBe('w')
    const later = await host.taskEither.execute(CancelVisit({ visitId: 'w' }))()
    if (isRight(later) || later.left.error !== 'VisitNotFound') throw new Error('not refused')
    expect(later.left.visitId).toBe('w')
    expect(isRight(await host.taskEither.execute(RegisterCustomer({ customerId: 'b', name: 'B' }))())).toBe(true)
    await host.close()
  })
})
