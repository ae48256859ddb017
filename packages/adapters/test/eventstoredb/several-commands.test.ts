import { type EsdbLikeClient, eventstoredb } from '@clientele/adapters/eventstoredb'
import type { AppendBatch, EventStore, RecordedEvent } from '@clientele/domain'
import { EventStoreDBClient } from '@eventstore/db-client'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { EventStoreDbServer } from '../../../../test/servers/eventstoredb/server.mjs'
import { opened } from '../sqlite/events.js'
import { idsOf } from './batches.js'
import { batchOfCommands, commandIdOf, commandsIn, common, ownOf } from './of-commands.js'
import { all, clientOn, finishedNotes, newStream, type Options, rightOf, served, storeOn, until } from './serving.js'

const count = 20
const numbers = Array.from({ length: count }, (_, n) => n)

const quick: Options = { appendTimeout: 600, patience: 1_000 }

/** Opens a store for which the server is unavailable on writes to these streams. */
const storeWithout = async (server: EventStoreDbServer, ...streams: readonly string[]): Promise<EventStore> => {
  const client = EventStoreDBClient.connectionString(server.connectionString())
  const failing: EsdbLikeClient = {
    appendToStream: (stream, ...given) =>
      streams.includes(stream)
        ? Promise.reject(Object.assign(new Error('refused'), { type: 'unavailable' }))
        : client.appendToStream(stream, ...given),
    readStream: (...given) => client.readStream(...given),
    readAll: (...given) => client.readAll(...given),
    subscribeToAll: (...given) => client.subscribeToAll(...given),
    setStreamMetadata: (...given) => client.setStreamMetadata(...given),
    dispose: () => client.dispose(),
  }
  const source = eventstoredb({ connectionString: server.connectionString(), client: failing, ...quick })
  const store = await opened(source)
  onTestFinished(async () => {
    await store.close()
    await client.dispose()
  })
  return store
}

const sorted = (texts: readonly string[]): readonly string[] => [...texts].sort()

/** Asserts that a store shows the whole batch once, in the order of each stream and each command. */
const expectStoredOnce = (shown: readonly RecordedEvent[], batch: AppendBatch): void => {
  expect(sorted(shown.map(({ id }) => id))).toEqual(sorted(idsOf(batch)))
  expect(commandsIn(shown, common)).toEqual(numbers.map(commandIdOf))
  for (const n of numbers) {
    const own = shown.filter(({ metadata }) => metadata.commandId === commandIdOf(n))
    expect(own.map(({ stream }) => stream)).toEqual([ownOf(n), common])
  }
}

const placesOf = (events: readonly RecordedEvent[]): readonly string[] =>
  events.map(({ stream, revision, position }) => `${stream}@${revision} ${position}`)

/** Asserts that repeated appends give the same answer, in the order of the batch. */
const expectRecognised = async (store: EventStore, batch: AppendBatch): Promise<void> => {
  const again = rightOf(await store.append(batch)())
  expect(again.events.map(({ id }) => id)).toEqual(idsOf(batch))
  expect(placesOf(rightOf(await store.append(batch)()).events)).toEqual(placesOf(again.events))
}

