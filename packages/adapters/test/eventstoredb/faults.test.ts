import type { AppendBatch, EventStore } from '@clientele/domain'
import { describe, expect, test } from 'vitest'
import type { EventStoreDbServer } from '../../../../test/servers/eventstoredb/server.mjs'
import { all, event, newStream, type Options, pause, rightOf, seen, served, storeOn, until } from './serving.js'

const append = (store: EventStore, batch: AppendBatch) => store.append(batch)()

const quick: Options = { appendTimeout: 600, patience: 5_000 }

describe.each(['unary', 'batch'] as const)('an append (%s)', (appendMode) => {
  const options = { ...quick, appendMode }

  test.each(['refuse', 'cancel', 'loseAnswer', 'hang', 'ignore', 'freeze', 'notLeader'] as const)(
    'is stored once even if the server first does this: %s',
    async (kind) => {
      const server = await served()
      const store = await storeOn(server, options)
      server.faults.add({ rpc: 'append', kind, times: 2 })
      const appended = rightOf(await append(store, newStream('a-1')))
      expect(appended.events[0].revision).toBe(0)
      expect(await all(store)).toEqual(appended.events.map((one) => ({ ...one })))
    },
  )

  test('is stored once even if the answer is too late', async () => {
    const server = await served()
    const store = await storeOn(server, options)
    server.faults.add({ rpc: 'append', kind: 'late', milliseconds: 1_200 })
    rightOf(await append(store, newStream('a-1')))
    await pause(1_000)
    expect((await all(store)).length).toBe(1)
  })

  test.each([{ kind: 'hang' }, { kind: 'late', milliseconds: 10_000 }] as const)(
    'is stored once even if one attempt could take the whole timeout: %j',
    async (fault) => {
      const server = await served()
      const store = await storeOn(server, { appendMode, appendTimeout: 3_000, patience: 3_000 })
      server.faults.add({ rpc: 'append', ...fault })
      expect(rightOf(await append(store, newStream('a-1'))).events[0].revision).toBe(0)
      expect((await all(store)).length).toBe(1)
    },
  )

  test('returns its first receipt even if others append before it is repeated', async () => {
    const server = await served()
    const [store, other] = [await storeOn(server, options), await storeOn(server)]
    server.faults.add({ rpc: 'append', kind: 'hang' })
    const appending = append(store, newStream('a-1'))
    await until(async () => (await all(other)).length === 1)
    const later = { writes: [{ stream: 'a-1', expected: 0, events: [event()] }], unchanged: [], noneSince: [] } as const
    rightOf(await append(other, later))
    expect(rightOf(await appending).events[0].revision).toBe(0)
    expect((await all(store)).map(({ revision }) => revision)).toEqual([0, 1])
  })

  test('reports an unreachable server after the timeout', async () => {
    const server = await served()
    const store = await storeOn(server, { ...options, patience: 1_000 })
    await server.stop()
    const answer = await append(store, newStream('a-1'))
    expect(answer).toMatchObject({ _tag: 'Left', left: { error: 'StoreUnavailable' } })
    await server.start()
    const batch = newStream('a-1')
    await until(async () => (await append(store, batch))._tag === 'Right', 10_000)
  })

  test('is refused if it is too large for the server, or the user has no right', async () => {
    const server = await served({ maxAppendSize: 2_000 })
    const store = await storeOn(server, options)
    const large = await append(store, newStream('a-1', { x: 'x'.repeat(3_000) }))
    expect(large).toMatchObject({ left: { error: 'AppendRefused' } })
    server.faults.add({ rpc: 'append', kind: 'deny' })
    expect(await append(store, newStream('a-1'))).toMatchObject({ left: { error: 'StoreUnavailable' } })
    expect(await all(store)).toEqual([])
  })
})

const fill = async (store: EventStore, count: number): Promise<readonly string[]> => {
  const ids: string[] = []
  for (let n = 0; n < count; n += 1) ids.push(rightOf(await append(store, newStream(`a-${n}`))).events[0].id)
  return ids
}

describe('a read', () => {
  test('continues where it was cut off', async () => {
    const server = await served()
    const store = await storeOn(server)
    const ids = await fill(store, 20)
    for (const after of [7, 0, 12]) server.faults.add({ rpc: 'read', kind: 'cancel', after })
    server.faults.add({ rpc: 'read', kind: 'notLeader' })
    expect((await all(store)).map(({ id }) => id)).toEqual(ids)
  })

  test('that is abandoned leaves no call open', async () => {
    const server = await served()
    const store = await storeOn(server)
    await fill(store, 3)
    const many = Array.from({ length: 1_200 }, () => event())
    const [first = event(), ...rest] = many
    const write = { stream: 'many-1', expected: 'noStream', events: [first, ...rest] } as const
    rightOf(await append(store, { writes: [write], unchanged: [], noneSince: [] }))
    for await (const _ of store.readAll()) break
    for await (const _ of store.readStream('many-1', { maxCount: 1 })) break
    // Two stay open: the call that appends share, and the subscription for them.
    await until(() => server.openCalls() === 2)
  })
})

