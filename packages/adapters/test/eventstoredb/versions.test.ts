import { once } from 'node:events'
import { streamNameFilter } from '@eventstore/db-client'
import { describe, expect, test } from 'vitest'
import { event, events, typeOf, unary } from './sending.js'
import { clientOn, served } from './serving.js'

// Long enough for a slow machine.
const room = { timeout: 10_000 }

const ofBytes = ({ data = 0, metadata = 0 }) => [
  { ...event(), data: { x: 'x'.repeat(data) }, metadata: { x: 'x'.repeat(metadata) } },
]

// The length of an event without its text.
const around = '{"x":""}'.length

describe.each([
  ['unary', unary],
  ['batch', {}],
])('one append (%s)', (_mode, options) => {
  const mebibyte = 1024 * 1024
  const outcomeOf = async (version: '23.10' | '24.10', list: ReturnType<typeof ofBytes>) =>
    typeOf(clientOn(await served({ version })).appendToStream('s', list, options))

  test.each(['23.10', '24.10'] as const)('accepts less than 1 MiB by default, and no more (%s)', async (version) => {
    expect(await outcomeOf(version, ofBytes({ data: mebibyte - 100 }))).toBe('done')
    expect(await outcomeOf(version, ofBytes({ data: mebibyte }))).toBe('maximum-append-size-exceeded')
    const half = ofBytes({ data: mebibyte / 2 })
    expect(await outcomeOf(version, [...half, ...ofBytes({ data: mebibyte / 2 })])).toBe('maximum-append-size-exceeded')
  })

  test('is measured by its data on 23.10, and includes types and metadata on 24.10', async () => {
    const full = ofBytes({ data: mebibyte - around, metadata: mebibyte })
    expect(await outcomeOf('23.10', full)).toBe('done')
    expect(await outcomeOf('24.10', full)).toBe('maximum-append-size-exceeded')
    expect(await outcomeOf('24.10', ofBytes({ metadata: mebibyte }))).toBe('maximum-append-size-exceeded')
  })
})

test.each([
  ['23.10', false],
  ['24.10', true],
] as const)('like %s, a filtered subscription that has caught up gets a checkpoint: %s', async (version, isSo) => {
  const client = clientOn(await served({ version }))
  await client.appendToStream('s', events(3))
  const checkpoints: unknown[] = []
  const filter = streamNameFilter({
    prefixes: ['s'],
    checkpointReached: async (_, position) => void checkpoints.push(position),
  })
  const subscription = client.subscribeToAll({ filter })
  subscription.on('data', () => {})
  await once(subscription, 'caughtUp')
  await expect.poll(() => checkpoints.length > 0, isSo ? room : { timeout: 200 }).toBe(isSo)
  await subscription.unsubscribe()
})

describe('appends sent concurrently', () => {
  const sent = Array.from({ length: 20 }, (_, index) => String(index))
  const orderOn = async (reorders: number | null, options: object) => {
    const server = await served({ reorders })
    const client = clientOn(server)
    await client.appendToStream('before', [event()], options)
    await Promise.all(sent.map((what) => client.appendToStream('s', [{ ...event(), data: { what } }], options)))
    return server.log.streams.get('s')?.events.map(({ data }) => JSON.parse(String(Buffer.from(data))).what)
  }

  test('are executed in order or, on a reordering server, all in another order', async () => {
    expect(await orderOn(null, unary)).toEqual(sent)
    const reordered = await orderOn(1, unary)
    expect(reordered).not.toEqual(sent)
    expect(reordered?.toSorted((a, b) => a - b)).toEqual(sent)
    expect(await orderOn(1, {})).toEqual(sent)
  })
})

test('an unknown version is refused', async () => {
  await expect(served({ version: '19.10' as '23.10' })).rejects.toThrow('Version 19.10 is none of 23.10, 24.10')
})