describe('a batch of several commands', () => {
  test('is stored in the order of each command and stream, and its receipts are in its own order', async () => {
    const server = await served()
    const [store, batch] = [await storeOn(server), batchOfCommands(count)]
    const { events, after } = rightOf(await store.append(batch)())
    expect(events.map(({ id }) => id)).toEqual(idsOf(batch))
    expect(after).toBeNull()
    const shown = await all(store)
    expectStoredOnce(shown, batch)
    expect(shown[0]?.id).toBe(events[0].id)
    await expectRecognised(await storeOn(server), batch)
    expect((await all(store)).length).toBe(2 * count)
  })

  test('is refused as a whole if its first stream has another revision than expected', async () => {
    const server = await served()
    const [store, batch] = [await storeOn(server), batchOfCommands(count)]
    rightOf(await store.append(newStream(ownOf(0)))())
    expect(await store.append(batch)()).toMatchObject({ left: { error: 'ConcurrencyConflict', stream: ownOf(0) } })
    expect((await all(store)).length).toBe(1)
  })

  test.each(numbers.slice(0, 4))('recognises each of its commands by id: command %d', async (n) => {
    const server = await served()
    const [store, batch] = [await storeOn(server), batchOfCommands(4)]
    rightOf(await store.append(batch)())
    const found = rightOf(await store.appendedBy(commandIdOf(n))())
    expect(found?.events.map(({ id }) => id)).toEqual(idsOf(batch).slice(2 * n, 2 * n + 2))
  })

  test('stops after the layer with a stream that cannot be written, and is completed by another store', async () => {
    const server = await served()
    const batch = batchOfCommands(count)
    const cut = await storeWithout(server, ownOf(3), ownOf(9))
    expect(await cut.append(batch)()).toMatchObject({ left: { error: 'StoreUnavailable' } })
    await cut.close()
    const written = server.log.events.filter(({ id }) => idsOf(batch).includes(id)).map(({ stream }) => stream)
    expect(sorted(written)).toEqual(sorted(numbers.filter((n) => n !== 3 && n !== 9).map(ownOf)))
    const store = await storeOn(server)
    expectStoredOnce(await all(store), batch)
    await expectRecognised(store, batch)
  })

  test('is completed by a store that retries it', async () => {
    const server = await served()
    const batch = batchOfCommands(count)
    const [retrying, cut] = [await storeOn(server), await storeWithout(server, ownOf(3), common)]
    expect((await cut.append(batch)())._tag).toBe('Left')
    await expectRecognised(retrying, batch)
    expectStoredOnce(await all(retrying), batch)
  })

  test('is appended after events that others wrote meanwhile', async () => {
    const server = await served()
    const batch = batchOfCommands(count)
    const cut = await storeWithout(server, ownOf(3), common)
    expect((await cut.append(batch)())._tag).toBe('Left')
    for (const stream of [ownOf(3), common]) await clientOn(server).appendToStream(stream, finishedNotes(2))
    await cut.close()
    const store = await storeOn(server)
    const shown = await all(store)
    expectStoredOnce(shown, batch)
    expect(shown.filter(({ stream }) => stream === ownOf(3)).map(({ revision }) => revision)).toEqual([2])
    expect(shown.filter(({ stream }) => stream === common).map(({ revision }) => revision)).toEqual(
      numbers.map((n) => n + 2),
    )
    await expectRecognised(store, batch)
  })

  test('is completed once by many that see it concurrently, including its writer', async () => {
    const server = await served()
    const batch = batchOfCommands(count)
    const cut = await storeWithout(server, ownOf(3))
    expect((await cut.append(batch)())._tag).toBe('Left')
    const stores = await Promise.all([1, 2, 3].map(() => storeOn(server)))
    for (const store of stores) expectStoredOnce(await all(store), batch)
    for (const store of stores) await expectRecognised(store, batch)
  })

  // The note, the first write, those at the same time, the common stream, the end.
  test.each(
    [0, 1, 2, 7, 15, 20, 21, 22].flatMap((skip) =>
      (['refuse', 'loseAnswer', 'ignore'] as const).map((kind) => [kind, skip] as const),
    ),
  )('is stored completely or not at all if the server is lost (%s) after %d appends', async (kind, skip) => {
    const server = await served()
    const [store, batch] = [await storeOn(server, quick), batchOfCommands(count)]
    server.faults.add({ rpc: 'append', kind, skip, times: 1_000 })
    await store.append(batch)()
    await store.close()
    server.faults.clear()
    const other = await storeOn(server)
    const shown = await all(other)
    if (skip > 0 || kind === 'loseAnswer') expectStoredOnce(shown, batch)
    else expect(shown).toEqual([])
    await expectRecognised(other, batch)
    expectStoredOnce(await all(other), batch)
  })

  test('is completed by a store that was already open and follows the log', async () => {
    const server = await served()
    const [other, batch] = [await storeOn(server), batchOfCommands(count)]
    rightOf(await other.append(newStream('before'))())
    const cut = await storeWithout(server, ownOf(3))
    expect((await cut.append(batch)())._tag).toBe('Left')
    await cut.close()
    const stored = (): number => server.log.events.filter(({ id }) => idsOf(batch).includes(id)).length
    await until(() => stored() === 2 * count, 10_000)
  })
})
