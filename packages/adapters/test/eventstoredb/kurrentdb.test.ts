import { type EventStoreDbOptions, kurrentdb } from '@clientele/adapters/eventstoredb'
import type { AppendBatch } from '@clientele/domain'
import { type AppendStreamState, jsonEvent, KurrentDBClient } from '@kurrent/kurrentdb-client'
import { describe, expect, onTestFinished, test } from 'vitest'
import { newCertificate } from '../../../../test/servers/certificate.js'
import { type EventStoreDbServer, eventStoreDbServer } from '../../../../test/servers/eventstoredb/server.mjs'
import {
  forKurrentDb,
  givenEventStoreDb,
  onGivenServer,
  ownEventStoreDb,
} from '../../../../test/servers/own-event-store-db.js'
import { conforms } from '../conformance/conforming.js'
import { all, failureOfOpening, newStream, opened, rightOf } from '../sqlite/events.js'
import { idsOf } from './batches.js'
import { countedWay } from './counting.js'
import { batchOfCommands, commandIdOf, commandsIn, common } from './of-commands.js'

const addressOf = (server: EventStoreDbServer): string => forKurrentDb(server.connectionString())

const sourceOn = (server: EventStoreDbServer, options: Omit<EventStoreDbOptions, 'connectionString'> = {}) =>
  kurrentdb({ connectionString: addressOf(server), ...options })

describe.each([
  ['kurrentdb', { version: '26.1', reorders: 1 }],
  ['kurrentdb on a server that takes no records for several streams', { version: '24.10' }],
] as const)('%s', (_name, options) => {
  const make = async () => {
    const server = await eventStoreDbServer(options)
    return { source: sourceOn(server), dispose: server.stop }
  }
  conforms(make)
})

describe.skipIf(givenEventStoreDb === null)(`kurrentdb on a server${onGivenServer}`, () => {
  const make = async () => {
    const { options, stop } = await ownEventStoreDb()
    return {
      source: kurrentdb({ ...options, connectionString: forKurrentDb(options.connectionString) }),
      dispose: stop,
    }
  }
  conforms(make)
})

const served = async (): Promise<EventStoreDbServer> => {
  const server = await eventStoreDbServer()
  onTestFinished(server.stop)
  return server
}

const storeOn = async (server: EventStoreDbServer, options: Parameters<typeof sourceOn>[1] = {}) => {
  const store = await opened(sourceOn(server, options))
  onTestFinished(() => store.close())
  return store
}

const over = (...streams: readonly [string, ...string[]]): AppendBatch => {
  const writes = streams.map((stream) => newStream(stream).writes[0])
  return { writes: [writes[0] ?? newStream('never').writes[0], ...writes.slice(1)], unchanged: [], noneSince: [] }
}

const streamsIn = (server: EventStoreDbServer): readonly string[] =>
  server.log.events.map(({ stream }) => stream).filter((stream) => !stream.startsWith('$'))

