import { type EsdbLikeClient, eventstoredb } from '@clientele/adapters/eventstoredb'
import type { EventStore, RecordedEvent } from '@clientele/domain'
import { jsonEvent } from '@eventstore/db-client'
import { expect, onTestFinished, test } from 'vitest'
import type { EventStoreDbServer } from '../../../../test/servers/eventstoredb/server.mjs'
import { opened } from '../sqlite/events.js'
import { all, clientOn, newStream, rightOf, served, storeOn, until } from './serving.js'

const others = 3_000

/** Writes events of another program, so that they are mixed with those of a register under a prefix. */
const writeOthers = async (server: EventStoreDbServer, name: string): Promise<void> => {
  const client = clientOn(server)
  const events = () => Array.from({ length: 10 }, () => jsonEvent({ type: 'Other', data: {} }))
  for (let n = 0; n < others / 10; n += 1) await client.appendToStream(`${name}-${n}`, events())
}

const prefix = 'north'

const write = async (store: EventStore, count: number, name: string): Promise<readonly string[]> => {
  const streams = Array.from({ length: count }, (_, n) => `${name}-${n}`)
  for (const stream of streams) rightOf(await store.append(newStream(stream))())
  return streams
}

/** A server whose log has 20 events under the prefix, and 3,000 other events after the first ten and at the end. */
const shared = async (): Promise<{ readonly server: EventStoreDbServer; readonly streams: readonly string[] }> => {
  const server = await served()
  const store = await storeOn(server, { prefix })
  const first = await write(store, 10, 'a')
  await writeOthers(server, 'x')
  const second = await write(store, 10, 'b')
  await writeOthers(server, 'y')
  await store.close()
  return { server, streams: [...first, ...second] }
}

const markOf = ({ position, id }: RecordedEvent) => ({ position, eventId: id })

const readAfter = async (store: EventStore, after: ReturnType<typeof markOf>): Promise<readonly string[]> => {
  const streams: string[] = []
  for await (const events of store.readAll({ after })) streams.push(...streamsOf(events))
  return streams
}

const streamsOf = (events: readonly RecordedEvent[]): readonly string[] => events.map(({ stream }) => stream)

type Sent = { events: number }

const countedOn = async (server: EventStoreDbServer): Promise<{ readonly store: EventStore; readonly sent: Sent }> => {
  const client = clientOn(server)
  const sent = { events: 0 }
  const count = <A>(one: A): A => {
    sent.events += 1
    return one
  }
  const counted: EsdbLikeClient = {
    appendToStream: (...given) => client.appendToStream(...given),
    readStream: (...given) => client.readStream(...given),
    readAll: (...given) => {
      const read = client.readAll(...given)
      return {
        [Symbol.asyncIterator]: async function* () {
          for await (const one of read) yield count(one)
        },
        cancel: () => read.cancel(),
      }
    },
    subscribeToAll: (...given) => client.subscribeToAll(...given).on('data', count),
    setStreamMetadata: (...given) => client.setStreamMetadata(...given),
    dispose: () => client.dispose(),
  }
  const store = await opened(eventstoredb({ connectionString: server.connectionString(), prefix, client: counted }))
  onTestFinished(() => store.close())
  return { store, sent }
}

test('a register does not receive events of others between the ends of the log', async () => {
  const { server, streams } = await shared()
  const { store, sent } = await countedOn(server)
  expect(streamsOf(await all(store))).toEqual(streams)
  expect(sent.events).toBeLessThan(others / 4)
})

test('its last event is found without reading events of others, even if there is none', async () => {
  const { server, streams } = await shared()
  const { store, sent } = await countedOn(server)
  const head = rightOf(await store.head()())
  expect(sent.events).toBeLessThan(others)
  const last = (await all(store)).at(-1) as RecordedEvent
  expect([last.stream, head]).toEqual([streams.at(-1), markOf(last)])
  const south = await storeOn(server, { prefix: 'south' })
  expect(rightOf(await south.head()())).toBeNull()
  expect(rightOf(await south.append(newStream('a-1'))())).toMatchObject({ after: null })
})

test('it continues after a mark, up to its last event among those of others', async () => {
  const { server, streams } = await shared()
  const store = await storeOn(server, { prefix })
  const after = markOf((await all(store))[4] as RecordedEvent)
  const more = await write(store, 3, 'c')
  const again = await storeOn(server, { prefix })
  expect(await readAfter(again, after)).toEqual([...streams.slice(5), ...more])
  await writeOthers(server, 'z')
  const third = await storeOn(server, { prefix })
  expect(await readAfter(third, after)).toEqual([...streams.slice(5), ...more])
})

test.each([
  ['the first of the log are read', { rpc: 'read', skip: 1 }],
  ['the server scans for events of the register', { rpc: 'subscribe', skip: 0 }],
] as const)('it reads each event once even if the connection is lost while %s', async (_, { rpc, skip }) => {
  const { server, streams } = await shared()
  const store = await storeOn(server, { prefix })
  for (const after of [0, 1, 5]) server.faults.add({ rpc, kind: 'cancel', after, skip })
  expect(streamsOf(await all(store))).toEqual(streams)
  expect(server.faults.left()).toBe(0)
})

test('an abandoned read leaves no call open', async () => {
  const { server } = await shared()
  const store = await storeOn(server, { prefix })
  const before = server.openCalls()
  for await (const _ of store.readAll({ maxCount: 1 })) break
  for await (const _ of store.readAll({ maxCount: 12 })) break
  await until(() => server.openCalls() <= before)
})
