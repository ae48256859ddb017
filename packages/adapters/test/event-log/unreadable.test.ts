import { type Clientele, memoryCheckpoints, openClientele } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import { type EventStore, failureOf, type NewEvent, type RecordedEvent } from '@clientele/domain'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { copyEvents } from '../../src/runtime/copy-log.js'
import { event, newStream, opened, rightOf } from '../sqlite/events.js'
import { employee, executed, listeningLogger } from '../subscriptions/registers.js'
import { type Damageable, damageable } from './damaging.js'

describe.each(damageable)('an event in %s whose %s is invalid JSON', (store, column, make) => {
  const failure = {
    error: 'EventUnreadable',
    stream: 'employee-c',
    revision: 0,
    type: 'EmployeeRegistered',
    problems: [{ path: column, expected: 'JSON', actual: expect.stringMatching(/^a text of \d+ characters/) }],
  }
  const before = ['employee-a', 'employee-b']
  const names = ['a', 'b', 'c', 'd']
  const open: { close(): Promise<void> }[] = []
  let place: Damageable

  const closedAfterTest = <A extends { close(): Promise<void> }>(thing: A): A => {
    open.push(thing)
    return thing
  }
  const register = async (options: object = {}): Promise<Clientele> =>
    closedAfterTest(await openClientele({ store: place.source, follow: false, ...options }))
  const damage = (): Promise<void> => place.damage('employee-c', column)
  const known = ({ register: { tables } }: Clientele): readonly string[] =>
    Array.from(tables.employees.rows(), ({ employeeId }) => employeeId)

  /** Returns the streams of the events that were read, and then the failure. */
  const readAll = async (batches: AsyncIterable<readonly RecordedEvent[]>): Promise<readonly unknown[]> => {
    const streams: unknown[] = []
    try {
      for await (const events of batches) streams.push(...events.map(({ stream }) => stream))
    } catch (error) {
      return [...streams, failureOf(error)]
    }
    return streams
  }

  beforeEach(async () => {
    place = await make()
  })
  afterEach(async () => {
    for (const one of open.splice(0)) await one.close()
    await place.remove()
  })

  test('ends a read right after the events before it', async () => {
    const crm = await register()
    await executed(crm, ...names.map(employee))
    await damage()
    expect(await readAll(crm.events())).toEqual([...before, failure])
    expect(await readAll(crm.events({ types: ['EmployeeRegistered'] }))).toEqual([...before, failure])
    expect(await readAll(crm.events({ maxCount: 2 }))).toEqual(before)
    expect(await readAll(crm.store.readStream('employee-c'))).toEqual([failure])
    expect(await readAll(crm.store.subscribe())).toEqual([...before, failure])
  })

  test('ends a read that starts right before it', async () => {
    const crm = await register()
    const [, second] = [await executed(crm, employee('a')), await executed(crm, employee('b'))]
    await executed(crm, employee('c'), employee('d'))
    const eventId = (await crm.store.readStream('employee-b')[Symbol.asyncIterator]().next()).value?.[0]?.id ?? ''
    await damage()
    // A store that has not read these events before.
    const store = closedAfterTest(await opened(place.source))
    for (const after of [second, { position: second, eventId }]) {
      expect(await readAll(store.readAll({ after }))).toEqual([failure])
      expect(await readAll(store.subscribe({ after }))).toEqual([failure])
    }
  })

  test('does not affect reads of other events', async () => {
    const crm = await register()
    await executed(crm, ...names.map(employee))
    await place.damage('employee-d', column)
    const subscription = crm.store.subscribe({ types: ['EmployeeTeamsSet'] })
    const reading = subscription[Symbol.asyncIterator]()
    const next = reading.next()
    // Let the subscription pass the end of the log first.
    await new Promise((resolve) => setTimeout(resolve, 100))
    await executed(crm, { type: 'SetEmployeeTeams', data: { employeeId: 'a', teams: ['north'] } })
    expect((await next).value).toMatchObject([{ stream: 'employee-a', type: 'EmployeeTeamsSet' }])
    await subscription.close()
    await reading.return?.(undefined)
  })

  test('is named when opening, and when copying after the events before it', async () => {
    await executed(await register(), ...names.map(employee))
    await damage()
    await expect(openClientele({ store: place.source })).rejects.toMatchObject({ failure })
    const [from, to] = [closedAfterTest(await opened(place.source)), closedAfterTest(await opened(memory()))]
    expect(await copyEvents(from, { store: to, at: () => undefined })).toMatchObject({ left: failure })
    expect(await readAll(to.readAll())).toEqual(before.slice(0, 1))
  })

  test('stops the views right before it, once, and every command reports it', async () => {
    const logger = listeningLogger()
    const [crm, other] = [await register({ logger }), await register()]
    const end = await executed(other, ...names.map(employee))
    await damage()
    expect(await crm.caughtUp(end)).toMatchObject({ left: failure })
    expect(known(crm)).toEqual(['a', 'b'])
    expect(await crm.executeUnknown(employee('e'), { by: 'anna', as: 'host' })).toMatchObject({ left: failure })
    expect(await crm.rebuild()).toMatchObject({ left: failure })
    expect(logger.problems.map(([level, facts]) => [level, facts])).toMatchObject([
      ['error', { error: 'EventUnreadable', stream: 'employee-c', revision: 0 }],
    ])
  })

  test('causes a command that reads its stream to be refused', async () => {
    await executed(await register(), ...names.map(employee))
    const crm = await register({ cachedStreams: 1 })
    await damage()
    const change = { type: 'SetEmployeeTeams', data: { employeeId: 'c', teams: ['north'] } }
    expect(await crm.executeUnknown(change, { by: 'anna', as: 'host' })).toMatchObject({ left: failure })
  })

  test('stops a subscription after the handled events', async () => {
    const crm = await register()
    await executed(crm, ...names.map(employee))
    await damage()
    const [handled, checkpoints] = [[] as string[], memoryCheckpoints()]
    const subscription = crm.subscribe('mails', (events) => void handled.push(...events.map(({ stream }) => stream)), {
      checkpoints,
    })
    expect(await subscription.stopped).toMatchObject(failure)
    expect(handled).toEqual(before)
  })

  test('is reported to a caller that asks for the events of its command', async () => {
    const crm = await register()
    const given = { by: 'anna', as: 'host', commandId: 'twice' } as const
    expect((await crm.executeUnknown(employee('c'), given))._tag).toBe('Right')
    await damage()
    const answer = await crm.store.appendedBy('twice')()
    // EventStoreDB has no index of ids: it answers from the events that it returned to readers.
    if (store !== 'eventstoredb') expect(answer).toMatchObject({ left: { ...failure, revision: 0 } })
    else expect(answer).toMatchObject({ right: { events: [{ stream: 'employee-c' }] } })
  })
})

describe.each(damageable.filter(([store, column]) => store !== 'eventstoredb' && column === 'data'))(
  'an append to %s with a condition on a lookup',
  (_, __, make) => {
    const joining = (key: string): NewEvent => event({ key })
    const guarded = { index: { name: 'members', joins: { Happened: 'key' } }, key: 'k', position: null }

    test('names an event needed for the check that is invalid JSON', async () => {
      const place = await make()
      const store: EventStore = await opened(place.source)
      const write = { stream: 'group-1', expected: 'noStream', events: [joining('other')] } as const
      rightOf(await store.append({ writes: [write], unchanged: [], noneSince: [] })())
      await place.damage('group-1', 'data')
      expect(await store.append({ ...newStream('group-2'), noneSince: [guarded] })()).toMatchObject({
        left: { error: 'EventUnreadable', stream: 'group-1', revision: 0, type: 'Happened' },
      })
      rightOf(await store.append(newStream('group-3'))())
      await store.close()
      await place.remove()
    })
  },
)