describe('kurrentdb, over several streams at once,', () => {
  test('reports its capabilities, and writes no intents', async () => {
    const server = await served()
    const store = await storeOn(server)
    expect(store.capabilities).toMatchObject({ checksReads: 'streams', atomicAcrossStreams: true, durable: true })
    rightOf(await store.append(over('a-1', 'b-1'))())
    expect(streamsIn(server)).toEqual(['a-1', 'b-1'])
  })

  test('reports fewer capabilities on an older server', async () => {
    const server = await eventStoreDbServer({ version: '24.10' })
    onTestFinished(server.stop)
    const store = await storeOn(server)
    expect(store.capabilities).toMatchObject({ checksReads: 'bestEffort', atomicAcrossStreams: false, durable: true })
  })

  test.each(['refuse', 'cancel', 'loseAnswer', 'hang', 'ignore', 'notLeader'] as const)(
    'appends once even if the server first does this: %s',
    async (kind) => {
      const server = await served()
      const store = await storeOn(server, { appendTimeout: 600 })
      server.faults.add({ rpc: 'append', kind })
      const { events } = rightOf(await store.append(over('a-1', 'b-1'))())
      expect((await all(store)).map(({ id }) => id)).toEqual(events.map(({ id }) => id))
    },
  )

  test('appends once even if one attempt could take the whole timeout', async () => {
    const server = await served()
    const store = await storeOn(server, { appendTimeout: 3_000, patience: 3_000 })
    server.faults.add({ rpc: 'append', kind: 'hang' })
    rightOf(await store.append(over('a-1', 'b-1'))())
    expect(await all(store)).toHaveLength(2)
  })

  test('appends several commands as one request, in order, and recognises them again', async () => {
    const server = await served()
    const [store, batch] = [await storeOn(server), batchOfCommands(20)]
    const { events } = rightOf(await store.append(batch)())
    expect(events.map(({ id }) => id)).toEqual(idsOf(batch))
    expect((await all(store)).map(({ id }) => id)).toEqual(idsOf(batch))
    for (const again of [store, await storeOn(server)]) {
      await all(again)
      expect(rightOf(await again.append(batch)()).events).toEqual(events)
    }
    expect(streamsIn(server)).toHaveLength(40)
  })

  test('writes several commands in layers on an older server', async () => {
    const server = await eventStoreDbServer({ version: '24.10', reorders: 2 })
    onTestFinished(server.stop)
    const [store, batch] = [await storeOn(server), batchOfCommands(20)]
    const { events } = rightOf(await store.append(batch)())
    expect(events.map(({ id }) => id)).toEqual(idsOf(batch))
    expect(commandsIn(await all(store), common)).toEqual(Array.from({ length: 20 }, (_, n) => commandIdOf(n)))
  })

  test('returns the first receipt again, even if a stream that was read has changed since', async () => {
    const store = await storeOn(await served())
    const batch: AppendBatch = { ...over('a-1'), unchanged: [{ stream: 'b-1', revision: 'noStream' }] }
    const first = rightOf(await store.append(batch)())
    rightOf(await store.append(newStream('b-1'))())
    expect(rightOf(await store.append(batch)())).toEqual(first)
  })

  test('refuses a batch of which a part is stored, and adds nothing', async () => {
    const store = await storeOn(await served())
    const part = over('a-1')
    rightOf(await store.append(part)())
    const whole: AppendBatch = { ...part, writes: [part.writes[0], newStream('b-1').writes[0]] }
    expect(await store.append(whole)()).toMatchObject({ left: { error: 'ConcurrencyConflict', stream: 'a-1' } })
    expect(await all(store)).toHaveLength(1)
  })

  test('distinguishes streams whose names differ in case only', async () => {
    const server = await served()
    const store = await storeOn(server)
    rightOf(await store.append(over('a-x', 'a-X'))())
    expect((await all(store)).map(({ stream, revision }) => [stream, revision])).toEqual([
      ['a-x', 0],
      ['a-X', 0],
    ])
  })

  test('accepts types that are too long for the server', async () => {
    const store = await storeOn(await served())
    const { writes } = over('a-1', 'b-1')
    const [first, second] = [writes[0], writes[1] ?? writes[0]]
    const spaced = { ...first, events: [{ ...first.events[0], type: 'Has happened' }] as const }
    rightOf(await store.append({ ...over('a-1'), writes: [spaced, second] })())
    expect((await all(store)).map(({ type }) => type)).toEqual(['Has happened', second.events[0].type])
  })
})

test('kurrentdb leaves no connection open except that of its reads', async () => {
  const way = await countedWay(await served())
  const connectionString = `${way.connectionString.replace('esdb:', 'kurrentdb:')}&discoveryInterval=10`
  const store = await opened(kurrentdb({ connectionString }))
  rightOf(await store.append(newStream('a-1'))())
  // The client uses a separate connection for reads, which cannot be closed.
  expect(way.open()).toBe(2)
  await store.close()
  await expect.poll(way.open, { timeout: 10_000 }).toBeLessThan(2)
})

describe('kurrentdb with TLS', () => {
  const secured = async () => {
    const certificate = newCertificate()
    onTestFinished(certificate.remove)
    const server = await eventStoreDbServer({ tls: certificate })
    onTestFinished(server.stop)
    return { address: addressOf(server), authority: certificate.authority }
  }

  test('accepts events if the certificate is trusted', async () => {
    const { address, authority } = await secured()
    const store = await opened(kurrentdb({ connectionString: `${address}&tlsCAFile=${authority}` }))
    rightOf(await store.append(over('a-1', 'b-1'))())
    expect(await all(store)).toHaveLength(2)
    await store.close()
  })

  test('reports which file of the authority is missing', async () => {
    const { address } = await secured()
    expect(await failureOfOpening(kurrentdb({ connectionString: `${address}&tlsCAFile=/nowhere/ca.crt` }))).toEqual({
      error: 'StoreUnavailable',
      problem: 'The file /nowhere/ca.crt of tlsCAFile cannot be read: there is none.',
    })
  })

  // The client of KurrentDB gives no reason.
  test('is unreachable if the certificate is not trusted, and the message mentions it', async () => {
    const { address } = await secured()
    const failure = await failureOfOpening(kurrentdb({ connectionString: address, patience: 500 }))
    expect(failure).toMatchObject({ error: 'StoreUnavailable', problem: expect.stringContaining('tlsCAFile') })
  })
})

