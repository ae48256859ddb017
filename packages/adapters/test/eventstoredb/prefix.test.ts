import { type Clientele, openClientele } from '@clientele/adapters'
import { eventstoredb } from '@clientele/adapters/eventstoredb'
import { type EventStore, failureOf, type RecordedEvent } from '@clientele/domain'
import { isRight } from 'fp-ts/lib/Either.js'
import { expect, onTestFinished, test } from 'vitest'
import type { EventStoreDbServer } from '../../../../test/servers/eventstoredb/server.mjs'
import { all, failureOfOpening, newStream, rightOf, served, storeOn } from './serving.js'

const registerOn = async (server: EventStoreDbServer, prefix?: string): Promise<Clientele> => {
  const connectionString = server.connectionString()
  const crm = await openClientele({
    store: eventstoredb({ connectionString, ...(prefix === undefined ? {} : { prefix }) }),
  })
  onTestFinished(() => crm.close())
  return crm
}

const register = { type: 'RegisterEmployee', data: { employeeId: 'anna', name: 'Anna Aalto', admin: true } }
const group = { type: 'CreateCustomerGroup', data: { groupId: 'g', name: 'Group' } }
const customer = (n: number) => ({
  type: 'RegisterCustomer',
  data: { customerId: `c${n}`, name: 'One Oy', groupId: 'g' },
})
const prefixes = ['north', 'northwest', 'North', undefined] as const

const namesOf = (server: EventStoreDbServer): readonly string[] =>
  [...server.log.streams.keys()].filter((name) => !name.startsWith('$user'))

test('registers on one server are separate, whatever their prefixes', async () => {
  const server = await served()
  const open = await Promise.all(prefixes.map((prefix) => registerOn(server, prefix)))
  for (const crm of open)
    for (const command of [register, group, customer(1), customer(2)])
      expect(isRight(await crm.executeUnknown(command, { by: 'anna' }))).toBe(true)
  for (const [index, crm] of open.entries())
    for (let n = 0; n <= index; n += 1)
      expect(isRight(await crm.executeUnknown(customer(10 + n), { by: 'anna' }))).toBe(true)
  for (const crm of open) expect(isRight(await crm.caughtUp())).toBe(true)
  expect(open.map((crm) => crm.views.customersOfGroup({ groupId: 'g' }).length)).toEqual([3, 4, 5, 6])
  for (const crm of open)
    expect(isRight(await crm.execute({ type: 'DeleteCustomerGroup', data: { groupId: 'g' } }, { by: 'anna' }))).toBe(
      true,
    )
  const again = await Promise.all(prefixes.map((prefix) => registerOn(server, prefix)))
  const counts = again.map((crm) => crm.views.responsibilityMatrix({ asOf: '2100-01-01' }).rows.length)
  expect(counts).toEqual([3, 4, 5, 6])
})

test('every stream on the server has the prefix, including those of intents', async () => {
  const server = await served()
  const crm = await registerOn(server, 'north')
  for (const command of [
    register,
    group,
    customer(1),
    customer(2),
    { type: 'DeleteCustomerGroup', data: { groupId: 'g' } },
  ])
    expect(isRight(await crm.executeUnknown(command, { by: 'anna' }))).toBe(true)
  await new Promise<void>((resolve) => void crm.subscribe('mails', () => resolve()))
  await crm.close()
  expect(namesOf(server).filter((name) => !/^(\$\$)?north\./.test(name))).toEqual([])
  expect(namesOf(server)).toContain('north.clienteleIntents')
  expect(namesOf(server)).toContain('north.clienteleCheckpoint-mails')
})

test('a register without a prefix ignores streams with one, and cannot write to them', async () => {
  const server = await served()
  const [north, plain] = [await storeOn(server, { prefix: 'north' }), await storeOn(server)]
  expect(isRight(await north.append(newStream('thing-1'))())).toBe(true)
  expect(await all(plain)).toEqual([])
  for await (const _ of plain.readStream('north.thing-1')) expect.fail('A stream of another register was read.')
  expect(await plain.append(newStream('north.thing-1'))()).toMatchObject({ left: { error: 'AppendRefused' } })
  expect((await all(north)).map(({ stream }) => stream)).toEqual(['thing-1'])
})

const refusalOf = async (events: AsyncIterable<readonly RecordedEvent[]>): Promise<unknown> => {
  try {
    for await (const _ of events) return 'events'
    return 'none'
  } catch (error) {
    return failureOf(error)?.error
  }
}

const markIn = async (store: EventStore) => {
  const [event] = rightOf(await store.append(newStream('thing-1'))()).events
  return { position: event.position, eventId: event.id }
}

test.each([
  ['north', 'south'],
  ['north', undefined],
  [undefined, 'south'],
] as const)('a mark of the register %s is LogDiverged in the register %s', async (markPrefix, ownPrefix) => {
  const server = await served()
  const [other, own] = [
    await storeOn(server, markPrefix === undefined ? {} : { prefix: markPrefix }),
    await storeOn(server, ownPrefix === undefined ? {} : { prefix: ownPrefix }),
  ]
  const [before, after] = [await markIn(own), await markIn(other)]
  expect(await refusalOf(own.readAll({ after }))).toBe('LogDiverged')
  expect(await refusalOf(own.subscribe({ after }))).toBe('LogDiverged')
  expect(await refusalOf(own.readAll({ after: before }))).toBe('none')
})

test.each(['', 'no stop.', 'a.b', 'a-b', '$x', 'x'.repeat(65)])('%j is an invalid prefix', async (prefix) => {
  const store = eventstoredb({ connectionString: 'esdb://127.0.0.1:1?tls=false', prefix })
  expect(await failureOfOpening(store)).toMatchObject({
    error: 'MalformedOptions',
    problem: expect.stringContaining('prefix'),
  })
})

test('an append that has seen another register on the server is LogDiverged, repeatedly', async () => {
  const server = await served()
  const [north, south] = [await storeOn(server, { prefix: 'north' }), await storeOn(server, { prefix: 'south' })]
  for (const stream of ['a-1', 'a-2', 'a-3']) rightOf(await north.append(newStream(stream))())
  const marks = []
  for (const stream of ['a-1', 'a-2', 'a-3', 'a-4', 'a-5']) {
    const [event] = rightOf(await south.append(newStream(stream))()).events
    marks.push({ position: event.position, eventId: event.id })
  }
  for (const [n, after] of marks.slice(2).entries())
    expect(await north.append({ ...newStream(`b-${n}`), after })()).toMatchObject({ left: { error: 'LogDiverged' } })
  const [own] = rightOf(await north.append(newStream('c-1'))()).events
  const after = { position: own.position, eventId: own.id }
  expect((await north.append({ ...newStream('c-2'), after })())._tag).toBe('Right')
})
