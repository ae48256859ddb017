import type { Receipt } from '@clientele/adapters'
import type { KnownEvent, Message, Meta } from '@clientele/domain'
import { createModel, outOfOrder, type TimedCommand } from '@clientele/testing'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

const strict = { checksReads: 'exact', atomicAcrossStreams: true } as const

const metaOf = (commandId: string): Meta => ({
  by: 'host',
  host: true,
  at: '2024-03-15T09:00:00.000Z',
  today: '2024-03-15',
  commandId,
})

const world = createModel()
const happened = (command: Message, commandId: string): readonly KnownEvent[] =>
  world.execute(command, metaOf(commandId)).events

const register: Message = { type: 'RegisterCustomer', data: { customerId: 'acme', name: 'Acme Oy' } }
const archive: Message = { type: 'ArchiveCustomer', data: { customerId: 'acme' } }
const registered = happened(register, 'one')
const archived = happened(archive, 'two')
const { log } = world

const receiptOf = (events: readonly KnownEvent[]): Receipt => {
  const last = events.at(-1)
  const commandId = last?.metadata.commandId ?? ''
  return { events, position: last?.position ?? null, eventId: last?.id ?? null, commandId, ids: {} }
}

type Span = readonly [began: number, ended: number]

const timedCommand = (
  command: Message,
  commandId: string,
  outcome: Either<object, Receipt>,
  [began, ended]: Span,
): TimedCommand => ({
  command,
  meta: metaOf(commandId),
  outcome: outcome as TimedCommand['outcome'],
  receipt: outcome._tag === 'Right' ? outcome.right : null,
  began,
  ended,
})

const registering = (span: Span): TimedCommand => timedCommand(register, 'one', right(receiptOf(registered)), span)
const archiving = (span: Span): TimedCommand => timedCommand(archive, 'two', right(receiptOf(archived)), span)
const notFound = left({ error: 'CustomerNotFound', customerId: 'acme' })

describe('the check for one order finds', () => {
  test('nothing, if every answer is true at its position', () => {
    const executed = [registering([1, 2]), archiving([3, 4])]
    expect(outOfOrder(executed, log, strict)).toEqual({ broken: [], sound: log })
  })
  test('a refusal that was no longer true when the command was given', () => {
    const stale = timedCommand(archive, 'three', notFound, [3, 4])
    expect(outOfOrder([registering([1, 2]), stale], registered, strict).broken).toHaveLength(1)
  })
  test('nothing, if the refusal may be from before', () => {
    const early = timedCommand(archive, 'three', notFound, [1, 4])
    expect(outOfOrder([registering([2, 3]), early], registered, strict).broken).toEqual([])
  })
  test('an acknowledged command whose events precede those acknowledged earlier', () => {
    const backwards = [...archived, ...registered]
    expect(outOfOrder([registering([1, 2]), archiving([3, 4])], backwards, strict).broken.length).toBeGreaterThan(0)
  })
  test('an acknowledged command whose events do not match it', () => {
    const other = timedCommand(
      { type: 'RestoreCustomer', data: { customerId: 'acme' } },
      'two',
      right(receiptOf(archived)),
      [3, 4],
    )
    expect(outOfOrder([registering([1, 2]), other], log, strict).broken).toHaveLength(1)
  })
  test('a sound log up to foreign events between the events of a command, where a store declares them, and splits no command', () => {
    const numbered: Message = { type: 'RegisterCustomer', data: { customerId: 'bolt', name: 'Bolt Ab', number: 7 } }
    const several = createModel().execute(numbered, metaOf('three')).events
    const places = (events: readonly KnownEvent[]): readonly KnownEvent[] =>
      events.map((event, index) => ({ ...event, position: String(index + 1) }))
    const [first, ...rest] = several as readonly [KnownEvent, ...KnownEvent[]]
    const mixed = places([...registered, first, ...archived, ...rest])
    const ofThree = mixed.filter(({ metadata }) => metadata.commandId === 'three')
    const split = timedCommand(archive, 'three', right(receiptOf(ofThree)), [3, 4])
    const loose = { checksReads: 'bestEffort', atomicAcrossStreams: false } as const
    expect(new Set(ofThree.map(({ stream }) => stream)).size).toBeGreaterThan(1)
    expect(outOfOrder([split], mixed, loose)).toEqual({ broken: [], sound: mixed.slice(0, registered.length) })
    expect(outOfOrder([split], mixed, strict).broken).toHaveLength(1)
  })
  test('the same for an answer that was true at first, then overtaken on a stream still to be written', () => {
    const group: Message = { type: 'CreateCustomerGroup', data: { groupId: 'g1', name: 'Group' } }
    const move = (groupId: string | null): Message => ({
      type: 'MoveCustomerToGroup',
      data: { customerId: 'acme', groupId },
    })
    const grouped = createModel()
    const before = [register, group, move('g1')].flatMap((one, at) => grouped.execute(one, metaOf(`b${at}`)).events)
    const copy = createModel(before)
    const removal: Message = { type: 'DeleteCustomerGroup', data: { groupId: 'g1' } }
    const deleted = copy.execute(removal, metaOf('three')).events
    const moved = grouped.execute(move(null), metaOf('four')).events
    const [first, ...rest] = deleted as readonly [KnownEvent, ...KnownEvent[]]
    const ordered = (events: readonly KnownEvent[]): readonly KnownEvent[] =>
      events.map((event, index) => ({ ...event, position: String(index + 1) }))
    const mixed = ordered([...before, first, ...moved, ...rest])
    const removing = (events: readonly KnownEvent[]): TimedCommand => {
      const own = events.filter(({ metadata }) => metadata.commandId === 'three')
      return timedCommand(removal, 'three', right(receiptOf(own)), [1, 2])
    }
    const loose = { checksReads: 'bestEffort', atomicAcrossStreams: false } as const
    expect(rest.map(({ stream }) => stream)).toContain('customer-acme')
    expect(outOfOrder([removing(mixed)], mixed, loose)).toEqual({ broken: [], sound: mixed.slice(0, before.length) })
    const whole = ordered([...before, ...deleted])
    expect(outOfOrder([removing(whole)], whole, loose)).toEqual({ broken: [], sound: whole })
  })
})
