import { eventstoredb } from '@clientele/adapters/eventstoredb'
import type { AppendBatch } from '@clientele/domain'
import { describe, expect, test } from 'vitest'
import type { EventStoreDbServer } from '../../../../test/servers/eventstoredb/server.mjs'
import { opened } from '../sqlite/events.js'
import { countedWay } from './counting.js'
import {
  all,
  clientOn,
  event,
  finishedNotes,
  newStream,
  pause,
  rightOf,
  seen,
  served,
  storeOn,
  until,
} from './serving.js'

const severalStreams: AppendBatch = {
  writes: [
    { stream: 'a-1', expected: 'noStream', events: [event()] },
    { stream: 'b-1', expected: 'noStream', events: [event()] },
  ],
  unchanged: [],
  noneSince: [],
}

const failure = async (source: ReturnType<typeof eventstoredb>): Promise<unknown> => {
  const answer = await source.open()
  return answer._tag === 'Left' ? answer.left : null
}

test('the name of a store has its server, without password and options', () => {
  expect(eventstoredb({ connectionString: 'esdb+discover://admin:changeit@db.test:2113?tls=true' }).name).toBe(
    'esdb+discover://db.test:2113',
  )
})

test('a server that does not exist or answer is unavailable', async () => {
  const server = await served()
  server.faults.add({ rpc: 'read', kind: 'hang', times: 10 })
  const connectionString = server.connectionString()
  expect(await failure(eventstoredb({ connectionString, patience: 200 }))).toMatchObject({
    error: 'StoreUnavailable',
  })
  await server.stop()
  expect(await failure(eventstoredb({ connectionString, patience: 100 }))).toMatchObject({ error: 'StoreUnavailable' })
})

test('a lost call is repeated, over a new connection if that continues', async () => {
  const server = await served()
  server.faults.add({ rpc: 'read', kind: 'hang', times: 2 })
  const store = await storeOn(server, { patience: 6_000 })
  server.faults.add({ rpc: 'read', kind: 'hang', times: 1 })
  expect(rightOf(await store.head()())).toBe(null)
  await until(() => server.openCalls() === 0)
})

test.each([0, 1, 2])('a read lost while opening (after %d) is repeated', async (skip) => {
  const server = await served()
  const setUp = await storeOn(server)
  rightOf(await setUp.append(severalStreams)())
  await setUp.close()
  server.faults.add({ rpc: 'read', kind: 'hang', skip })
  const store = await storeOn(server, { patience: 4_000 })
  expect((await all(store)).length).toBe(2)
  await until(() => server.openCalls() === 0)
})

test('it opens even if its intents cannot be cleaned up', async () => {
  const server = await served()
  await clientOn(server).appendToStream('clienteleIntents', finishedNotes(600))
  server.faults.add({ rpc: 'append', kind: 'hang', times: 10 })
  const store = await storeOn(server, { patience: 1_000 })
  await store.close()
})

test('it opens and reads even if an intent contains invalid JSON', async () => {
  const server = await served()
  const events = [{ id: crypto.randomUUID(), type: 'Happened', data: '{"cut', metadata: {} }]
  const data = { writes: [{ stream: 'a-1', expected: 'noStream', events }] }
  const note = { id: crypto.randomUUID(), type: 'AppendIntended', contentType: 'application/json' as const, data }
  await clientOn(server).appendToStream('clienteleIntents', [{ ...note, metadata: undefined }])
  const store = await storeOn(server)
  rightOf(await store.append(newStream('b-1'))())
  expect((await all(store)).map(({ stream }) => stream)).toEqual(['b-1'])
})

