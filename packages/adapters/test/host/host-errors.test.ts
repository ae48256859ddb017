import { type ClienteleOptions, openClientele, projection } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import { memorySnapshots } from '@clientele/adapters/snapshots'
import {
  accept,
  type CommandGuard,
  command,
  event,
  givenIdOf,
  guard,
  guardReads,
  type HostDecision,
  type HostErrorPlace,
  hostDecision,
  hostStreams,
  noNeeds,
  RegisterCustomer,
  text,
  write,
} from '@clientele/domain'
import * as t from 'io-ts'
import { describe, expect, onTestFinished, test } from 'vitest'
import { onEveryTransaction } from './outbox.js'

const broken = new TypeError('Anna Salo, 0401234567')
const throwing = (): never => {
  throw broken
}

type Reported = readonly [error: unknown, where: HostErrorPlace]

/** A register, the errors that it reported, and what it logged. */
const opened = async (options: Partial<ClienteleOptions<readonly HostDecision[], readonly CommandGuard[]>>) => {
  const reported: Reported[] = []
  const logged: unknown[] = []
  const log = (...given: unknown[]): void => void logged.push(given)
  const crm = await openClientele({
    store: memory(),
    logger: { info: log, warn: log, error: log },
    onHostError: (...given) => void reported.push(given),
    guards: [],
    decisions: [],
    ...options,
  })
  onTestFinished(() => crm.close())
  return { crm, reported, logged }
}

const acme = RegisterCustomer({ customerId: 'acme', name: 'Acme Oy' })

const NotedDown = event('NotedDown', { text })
const NoteDown = command('NoteDown', { noteId: givenIdOf('NoteId'), text })

const note = hostStreams('note', {
  events: { NotedDown },
  initial: {},
  evolve: {
    NotedDown:
      ({ text }) =>
      () =>
        void (text === 'bad' && throwing()),
  },
})

const lax = hostStreams('note', { events: { NotedDown }, initial: {}, evolve: { NotedDown: () => () => {} } })

const noting = (streams: typeof note): HostDecision =>
  hostDecision({
    command: NoteDown,
    streams: [streams],
    reads: ({ noteId }) => ({ note: streams(noteId) }),
    decide: (_, { noteId, text }) => accept(write(streams(noteId), NotedDown({ text }))),
  })

const bad = NoteDown({ noteId: 'n1', text: 'bad' })

const decisions: readonly (readonly [string, HostDecision])[] = [
  ['decides', hostDecision({ command: NoteDown, streams: [note], reads: () => noNeeds, decide: throwing })],
  ['reads', hostDecision({ command: NoteDown, streams: [note], reads: throwing, decide: () => accept() })],
  ['invokes', { ...noting(lax), invokes: throwing }],
]

const guards: readonly (readonly [string, CommandGuard])[] = [
  ['judges', guard({ name: 'strict', rejections: {}, reads: guardReads(() => noNeeds), unless: throwing })],
  ['reads', guard({ name: 'strict', rejections: {}, reads: guardReads(throwing), unless: () => null })],
]

