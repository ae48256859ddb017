import { randomUUID } from 'node:crypto'
import type { AppendExpectedRevision, EventData, EventStoreDBClient } from '@eventstore/db-client'
import { describe, expect, test } from 'vitest'
import { clientOn, served } from './serving.js'

// The test server must follow the protocol of the real one, as the client of EventStoreDB sees it.

const event = (id: string = randomUUID(), data: Record<string, unknown> = {}): EventData => ({
  id,
  type: 'Happened',
  contentType: 'application/json',
  data,
  metadata: undefined,
})

// Long enough for a slow machine.
const room = { timeout: 10_000 }

const events = (count: number): EventData[] => Array.from({ length: count }, () => event())

// A call with credentials uses plain `Append`; without them it uses `BatchAppend`.
const modes = { unary: { credentials: { username: 'nobody', password: 'none' } }, batch: {} } as const
type Mode = keyof typeof modes

const append = (
  client: EventStoreDBClient,
  mode: Mode,
  expectedRevision: AppendExpectedRevision,
  list: EventData[] = [event()],
) => client.appendToStream('s', list, { ...modes[mode], expectedRevision })

type Failed = { readonly type: string; readonly actualVersion?: unknown }

const outcome = async (answer: Promise<unknown>): Promise<string> => {
  try {
    await answer
    return 'ok'
  } catch (error) {
    const { type, actualVersion } = error as Failed
    return type === 'wrong-expected-version' ? `wrong, actual ${String(actualVersion)}` : type
  }
}

const states: { readonly [state: string]: (client: EventStoreDBClient) => Promise<unknown> } = {
  'never existed': async () => {},
  'metadata only': (client) => client.setStreamMetadata('s', { maxCount: 10 }),
  live: (client) => client.appendToStream('s', events(3)),
  'soft-deleted': async (client) => {
    await client.appendToStream('s', events(3))
    await client.deleteStream('s')
  },
  tombstoned: async (client) => {
    await client.appendToStream('s', events(3))
    await client.tombstoneStream('s')
  },
}

const expectations: readonly AppendExpectedRevision[] = ['any', 'no_stream', 'stream_exists', 1n, 2n, 3n]

const none = 'wrong, actual no_stream'
const at2 = 'wrong, actual 2'
const deleted = 'stream-deleted'

const matrix: { readonly [state: string]: readonly string[] } = {
  'never existed': ['ok', 'ok', none, none, none, none],
  'metadata only': ['ok', 'ok', 'ok', none, none, none],
  live: ['ok', at2, 'ok', at2, 'ok', at2],
  'soft-deleted': ['ok', 'ok', deleted, at2, 'ok', at2],
  tombstoned: [deleted, deleted, deleted, deleted, deleted, deleted],
}

const cells = Object.entries(matrix).flatMap(([state, row]) =>
  expectations.map((expected, index) => [state, expected, row[index] ?? ''] as const),
)

describe.each(['unary', 'batch'] as const)('an append (%s)', (mode) => {
  test.each(cells)('to a stream that is %s, expecting %s: %s', async (state, expected, result) => {
    const client = clientOn(await served())
    await states[state]?.(client)
    expect(await outcome(append(client, mode, expected))).toBe(result)
  })

  test('repeated with the same ids and expectation returns the first answer, always', async () => {
    const client = clientOn(await served())
    const list = events(2)
    const first = await append(client, mode, 'no_stream', list)
    await append(client, mode, 1n, events(3))
    expect(await append(client, mode, 'no_stream', list)).toEqual(first)
    expect(await append(client, mode, 'any', list)).toEqual(first)
  })

  test('with some known ids is a conflict, unless they are the first ones', async () => {
    const client = clientOn(await served())
    const [a, b, c] = [event(), event(), event()]
    await append(client, mode, 'no_stream', [a, b])
    expect(await outcome(append(client, mode, 'no_stream', [a]))).toBe('ok')
    expect(await outcome(append(client, mode, 'no_stream', [a, b, c]))).toBe('wrong, actual 1')
    expect(await outcome(append(client, mode, 'no_stream', [b, a]))).toBe('wrong, actual 1')
    expect(await outcome(append(client, mode, 'any', [a, c]))).toBe('wrong, actual 1')
    expect(await outcome(append(client, mode, 1n, [a]))).toBe('ok')
  })

  test('with ids known in another stream is new', async () => {
    const client = clientOn(await served())
    const list = events(1)
    await append(client, mode, 'any', list)
    await client.appendToStream('t', list, modes[mode])
    expect(await count(client, 't')).toBe(1)
  })

  test('that is too large is refused', async () => {
    const client = clientOn(await served({ maxAppendSize: 1_000 }))
    expect(await outcome(append(client, mode, 'any', [event(randomUUID(), { x: 'x'.repeat(1_000) })]))).toBe(
      'maximum-append-size-exceeded',
    )
  })
})

const revisions = async (read: AsyncIterable<{ event?: { revision: bigint } }>): Promise<readonly number[]> => {
  const list: number[] = []
  for await (const { event: one } of read) list.push(Number(one?.revision ?? -1))
  return list
}

const count = async (client: EventStoreDBClient, stream: string): Promise<number> =>
  (await revisions(client.readStream(stream))).length