describe('records for several streams', () => {
  const clientOn = (server: EventStoreDbServer): KurrentDBClient => {
    const client = KurrentDBClient.connectionString(addressOf(server))
    onTestFinished(() => client.dispose())
    return client
  }
  const record = (streamName: string) => ({ streamName, record: jsonEvent({ type: 'T', data: {} }) })
  const check = (streamName: string, expectedState: AppendStreamState) =>
    ({ type: 'stream_state', streamName, expectedState }) as const

  const violationsOf = async (client: KurrentDBClient, ...checks: ReturnType<typeof check>[]) => {
    try {
      await client.appendRecords([record('written')], checks)
      return 'appended'
    } catch (error) {
      return Reflect.get(error as object, 'violations') ?? Reflect.get(error as object, 'code')
    }
  }

  const prepared = async (): Promise<KurrentDBClient> => {
    const client = clientOn(await served())
    for (const stream of ['live', 'hidden', 'gone']) await client.appendRecords([record(stream), record(stream)])
    await client.deleteStream('hidden')
    await client.tombstoneStream('gone')
    return client
  }

  test('report every failed check, and the actual revision of the stream', async () => {
    const client = await prepared()
    expect(
      await violationsOf(
        client,
        check('live', 0n),
        check('hidden', 'stream_exists'),
        check('gone', 1n),
        check('no', 3n),
      ),
    ).toMatchObject([
      { checkIndex: 0, streamName: 'live', expectedState: 0n, actualState: 1n },
      { checkIndex: 1, streamName: 'hidden', expectedState: 'stream_exists', actualState: -5n },
      { checkIndex: 2, streamName: 'gone', expectedState: 1n, actualState: -6n },
      { checkIndex: 3, streamName: 'no', expectedState: 3n, actualState: 'no_stream' },
    ])
    expect(
      await violationsOf(client, check('live', 1n), check('hidden', 'no_stream'), check('gone', 'no_stream')),
    ).toBe('appended')
  })

  test('include each stream once, no "any", and at least one record', async () => {
    const client = await prepared()
    const invalid = 3
    expect(await violationsOf(client, check('live', 1n), check('LIVE', 1n))).toBe(invalid)
    expect(await violationsOf(client, check('live', 'any'))).toBe(invalid)
    await expect(client.appendRecords([])).rejects.toMatchObject({ code: invalid })
  })

  test('may be mixed, and end where their streams end', async () => {
    const client = await prepared()
    const { responses } = await client.appendRecords([record('live'), record('new'), record('live')])
    expect(responses).toEqual([
      { streamName: 'live', revision: 3n },
      { streamName: 'new', revision: 0n },
    ])
  })
})

describe('kurrentdb, when the server fails,', () => {
  test.each(['refuse', 'cancel', 'loseAnswer', 'hang', 'ignore', 'notLeader'] as const)(
    'appends once even if it first does this: %s',
    async (kind) => {
      const server = await served()
      const store = await opened(sourceOn(server, { appendTimeout: 600 }))
      server.faults.add({ rpc: 'append', kind })
      const { events } = rightOf(await store.append(newStream('a-1'))())
      expect((await all(store)).map(({ id }) => id)).toEqual([events[0].id])
      await store.close()
    },
  )

  test.each(['stop', 'kill'] as const)('continues reading and following after a restart (%s)', async (end) => {
    const server = await served()
    const store = await opened(sourceOn(server))
    const ids: string[] = []
    const taken: string[] = []
    const following = (async () => {
      for await (const batch of store.subscribe()) {
        taken.push(...batch.map(({ id }) => id))
        if (taken.length >= 20) break
      }
    })()
    for (let n = 0; n < 20; n += 1) {
      if (n === 10) await server[end]()
      if (n === 10) await server.start()
      ids.push(rightOf(await store.append(newStream(`a-${n}`))()).events[0].id)
    }
    await following
    expect(taken).toEqual(ids)
    server.faults.add({ rpc: 'read', kind: 'cancel', after: 7 })
    expect((await all(store)).map(({ id }) => id)).toEqual(ids)
    await store.close()
  })
})