describe('what host code throws is reported unchanged', () => {
  test.each(guards)('if a guard %s', async (_, strict) => {
    const { crm, reported } = await opened({ guards: [strict] })
    const outcome = await crm.execute(acme)
    expect(outcome).toEqual({
      _tag: 'Left',
      left: { error: 'GuardFailed', guard: 'strict', problem: 'It threw TypeError.' },
    })
    expect(new Set(reported.map(([error]) => error))).toEqual(new Set([broken]))
    expect(reported[0]).toEqual([broken, { kind: 'guard', name: 'strict' }])
  })

  test.each(decisions)('if a decision %s', async (_, one) => {
    const { crm, reported } = await opened({ decisions: [one] })
    const outcome = await crm.executeUnknown(bad)
    expect(outcome).toMatchObject({ left: { error: 'DecisionFailed', problem: 'It threw TypeError.' } })
    expect(reported[0]?.[0]).toBe(broken)
    expect(reported[0]?.[1]).toEqual({ kind: 'decision', name: 'NoteDown' })
  })

  test('if streams fold the events of a decision or of the log', async () => {
    const store = memory()
    const { crm, reported } = await opened({ store, decisions: [noting(note)] })
    expect(await crm.executeUnknown(bad)).toMatchObject({ left: { error: 'DecisionFailed' } })
    expect(reported).toEqual([[broken, { kind: 'streams', name: 'note' }]])
    const other = await opened({ store, decisions: [noting(lax)] })
    expect(await other.crm.executeUnknown(bad)).toMatchObject({ _tag: 'Right' })
    await crm.caughtUp()
    expect(await crm.executeUnknown(bad)).toMatchObject({ left: { error: 'EventUnreadable' } })
    expect(reported[1]).toEqual([broken, { kind: 'streams', name: 'note' }])
  })

  test('if streams upcast the events of the log', async () => {
    const store = memory()
    const { crm } = await opened({ store, decisions: [noting(lax)] })
    expect(await crm.executeUnknown(bad)).toMatchObject({ _tag: 'Right' })
    const newer = hostStreams('note', {
      events: { NotedDown },
      initial: {},
      evolve: { NotedDown: () => () => {} },
      upcasts: { NotedDown: [throwing] },
    })
    const reported: Reported[] = []
    const opening = openClientele({
      store,
      decisions: [noting(newer)],
      onHostError: (...given) => void reported.push(given),
    })
    await expect(opening).rejects.toMatchObject({ failure: { error: 'EventUnreadable' } })
    expect(reported[0]).toEqual([broken, { kind: 'streams', name: 'note' }])
  })

  test('if a projection applies an event, once, and if it is rebuilt', async () => {
    const counting = projection({ version: 1, initial: 0, apply: throwing, codec: t.number })
    const { crm, reported, logged } = await opened({ projections: { counting } })
    await crm.execute(acme)
    await crm.execute(RegisterCustomer({ customerId: 'beta', name: 'Beta Oy' }))
    const expected = [broken, { kind: 'projection', name: 'counting' }]
    expect(reported).toEqual([expected])
    await crm.rebuild()
    expect(reported).toEqual([expected, expected])
    expect(JSON.stringify([logged, await crm.health()])).not.toContain('Anna')
  })

  test('if the codec of a projection writes a snapshot', async () => {
    const codec = new t.Type<number, unknown>('odd', t.number.is, t.number.validate, (n) => (n === 0 ? n : throwing()))
    const counting = projection({ version: 1, initial: 0, apply: (n) => n + 1, codec })
    const { crm, reported } = await opened({
      projections: { counting },
      snapshots: memorySnapshots(),
      snapshotEvery: 1,
    })
    await crm.execute(acme)
    await expect.poll(() => reported[0]).toEqual([broken, { kind: 'projection', name: 'counting' }])
  })

  test('if a column shows a customer', async () => {
    const columns = { odd: { heading: { en: 'Odd' }, value: throwing } }
    const counting = projection({ version: 1, initial: 0, apply: (n) => n, codec: t.number, columns })
    const { crm, reported } = await opened({ projections: { counting } })
    await crm.execute(acme)
    expect(() => crm.views.customerList({ columns: ['odd'] })).toThrow('The column odd: It threw TypeError.')
    expect(reported).toEqual([[broken, { kind: 'column', name: 'odd' }]])
  })
})

const rejecting = async (): Promise<never> => {
  await Promise.resolve()
  throw broken
}

// Functions as an untyped program passes them.
const untyped = (given: object): never => given as never