describe('a subscription', () => {
  test('continues after every kind of disconnection, without gaps or duplicates', async () => {
    const server = await served()
    const store = await storeOn(server)
    const ids = await fill(store, 10)
    server.faults.add({ rpc: 'subscribe', kind: 'cancel', after: 4 })
    server.faults.add({ rpc: 'subscribe', kind: 'refuse' })
    server.faults.add({ rpc: 'subscribe', kind: 'notLeader' })
    server.faults.add({ rpc: 'subscribe', kind: 'cancel', after: 0 })
    server.faults.add({ rpc: 'subscribe', kind: 'cancel', after: 5 })
    const taken = await seen(store.subscribe(), 10)
    expect(taken.map(({ id }) => id)).toEqual(ids)
    await store.close()
    await until(() => server.openCalls() === 0)
  })

  test.each(['stop', 'kill'] as const)('delivers events appended while a server restarts (%s)', async (end) => {
    const server = await served()
    const store = await storeOn(server)
    const before = await fill(store, 5)
    const taking = seen(store.subscribe(), 10)
    await pause(100)
    const appending = Array.from({ length: 5 }, (_, n) => append(store, newStream(`b-${n}`)))
    await server[end]()
    await server.start()
    for (const answer of await Promise.all(appending)) rightOf(answer)
    const taken = (await taking).map(({ id }) => id)
    expect(taken.slice(0, 5)).toEqual(before)
    expect(taken).toEqual((await all(store)).map(({ id }) => id))
  })

  test('continues though the server is away for several polls of the log', async () => {
    const server = await served()
    const store = await storeOn(server)
    await fill(store, 3)
    const taking = seen(store.subscribe(), 4)
    await pause(100)
    // Appending stores read the log, too.
    server.faults.add({ rpc: 'read', kind: 'refuse', times: 8 })
    await server.restart()
    await until(() => server.faults.left() === 0)
    rightOf(await append(store, newStream('b-1')))
    expect((await taking).map(({ id }) => id)).toEqual((await all(store)).map(({ id }) => id))
  })

  test('does not run ahead of its reader: after a disconnection it continues after the last delivered event', async () => {
    const server = await served()
    const store = await storeOn(server)
    await fill(store, 40)
    const taken: string[] = []
    for await (const batch of store.subscribe()) {
      taken.push(...batch.map(({ id }) => id))
      if (taken.length === 40) await writeThrough(server, store)
      if (taken.length >= 60) break
    }
    expect(taken).toEqual((await all(store)).map(({ id }) => id))
  })

  test('continues after the last delivered event if the server was away longer than the timeout', async () => {
    const server = await served()
    const [store, writer] = [await storeOn(server, { patience: 500, appendTimeout: 250 }), await storeOn(server)]
    await fill(writer, 3)
    const taking = seen(store.subscribe(), 5)
    await pause(300)
    await server.stop()
    await pause(2_500)
    await server.start()
    for (const stream of ['b-1', 'b-2']) rightOf(await append(writer, newStream(stream)))
    expect((await taking).map(({ id }) => id)).toEqual((await all(writer)).map(({ id }) => id))
  })

  test('waits for a server that is away, and can be closed meanwhile', async () => {
    const server = await served()
    const store = await storeOn(server)
    await server.stop()
    const subscription = store.subscribe()
    const taking = seen(subscription, 1)
    await pause(200)
    await subscription.close()
    expect(await taking).toEqual([])
    await server.start()
  })

  test('reports that it has no right to read', async () => {
    const server = await served()
    const store = await storeOn(server)
    server.faults.add({ rpc: 'subscribe', kind: 'deny' })
    await expect(seen(store.subscribe(), 1)).rejects.toMatchObject({ failure: { error: 'StoreUnavailable' } })
  })
})

// Some events arrive before the connection is lost, and are not consumed yet.
const writeThrough = async (server: EventStoreDbServer, store: EventStore): Promise<void> => {
  await writer(store, 'b', 10)
  await server.restart()
  await writer(store, 'c', 10)
}

const writer = async (store: EventStore, name: string, rounds: number): Promise<void> => {
  for (let n = 0; n < rounds; n += 1) rightOf(await append(store, newStream(`${name}-${n}`)))
}
