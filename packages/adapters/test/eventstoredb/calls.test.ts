import { type Clientele, openClientele } from '@clientele/adapters'
import { type EsdbLikeClient, eventstoredb } from '@clientele/adapters/eventstoredb'
import { EventStoreDBClient } from '@eventstore/db-client'
import { isRight } from 'fp-ts/lib/Either.js'
import { expect, onTestFinished, test } from 'vitest'
import { pause, served } from './serving.js'

type Calls = { appends: number; reads: number }

const counted = (client: EventStoreDBClient, calls: Calls): EsdbLikeClient => ({
  appendToStream: (...given) => {
    calls.appends += 1
    return client.appendToStream(...given)
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

const warm = async () => {
  const server = await served()
  const client = EventStoreDBClient.connectionString(server.connectionString())
  const calls = { appends: 0, reads: 0 }
  const store = eventstoredb({ connectionString: server.connectionString(), client: counted(client, calls) })
  const crm = await openClientele({ store })
  onTestFinished(async () => {
    await crm.close()
    await client.dispose()
  })
  const execute = async (command: Sent): Promise<void> => {
    const answer = await crm.execute(command, { by: 'anna' })
    expect(isRight(answer) ? null : answer.left).toBeNull()
  }
  const callsOf = async (...commands: readonly Sent[]): Promise<Calls> => {
    await pause(100)
    Object.assign(calls, { appends: 0, reads: 0 })
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

test('a small change is one append, and a read at most for what it is told', async () => {
  const { execute, callsOf } = await warm()
  await execute(change(1, 'Two Oy'))
  const { appends, reads } = await callsOf(change(1, 'Three Oy'))
  expect(appends).toBe(1)
  expect(reads).toBeLessThanOrEqual(1)
})

test('a command that reads other streams makes one call more', async () => {
  const { callsOf } = await warm()
  const { appends, reads } = await callsOf(assign(1))
  expect(appends).toBe(1)
  expect(reads).toBeLessThanOrEqual(2)
})

test('a customer is registered in three calls', async () => {
  const { callsOf } = await warm()
  const { appends, reads } = await callsOf({ type: 'RegisterCustomer', data: { customerId: 'new', name: 'New Oy' } })
  expect(appends).toBe(1)
  expect(reads).toBeLessThanOrEqual(2)
})

test.each([
  ['changes', (n: number): Sent => change(n, 'Two Oy')],
  ['assignments', assign],
  ['registrations', (n: number): Sent => ({ type: 'RegisterCustomer', data: { customerId: `n${n}`, name: 'New Oy' } })],
])('64 %s at once are 64 appends and 16 reads at most', async (_, commandOf) => {
  const { callsOf } = await warm()
  const { appends, reads } = await callsOf(...Array.from({ length: 64 }, (__, n) => commandOf(n)))
  expect(appends).toBe(64)
  expect(reads).toBeLessThanOrEqual(16)
})