describe('what a promise rejects with, where host code must be done when it returns, is reported and ends nothing', () => {
  test.each([
    ['judges', { unless: rejecting }],
    ['reads', { reads: guardReads(untyped(rejecting)) }],
  ])('if a guard %s', async (_, part) => {
    const strict = { name: 'strict', rejections: {}, reads: guardReads(() => noNeeds), unless: () => null, ...part }
    const { crm, reported } = await opened({ guards: [guard(untyped(strict))] })
    expect(await crm.execute(acme)).toMatchObject({ left: { error: 'GuardFailed', guard: 'strict' } })
    await expect.poll(() => reported[0]).toEqual([broken, { kind: 'guard', name: 'strict' }])
  })

  test.each([
    ['decides', { decide: rejecting }],
    ['reads', { reads: rejecting }],
    ['invokes', { invokes: rejecting }],
  ])('if a decision %s', async (_, part) => {
    const rule = {
      command: NoteDown,
      streams: [lax],
      reads: () => ({ note: lax('n1') }),
      decide: () => accept(write(lax('n1'), NotedDown({ text: 'x' }))),
      ...part,
    }
    const { crm, reported } = await opened({ decisions: [hostDecision(untyped(rule))] })
    expect(await crm.executeUnknown(bad)).toMatchObject({ left: { error: 'DecisionFailed' } })
    await expect.poll(() => reported[0]).toEqual([broken, { kind: 'decision', name: 'NoteDown' }])
  })

  test.each([
    ['a row', rejecting],
    ['a change', () => rejecting],
  ])('if streams fold by %s', async (_, row) => {
    const slow = hostStreams('note', untyped({ events: { NotedDown }, initial: {}, evolve: { NotedDown: row } }))
    const { crm, reported } = await opened({ decisions: [noting(untyped(slow))] })
    expect(await crm.executeUnknown(bad)).toMatchObject({ left: { error: 'DecisionFailed' } })
    expect(reported).toEqual([[expect.any(TypeError), { kind: 'streams', name: 'note' }]])
  })

  test.each([
    ['applies an event', { apply: rejecting }],
    ['gives keys', { keysOf: rejecting }],
  ])('if a projection %s', async (_, part) => {
    const rule = { version: 1, initial: 0, apply: (sum: number) => sum + 1, codec: t.number, ...part }
    const { crm, reported } = await opened({ projections: { counting: projection(untyped(rule)) } })
    await crm.execute(acme)
    expect((await crm.health()).projections).toMatchObject({ counting: { stoppedBy: { thrown: 'TypeError' } } })
    await expect.poll(() => reported[1]).toEqual([broken, { kind: 'projection', name: 'counting' }])
  })

  test('if a column shows a customer', async () => {
    const columns = untyped({ odd: { heading: { en: 'Odd' }, value: rejecting } })
    const counting = projection({ version: 1, initial: 0, apply: (n) => n, codec: t.number, columns })
    const { crm, reported } = await opened({ projections: { counting } })
    await crm.execute(acme)
    expect(() => crm.views.customerList({ columns: ['odd'] })).toThrow('no cell')
    await expect.poll(() => reported[0]).toEqual([broken, { kind: 'column', name: 'odd' }])
  })

  test('unless a logger or an error listener rejects: that concerns nobody', async () => {
    const logger = { info: rejecting, warn: rejecting, error: rejecting }
    const counting = projection({ version: 1, initial: 0, apply: throwing, codec: t.number })
    const { crm } = await opened({ logger, projections: { counting }, onHostError: rejecting })
    expect(await crm.execute(acme)).toMatchObject({ _tag: 'Right' })
    await new Promise((resolve) => setImmediate(resolve))
    expect((await crm.health()).isWell).toBe(false)
  })
})

const unreadable = new Proxy(
  {},
  {
    get: throwing,
    ownKeys: throwing,
  },
)

describe('a result of host code that throws when it is read ends the command with a failure', () => {
  test.each([
    ['judges', { unless: () => unreadable }],
    ['reads', { reads: guardReads(untyped(() => unreadable)) }],
  ])('if a guard %s', async (_, part) => {
    const strict = { name: 'strict', rejections: {}, reads: guardReads(() => noNeeds), unless: () => null, ...part }
    const { crm } = await opened({ guards: [guard(untyped(strict))] })
    expect(await crm.execute(acme)).toMatchObject({ left: { error: 'GuardFailed', problem: 'It threw TypeError.' } })
  })

  test.each([
    ['decides', { decide: () => unreadable }],
    ['reads', { reads: () => unreadable }],
  ])('if a decision %s', async (_, part) => {
    const rule = { command: NoteDown, streams: [lax], reads: () => noNeeds, decide: () => accept(), ...part }
    const { crm } = await opened({ decisions: [hostDecision(untyped(rule))] })
    expect(await crm.executeUnknown(bad)).toMatchObject({
      left: { error: 'DecisionFailed', problem: 'It threw TypeError.' },
    })
  })
})

test.each([
  ['throws', throwing],
  [
    'rejects',
    async () => {
      await Promise.resolve()
      throw broken
    },
  ],
])('an error listener that %s changes nothing', async (_, onHostError) => {
  const [[, strict] = expect.fail()] = guards
  const { crm } = await opened({ guards: [strict], onHostError })
  expect(await crm.execute(acme)).toMatchObject({ left: { error: 'GuardFailed', problem: 'It threw TypeError.' } })
  expect((await crm.health()).isWell).toBe(true)
})

onEveryTransaction('writes of the host that throw', (make) => {
  test('are reported as they threw', async () => {
    const outbox = make()
    onTestFinished(outbox.remove)
    const { crm, reported, logged } = await opened({ store: outbox.source(), writes: outbox.writes(throwing) })
    await outbox.create()
    expect(await crm.execute(acme)).toMatchObject({ left: { error: 'WritesFailed' } })
    expect(reported[0]).toEqual([broken, { kind: 'writes' }])
    expect(reported[0]?.[0]).toBe(broken)
    expect(JSON.stringify(logged)).not.toContain('Anna')
  })

  test('name the statement that the database refused', async () => {
    const outbox = make()
    onTestFinished(outbox.remove)
    const { crm, reported } = await opened({ store: outbox.source(), writes: outbox.writes() })
    expect(await crm.execute(acme)).toMatchObject({ left: { error: 'WritesFailed' } })
    expect(String(reported[0]?.[0])).toContain('outbox')
  })
})
