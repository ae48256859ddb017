import type { AppendBatch, NewEvent } from '@clientele/domain'
import { describe, expect, test } from 'vitest'
import type { EventStoreDbServer, Fault } from '../../../../test/servers/eventstoredb/server.mjs'
import { eventIds } from '../../src/event-id.js'
import { batch, idsOf, ofBatch, storedOf } from './batches.js'
import {
  all,
  clientOn,
  event,
  finishedNotes,
  newStream,
  type Options,
  pause,
  rightOf,
  seen,
  served,
  storeOn,
  until,
} from './serving.js'

const quick: Options = { appendTimeout: 600, patience: 1_000 }

// Only the store that started the batch is open.
const completedThough = async (fault: Fault): Promise<string> => {
  const server = await served()
  const store = await storeOn(server, quick)
  // Without a subscription, the store must read to find out what is stored.
  server.faults.add({ rpc: 'subscribe', kind: 'refuse', times: 1_000 })
  rightOf(await store.append(newStream('b-1'))())
  const one = batch()
  server.faults.add({ ...fault, times: 1_000 })
  const answer = await store.append(one)()
  server.faults.clear()
  await until(() => storedOf(server, one) === 4, 15_000)
  return answer._tag
}

// All appends after the first `skip` fail, as if the process were killed there.
const killedAfter = async (
  server: EventStoreDbServer,
  skip: number,
  kind: 'refuse' | 'loseAnswer' | 'ignore',
  one: AppendBatch,
): Promise<string> => {
  const store = await storeOn(server, quick)
  server.faults.add({ rpc: 'append', kind, skip, times: 1_000 })
  const answer = await store.append(one)()
  await store.close()
  server.faults.clear()
  return answer._tag
}

const steps = ['the intent', 'the first write', 'the second write', 'the third write', 'the end'] as const
const kinds = ['refuse', 'loseAnswer', 'ignore'] as const
const ways = steps.flatMap((step, skip) => kinds.map((kind) => [step, kind, skip] as const))

