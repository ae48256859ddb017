import { type Clientele, openClientele } from '@clientele/adapters'
import { type EsdbLikeClient, eventstoredb } from '@clientele/adapters/eventstoredb'
import { EventStoreDBClient } from '@eventstore/db-client'
import { isRight } from 'fp-ts/lib/Either.js'
import { expect, onTestFinished, test } from 'vitest'
import type { EventStoreDbServer } from '../../../../test/servers/eventstoredb/server.mjs'
import { opened } from '../sqlite/events.js'
import { batchOfCommands, commandIdOf } from './of-commands.js'
import { all, newStream, pause, rightOf, served, storeOn } from './serving.js'

/** The numbers of calls so far, and the greatest number of concurrent appends. */
type Calls = { appends: number; notes: number; reads: number; underWay: number; most: number }

const none = { appends: 0, notes: 0, reads: 0, underWay: 0, most: 0 }

const counted = (client: EventStoreDBClient, calls: Calls): EsdbLikeClient => ({
  appendToStream: (stream, ...given) => {
    calls[stream === 'clienteleIntents' ? 'notes' : 'appends'] += 1
    calls.underWay += 1
    calls.most = Math.max(calls.most, calls.underWay)
    return client.appendToStream(stream, ...given).finally(() => {
      calls.underWay -= 1
    })
  },
  readStream: (...given) => {
    calls.reads += 1
    return client.readStream(...given)
  },
  readAll: (...given) => {
    calls.reads += 1
    return client.readAll(...given)
  },
  subscribeToAll: (...given) => client.subscribeToAll(...given),
  setStreamMetadata: (...given) => client.setStreamMetadata(...given),
  dispose: () => client.dispose(),
})

type Sent = Parameters<Clientele['execute']>[0]

const countedOn = (server: EventStoreDbServer) => {
  const client = EventStoreDBClient.connectionString(server.connectionString())
  onTestFinished(() => client.dispose())
  const calls = { ...none }
  return {
    source: eventstoredb({ connectionString: server.connectionString(), client: counted(client, calls) }),
    calls,
  }
}

const warm = async () => {
  const { source, calls } = countedOn(await served())
  const crm = await openClientele({ store: source })
  onTestFinished(() => crm.close())
  const execute = async (command: Sent): Promise<void> => {
    const answer = await crm.execute(command, { by: 'anna' })
    expect(isRight(answer) ? null : answer.left).toBeNull()
  }
  const callsOf = async (...commands: readonly Sent[]): Promise<Calls> => {
    await pause(100)
    Object.assign(calls, none)
    await Promise.all(commands.map(execute))
    return { ...calls }
  }
  await execute({ type: 'RegisterEmployee', data: { employeeId: 'anna', name: 'Anna Aalto', admin: true } })
  await execute({ type: 'DefineRole', data: { roleId: 'manager', name: 'Manager', kind: 'customer' } })
  for (let n = 0; n < 64; n += 1)
    await execute({ type: 'RegisterCustomer', data: { customerId: `c${n}`, name: 'One Oy' } })
  return { execute, callsOf }
}

const change = (n: number, name: string): Sent => ({
  type: 'ChangeCustomerDetails',
  data: { customerId: `c${n}`, changes: { name } },
})

const assign = (n: number): Sent => ({
  type: 'AssignResponsible',
  data: { customerId: `c${n}`, employeeId: 'anna', roleId: 'manager' },
})

test('a small change takes one append, and at most one read to get new events', async () => {
  const { execute, callsOf } = await warm()
  await execute(change(1, 'Two Oy'))
  const { appends, reads } = await callsOf(change(1, 'Three Oy'))
  expect(appends).toBe(1)
  expect(reads).toBeLessThanOrEqual(1)
})

test('a command that reads other streams takes one more call', async () => {
  const { callsOf } = await warm()
  const { appends, reads } = await callsOf(assign(1))
  expect(appends).toBe(1)
  expect(reads).toBeLessThanOrEqual(2)
})

test('registering a customer takes three calls', async () => {
  const { callsOf } = await warm()
  const { appends, reads } = await callsOf({ type: 'RegisterCustomer', data: { customerId: 'new', name: 'New Oy' } })
  expect(appends).toBe(1)
  expect(reads).toBeLessThanOrEqual(2)
})

test.each([
  ['changes', (n: number): Sent => change(n, 'Two Oy')],
  ['assignments', assign],
  ['registrations', (n: number): Sent => ({ type: 'RegisterCustomer', data: { customerId: `n${n}`, name: 'New Oy' } })],
])('64 concurrent %s take 64 appends and at most 16 reads', async (_, commandOf) => {
  const { callsOf } = await warm()
  const { appends, reads } = await callsOf(...Array.from({ length: 64 }, (__, n) => commandOf(n)))
  expect(appends).toBe(64)
  expect(reads).toBeLessThanOrEqual(16)
})

test('the number of concurrent writes is limited, however many batches are appended', async () => {
  const slow = { append: 100, stream: 0, all: 0, event: 0 }
  const { source, calls } = countedOn(await served({ costs: slow }))
  const store = await opened(source)
  onTestFinished(() => store.close())
  const batches = Array.from({ length: 20 }, (_, n) => batchOfCommands(20, { from: 20 * n, common: `common-${n}` }))
  const answers = await Promise.all(batches.map((batch) => store.append(batch)()))
  expect(answers.map(rightOf).every(({ events }) => events.length === 40)).toBe(true)
  expect(calls.most).toBeGreaterThan(64)
  expect(calls.most).toBeLessThanOrEqual(128)
})

test('a stream that a decision found missing is not read again by its append', async () => {
  const server = await served()
  rightOf(await (await storeOn(server)).append(newStream('before'))())
  const { source, calls } = countedOn(server)
  const store = await opened(source)
  onTestFinished(() => store.close())
  // The store has read only the end of the log.
  rightOf(await store.head()())
  const batch = batchOfCommands(20)
  const streams = [...new Set(batch.writes.map(({ stream }) => stream))]
  for (const stream of streams) for await (const events of store.readStream(stream)) expect(events).toEqual([])
  Object.assign(calls, none)
  rightOf(await store.append(batch)())
  expect(calls.appends).toBe(21)
  expect(calls.reads).toBeLessThanOrEqual(3)
})

test('100 commands in one batch take one read, two intents and one append per stream', async () => {
  const { source, calls } = countedOn(await served())
  const store = await opened(source)
  onTestFinished(() => store.close())
  // Reads the log first, like opening a register.
  expect(await all(store)).toEqual([])
  rightOf(await store.append(newStream('before'))())
  await pause(100)
  Object.assign(calls, none)
  const batch = batchOfCommands(100)
  rightOf(await store.append(batch)())
  await expect.poll(() => calls).toMatchObject({ appends: 101, notes: 2 })
  expect(calls.reads).toBeLessThanOrEqual(2)
  rightOf(await store.append(batch)())
  expect(calls).toMatchObject({ appends: 101, notes: 2 })
  const readsBefore = calls.reads
  for (const n of [0, 50, 99]) expect(rightOf(await store.appendedBy(commandIdOf(n))())?.events.length).toBe(2)
  expect(calls.reads).toBe(readsBefore)
})
