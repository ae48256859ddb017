import { type Clientele, openClientele } from '@clientele/adapters'
import { eventstoredb } from '@clientele/adapters/eventstoredb'
import { type EventStore, failureOf } from '@clientele/domain'
import type { EventStoreDBClient } from '@eventstore/db-client'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { EventStoreDbServer } from '../../../../test/servers/eventstoredb/server.mjs'
import { verified } from '../chain/tampered.js'
import { all, clientOn, event, failureOfOpening, newStream, rightOf, served, storeOn } from './serving.js'

type Cut = (client: EventStoreDBClient, stream: string) => Promise<unknown>

const cuts: readonly (readonly [what: string, cut: Cut])[] = [
  ['$tb', (client, stream) => client.setStreamMetadata(stream, { truncateBefore: 1 })],
  ['$tb over all of it', (client, stream) => client.setStreamMetadata(stream, { truncateBefore: 9 })],
  ['$maxCount', (client, stream) => client.setStreamMetadata(stream, { maxCount: 1 })],
  ['$maxAge', (client, stream) => client.setStreamMetadata(stream, { maxAge: 0 })],
  ['a deletion', (client, stream) => client.deleteStream(stream)],
  ['a tombstone', (client, stream) => client.tombstoneStream(stream)],
]

const named = (stream: string): object => ({
  error: 'StoreUnreadable',
  problem: expect.stringContaining(stream),
})

const failureOfReading = async (store: EventStore, stream: string): Promise<unknown> => {
  try {
    for await (const _ of store.readStream(stream));
    return null
  } catch (error) {
    return failureOf(error)
  }
}

const registerOn = async (server: EventStoreDbServer): Promise<Clientele> => {
  const crm = await openClientele({ store: eventstoredb({ connectionString: server.connectionString() }) })
  onTestFinished(() => crm.close())
  return crm
}

const command = (type: string, data: object): object => ({ type, data: { customerId: 'acme', ...data } })

/** Creates a customer with two events, removes the start of its stream, and opens the register as another process. */
const cutRegister = async (cut: Cut): Promise<Clientele> => {
  const server = await served()
  const first = await registerOn(server)
  for (const one of [
    command('RegisterCustomer', { name: 'Acme' }),
    command('ChangeCustomerDetails', { changes: { name: 'Acme Oy' } }),
  ])
    expect((await first.executeUnknown(one))._tag).toBe('Right')
  await cut(clientOn(server), 'customer-acme')
  return registerOn(server)
}

describe.each(cuts)('a stream truncated by %s', (_what, cut) => {
  test('is reported when it is read, and no append recreates it', async () => {
    const server = await served()
    const store = await storeOn(server)
    const [client, other] = [clientOn(server), await storeOn(server)]
    rightOf(await store.append(newStream('a-1'))())
    const next = { stream: 'a-1', expected: 0, events: [event()] } as const
    rightOf(await store.append({ writes: [next], unchanged: [], noneSince: [] })())
    await cut(client, 'a-1')
    expect(await failureOfReading(other, 'a-1')).toMatchObject(named('a-1'))
    const again = await other.append(newStream('a-1'))()
    expect(again).toMatchObject({ left: { error: expect.stringMatching(/^(StoreUnreadable|ConcurrencyConflict)$/) } })
    expect(server.log.events.filter(({ stream, type }) => stream === 'a-1' && !type.startsWith('$')).length).toBe(2)
  })

  test('is reported by commands, which change nothing', async () => {
    const crm = await cutRegister(cut)
    const before = (await all(crm.store)).length
    for (const one of [
      command('RegisterCustomer', { name: 'Acme' }),
      command('ChangeCustomerDetails', { changes: { name: 'X' } }),
    ])
      expect(await crm.executeUnknown(one)).toMatchObject({ left: named('customer-acme') })
    expect((await all(crm.store)).length).toBe(before)
  })
})

test.each(cuts.filter(([what]) => what !== 'a tombstone'))(
  'a register does not open after a scavenge of what %s truncated',
  async (_what, cut) => {
    const server = await served()
    const store = await storeOn(server)
    rightOf(await store.append(newStream('a-1'))())
    const next = { stream: 'a-1', expected: 0, events: [event()] } as const
    rightOf(await store.append({ writes: [next], unchanged: [], noneSince: [] })())
    await cut(clientOn(server), 'a-1')
    expect((await all(store)).length).toBe(2)
    server.scavenge()
    const opening = openClientele({ store: eventstoredb({ connectionString: server.connectionString() }) })
    await expect(opening).rejects.toMatchObject({ failure: named('a-1') })
  },
)

test('a register with a prefix does not open once a scavenge removed a tombstoned stream, and `verify` reports it', async () => {
  const server = await served()
  const [store, elsewhere] = [await storeOn(server, { prefix: 'north' }), await storeOn(server, { prefix: 'south' })]
  for (const stream of ['a-1', 'b-1']) rightOf(await store.append(newStream(stream))())
  rightOf(await elsewhere.append(newStream('a-1'))())
  for (const name of ['north.a-1', 'plain-1']) await clientOn(server).tombstoneStream(name)
  const opening = (prefix: string) =>
    openClientele({ store: eventstoredb({ connectionString: server.connectionString(), prefix }) })
  await (await opening('north')).close()
  expect(await verified(store)).toMatchObject({ ok: true, events: 2 })
  server.scavenge()
  await expect(opening('north')).rejects.toMatchObject({ failure: named('north.a-1') })
  expect(await verified(store)).toMatchObject({ first: { problem: 'removed', stream: 'a-1', revision: 0 } })
  await (await opening('south')).close()
  expect(await verified(elsewhere)).toMatchObject({ ok: true, events: 1 })
  expect(await verified(await storeOn(server))).toMatchObject({ ok: true, events: 0 })
})

test('a stream that never existed, or only has metadata, is missing', async () => {
  const server = await served()
  const store = await storeOn(server)
  await clientOn(server).setStreamMetadata('a-1', { maxCount: 5 })
  for (const stream of ['a-1', 'b-1']) {
    expect(await failureOfReading(store, stream)).toBeNull()
    rightOf(await store.append(newStream(stream))())
    expect(await failureOfReading(store, stream)).toBeNull()
  }
  expect(await failureOfOpening(eventstoredb({ connectionString: server.connectionString() }))).toBeNull()
})