describe('a batch for several streams', () => {
  test.each(ways)('that is killed at %s (%s) is stored completely once, or not at all', async (_step, kind, skip) => {
    const server = await served()
    const setUp = await storeOn(server)
    rightOf(await setUp.append(newStream('b-1'))())
    const one = batch()
    const answer = await killedAfter(server, skip, kind, one)
    const store = await storeOn(server)
    const stored = (await ofBatch(store, one)).map(({ id }) => id)
    const isAnnounced = skip > 0 || kind === 'loseAnswer'
    expect(stored).toEqual(isAnnounced ? idsOf(one) : [])
    // If the answer of a write is lost, the store finds the write in the log.
    if (answer === 'Right' && kind !== 'loseAnswer') expect(skip).toBe(4)
    expect(rightOf(await store.append(one)()).events.map(({ id }) => id)).toEqual(idsOf(one))
    expect((await ofBatch(store, one)).map(({ id }) => id)).toEqual(idsOf(one))
  })

  // Two reads check for deleted streams, one reads new events, three read the revisions; then each write is looked up.
  test.each(['refuse', 'hang', 'cancel'] as const)(
    'is completed by its writer, even if reads midway fail (%s) for longer than the timeout',
    async (kind) => {
      const readsBefore = [6, 7]
      const answers = await Promise.all(readsBefore.map((skip) => completedThough({ rpc: 'read', kind, skip })))
      expect(answers).toEqual(readsBefore.map(() => 'Left'))
    },
  )

  test('is completed by its writer, even if it cannot see the revision of a changed stream', async () => {
    const server = await served()
    const [store, other] = [await storeOn(server, quick), clientOn(server)]
    server.faults.add({ rpc: 'subscribe', kind: 'refuse', times: 1_000 })
    rightOf(await store.append(newStream('b-1'))())
    const one = batch()
    server.faults.add({ rpc: 'append', kind: 'late', skip: 2, milliseconds: 300 })
    const appending = store.append(one)()
    await until(() => storedOf(server, one) === 2)
    await pause(100)
    server.faults.add({ rpc: 'read', kind: 'refuse', times: 1_000 })
    await other.appendToStream('b-1', finishedNotes(1))
    expect((await appending)._tag).toBe('Left')
    server.faults.clear()
    await until(() => storedOf(server, one) === 4, 15_000)
  })

  test('is appended after events written to a stream meanwhile', async () => {
    const server = await served()
    const setUp = await storeOn(server)
    rightOf(await setUp.append(newStream('b-1'))())
    const one = batch()
    await killedAfter(server, 2, 'refuse', one)
    await setUp.append({ writes: [{ stream: 'b-1', expected: 0, events: [event()] }], unchanged: [], noneSince: [] })()
    const store = await storeOn(server)
    const places = (await ofBatch(store, one)).map(({ stream, revision }) => `${stream}@${revision}`)
    expect(places).toEqual(['a-1@0', 'a-1@1', 'b-1@2', 'c-1@0'])
    const again = rightOf(await store.append(one)())
    expect(again.events.map(({ stream, revision }) => `${stream}@${revision}`)).toEqual(places)
  })

  test('is abandoned if its first write can no longer succeed', async () => {
    const server = await served()
    const setUp = await storeOn(server)
    rightOf(await setUp.append(newStream('b-1'))())
    const one = batch()
    await killedAfter(server, 1, 'refuse', one)
    await setUp.append(newStream('a-1'))()
    const store = await storeOn(server)
    expect(await ofBatch(store, one)).toEqual([])
    expect((await store.append(one)())._tag).toBe('Left')
  })

  test('is abandoned if the ids of its first write belong to another append', async () => {
    const server = await served()
    const setUp = await storeOn(server)
    const [a, b] = [event(), event()]
    rightOf(await setUp.append({ ...batch(), writes: [{ stream: 'a-1', expected: 'noStream', events: [a, b] }] })())
    const noted = ({ id, type }: NewEvent, part: string) => ({
      id,
      type,
      data: '{}',
      metadata: { schemaVersion: '1', part },
    })
    const writes = [
      { stream: 'a-1', expected: 'noStream', events: [noted(a, '0/2/0123456789abcdef')] },
      { stream: 'b-1', expected: 'noStream', events: [noted(b, '1/2/0123456789abcdef')] },
    ]
    const intents = finishedNotes(1).map((note) => ({ ...note, type: 'AppendIntended', data: { writes } }))
    await clientOn(server).appendToStream('clienteleIntents', intents)
    const store = await storeOn(server)
    expect((await all(store)).map(({ stream }) => stream)).toEqual(['a-1', 'a-1'])
  })

  test('left incomplete is completed by an open store as soon as it reads it', async () => {
    const server = await served()
    const store = await storeOn(server)
    rightOf(await store.append(newStream('b-1'))())
    const one = batch()
    await killedAfter(server, 2, 'ignore', one)
    expect((await ofBatch(store, one)).length).toBe(2)
    await until(async () => (await ofBatch(store, one)).length === 4, 8_000)
  })

  test('is completed once by many that see it concurrently', async () => {
    const server = await served()
    const setUp = await storeOn(server)
    rightOf(await setUp.append(newStream('b-1'))())
    const one = batch()
    await killedAfter(server, 2, 'refuse', one)
    const stores = await Promise.all([1, 2, 3, 4].map(() => storeOn(server)))
    for (const store of stores) expect((await ofBatch(store, one)).length).toBe(4)
  })

  test('leaves no trace of its intent in what is read', async () => {
    const server = await served()
    const store = await storeOn(server)
    rightOf(await store.append(newStream('b-1'))())
    const appended = rightOf(await store.append(batch())())
    await until(() => server.log.events.some(({ type }) => type === 'AppendFinished'))
    expect((await all(store)).map(({ stream }) => stream)).toEqual(['b-1', 'a-1', 'a-1', 'b-1', 'c-1'])
    expect((await seen(store.subscribe(), 5)).length).toBe(5)
    expect(rightOf(await store.head()())?.position).toBe(appended.events.at(-1)?.position)
    expect(rightOf(await store.append(newStream('d-1'))()).after).toBe(appended.events.at(-1)?.position)
  })
})

test('a command is recognised as complete by a store that has read only its beginning', async () => {
  const server = await served()
  const [store, other] = [await storeOn(server), await storeOn(server)]
  const ids = eventIds('command-1')
  const withId = (n: number): NewEvent => ({ ...event(), id: ids(n) })
  const one: AppendBatch = {
    writes: [
      { stream: 'a-1', expected: 'noStream', events: [withId(0), withId(1)] },
      { stream: 'b-1', expected: 'noStream', events: [withId(2)] },
    ],
    unchanged: [],
    noneSince: [],
  }
  const appended = rightOf(await store.append(one)())
  for await (const _ of other.readAll({ maxCount: 1 })) break
  for await (const _ of other.readStream('a-1')) break
  const found = rightOf(await other.appendedBy('command-1')())
  expect(found).toEqual(appended)
})

test('completed intents are truncated when there are many', async () => {
  const server = await served()
  const client = clientOn(server)
  await client.appendToStream('clienteleIntents', finishedNotes(600))
  await storeOn(server)
  const truncated = async (): Promise<unknown> => (await client.getStreamMetadata('clienteleIntents')).metadata
  await expect.poll(truncated, { timeout: 5_000 }).toMatchObject({ truncateBefore: 600 })
})