describe('a read', () => {
  test('goes forwards and backwards, both inclusive, and is empty past the end', async () => {
    const client = clientOn(await served())
    await client.appendToStream('s', events(4))
    expect(await revisions(client.readStream('s', { fromRevision: 2n }))).toEqual([2, 3])
    expect(await revisions(client.readStream('s', { fromRevision: 9n }))).toEqual([])
    expect(await revisions(client.readStream('s', { direction: 'backwards', fromRevision: 'end' }))).toEqual([
      3, 2, 1, 0,
    ])
    expect(await revisions(client.readStream('s', { direction: 'backwards', fromRevision: 9n, maxCount: 2 }))).toEqual([
      3, 2,
    ])
    expect(await revisions(client.readStream('s', { direction: 'backwards', fromRevision: 'start' }))).toEqual([0])
  })

  test('distinguishes a stream that is missing, soft-deleted, truncated or tombstoned', async () => {
    const client = clientOn(await served())
    expect(await outcome(revisions(client.readStream('s')))).toBe('stream-not-found')
    await client.appendToStream('s', events(3))
    await client.setStreamMetadata('s', { truncateBefore: 3 })
    expect(await revisions(client.readStream('s'))).toEqual([])
    await client.deleteStream('s')
    expect(await outcome(revisions(client.readStream('s')))).toBe('stream-not-found')
    await client.tombstoneStream('s')
    expect(await outcome(revisions(client.readStream('s')))).toBe('stream-deleted')
  })

  test('after an append to a soft-deleted stream shows new events, with continued revisions', async () => {
    const client = clientOn(await served())
    await client.appendToStream('s', events(3))
    await client.deleteStream('s')
    await client.appendToStream('s', events(2), { expectedRevision: 'no_stream' })
    expect(await revisions(client.readStream('s'))).toEqual([3, 4])
  })

  test('returns the last events of a stream with $maxCount', async () => {
    const client = clientOn(await served())
    await client.appendToStream('s', events(5))
    await client.setStreamMetadata('s', { maxCount: 2 })
    expect(await revisions(client.readStream('s'))).toEqual([3, 4])
  })

  test('of the log starts at the position forwards, before it backwards, and accepts no other positions', async () => {
    const client = clientOn(await served())
    await client.appendToStream('s', events(1))
    const { position } = await client.appendToStream('s', events(2))
    if (position === undefined) throw new Error('no position')
    expect(await revisions(client.readAll({ fromPosition: position }))).toEqual([2])
    expect(await revisions(client.readAll({ direction: 'backwards', fromPosition: position, maxCount: 2 }))).toEqual([
      1, 0,
    ])
    const nowhere = { commit: position.commit - 1n, prepare: position.prepare - 1n }
    expect(await outcome(revisions(client.readAll({ fromPosition: nowhere })))).toBe('unknown')
  })

  test('of zero events, or forwards from the end, is an error', async () => {
    const client = clientOn(await served())
    await client.appendToStream('s', events(1))
    expect(await outcome(revisions(client.readStream('s', { maxCount: 0 })))).toBe('unknown')
    expect(await outcome(revisions(client.readStream('s', { fromRevision: 'end' })))).toBe('unknown')
  })
})

test('a delete checks its expectation, and may be repeated', async () => {
  const client = clientOn(await served())
  expect(await outcome(client.deleteStream('s'))).toBe('wrong, actual -1')
  await client.appendToStream('s', events(2))
  expect(await outcome(client.deleteStream('s', { expectedRevision: 0n }))).toBe('wrong, actual 1')
  expect(await outcome(client.deleteStream('s', { expectedRevision: 1n }))).toBe('ok')
  expect(await outcome(client.deleteStream('s'))).toBe('ok')
})

describe('a subscription', () => {
  test('confirms, catches up, reports it, and continues; its start is exclusive', async () => {
    const client = clientOn(await served())
    await client.appendToStream('s', events(3))
    const subscription = client.subscribeToStream('s', { fromRevision: 0n })
    const received: string[] = []
    subscription.on('confirmation', () => received.push('confirmed'))
    subscription.on('caughtUp', () => received.push('caught up'))
    subscription.on('data', ({ event: one }) => {
      received.push(String(one?.revision))
      if (one?.revision === 2n) setTimeout(() => client.appendToStream('s', events(1)), 50)
    })
    await expect.poll(() => received, room).toEqual(['confirmed', '1', '2', 'caught up', '3'])
    await subscription.unsubscribe()
  })

  test('of the log accepts a filter and sends checkpoints', async () => {
    const client = clientOn(await served({ version: '24.10' }))
    await client.appendToStream('a', events(3))
    const { position } = await client.appendToStream('b', events(1))
    const checkpoints: unknown[] = []
    const subscription = client.subscribeToAll({
      filter: {
        filterOn: 'streamName',
        prefixes: ['b'],
        checkpointInterval: 1,
        checkpointReached: async (_subscription, checkpoint) => void checkpoints.push(checkpoint),
      },
    })
    const streams: string[] = []
    subscription.on('data', ({ event: one }) => streams.push(String(one?.streamId)))
    await expect.poll(() => checkpoints, room).toEqual([position])
    expect(streams).toEqual(['b'])
    await subscription.unsubscribe()
  })

  test('ends with CANCELLED when the server stops', async () => {
    const server = await served()
    const subscription = clientOn(server).subscribeToAll()
    const failed = new Promise<string>((resolve) => {
      subscription.on('error', (error) => resolve((error as Error & Failed).type))
    })
    await new Promise((resolve) => subscription.on('confirmation', () => resolve(undefined)))
    await server.restart()
    expect(await failed).toBe('cancelled')
  })
})