describe('a client that discovers servers first', () => {
  const discovering = (server: EventStoreDbServer): string =>
    server.connectionString().replace('esdb:', 'esdb+discover:')

  test('gets the whole timeout for it', async () => {
    const server = await served()
    server.faults.add({ rpc: 'gossip', kind: 'late', milliseconds: 3_000, times: 10 })
    const store = await opened(eventstoredb({ connectionString: discovering(server), patience: 5_000 }))
    expect(await all(store)).toEqual([])
    await store.close()
  })

  test('gets no more, and is not awaited after it is abandoned', async () => {
    const server = await served()
    server.faults.add({ rpc: 'gossip', kind: 'hang', times: 10 })
    const connectionString = `${discovering(server)}&maxDiscoverAttempts=2`
    const startedAt = performance.now()
    expect(await failure(eventstoredb({ connectionString, patience: 1_000 }))).toMatchObject({
      error: 'StoreUnavailable',
    })
    expect(performance.now() - startedAt).toBeLessThan(5_000)
  })

  test('is not awaited by a subscription that is closed', async () => {
    const server = await served()
    const store = await opened(eventstoredb({ connectionString: `${discovering(server)}&maxDiscoverAttempts=2` }))
    server.faults.add({ rpc: 'gossip', kind: 'hang', times: 10 })
    // A refusal makes the client look for the servers again.
    server.faults.add({ rpc: 'subscribe', kind: 'refuse' })
    const subscription = store.subscribe()
    const taking = seen(subscription, 1)
    await pause(500)
    const startedAt = performance.now()
    await subscription.close()
    expect(await taking).toEqual([])
    await store.close()
    expect(performance.now() - startedAt).toBeLessThan(4_000)
  })
})

test('permanent errors are reported at once', async () => {
  const server = await served()
  server.faults.add({ rpc: 'read', kind: 'deny', times: 10 })
  const startedAt = performance.now()
  expect(await failure(eventstoredb({ connectionString: server.connectionString() }))).toMatchObject({
    problem: expect.stringContaining('refuses access'),
  })
  expect(performance.now() - startedAt).toBeLessThan(5_000)
})

test.each(['', 'http://nowhere', 'esdb://user:secret@'])(
  'an invalid connection string (%j) is reported without repeating it',
  async (connectionString) => {
    const problem = await failure(eventstoredb({ connectionString, patience: 100 }))
    expect(problem).toMatchObject({ error: 'StoreUnavailable' })
    expect(JSON.stringify(problem)).not.toContain('secret')
  },
)

test('a closed store or an abandoned connection leaves no connection open', async () => {
  const server = await served()
  const way = await countedWay(server)
  server.faults.add({ rpc: 'read', kind: 'hang', times: 2 })
  const store = await opened(eventstoredb({ connectionString: way.connectionString, patience: 6_000 }))
  rightOf(await store.append(newStream('a-1'))())
  await until(() => way.open() === 1, 10_000)
  expect(way.begun()).toBe(2)
  await store.close()
  await until(() => way.open() === 0, 10_000)
})

test('a client provided by the host stays open', async () => {
  const server = await served()
  const client = clientOn(server)
  const store = await opened(eventstoredb({ connectionString: server.connectionString(), client }))
  rightOf(await store.append(newStream('a-1'))())
  await store.close()
  const again = await opened(eventstoredb({ connectionString: server.connectionString(), client }))
  expect((await all(again)).length).toBe(1)
  await again.close()
})

test('events of other programs in the same database are skipped', async () => {
  const server = await served()
  const [client, store] = [clientOn(server), await storeOn(server)]
  const foreign = (type: string) => ({
    id: crypto.randomUUID(),
    type,
    contentType: 'application/json' as const,
    data: { x: 1 },
    metadata: { by: 'them' },
  })
  await client.appendToStream('orders-1', [foreign('Ordered')])
  rightOf(await store.append(newStream('a-1'))())
  await client.appendToStream('orders-1', [foreign('Paid')])
  const log = await all(store)
  expect(log.map(({ stream }) => stream)).toEqual(['a-1'])
  expect(rightOf(await store.head()())).toEqual({ position: log[0]?.position, eventId: log[0]?.id })
  for await (const _ of store.readStream('orders-1')) expect.unreachable()
})

test('names with $, and those of intents, are reserved', async () => {
  const store = await storeOn(await served())
  for (const stream of ['$settings', '$$a-1', 'clienteleIntents'])
    expect(await store.append(newStream(stream))()).toMatchObject({ left: { error: 'AppendRefused' } })
})
