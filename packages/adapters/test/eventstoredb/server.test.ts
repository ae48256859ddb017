import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { binaryEvent, EventStoreDBClient, type ResolvedEvent } from '@eventstore/db-client'
import { describe, expect, onTestFinished, test } from 'vitest'
import { dieSending } from './dying.js'
import { event, events, typeOf, unary } from './sending.js'
import { clientOn, served } from './serving.js'

// Long enough for a slow machine.
const room = { timeout: 10_000 }

const collected = async (read: AsyncIterable<ResolvedEvent>): Promise<readonly ResolvedEvent[]> => {
  const list: ResolvedEvent[] = []
  for await (const resolved of read) list.push(resolved)
  return list
}

test('a new server has system events in the log', async () => {
  const log = await collected(clientOn(await served()).readAll())
  expect(log.map(({ event: one }) => one?.type.startsWith('$'))).toEqual([true])
})

describe('a link', () => {
  const linked = async (target: string) => {
    const client = clientOn(await served())
    await client.appendToStream('s', events(3))
    await client.appendToStream('links', [binaryEvent({ type: '$>', data: Buffer.from(target) })])
    return client
  }

  test('is read as itself, or resolved', async () => {
    const client = await linked('2@s')
    const [target] = await collected(client.readStream('s', { fromRevision: 2n }))
    const [plain] = await collected(client.readStream('links'))
    expect(plain?.event?.type).toBe('$>')
    const [resolved] = await collected(client.readStream('links', { resolveLinkTos: true }))
    expect(resolved?.event).toEqual(target?.event)
    expect(resolved?.link).toEqual(plain?.event)
  })

  test.each(['7@s', '0@nowhere'])('to a missing event (%s) resolves to nothing', async (target) => {
    const client = await linked(target)
    const [resolved] = await collected(client.readStream('links', { resolveLinkTos: true }))
    expect([resolved?.event, resolved?.link?.type]).toEqual([undefined, '$>'])
  })

  test.each(['no link', '7'])('that names no event (%s) is read as itself', async (target) => {
    const client = await linked(target)
    const [resolved] = await collected(client.readStream('links', { resolveLinkTos: true }))
    expect([resolved?.event?.type, resolved?.link]).toEqual(['$>', undefined])
  })

  test('is resolved by subscriptions', async () => {
    const subscription = (await linked('1@s')).subscribeToStream('links', { resolveLinkTos: true })
    const revisions: unknown[] = []
    subscription.on('data', ({ event: one, link }) => revisions.push([one?.revision, link?.revision]))
    await expect.poll(() => revisions, room).toEqual([[1n, 0n]])
    await subscription.unsubscribe()
  })
})

test.each([
  ['unary', unary],
  ['batch', {}],
])('an append after its deadline is not executed (%s)', async (_mode, options) => {
  const client = clientOn(await served())
  expect(await typeOf(client.appendToStream('s', events(30_000), { ...options, deadline: 1 }))).toBe(
    'deadline-exceeded',
  )
})

test.each([
  ['unary', unary],
  ['batch', {}],
])('pending appends are unavailable when the server stops (%s)', async (_mode, options) => {
  const server = await served()
  const client = clientOn(server)
  await client.appendToStream('s', events(1), options)
  server.faults.add({ rpc: 'append', kind: 'ignore' })
  const pending = typeOf(client.appendToStream('s', events(1), options))
  await expect.poll(server.openCalls, room).toBe(1)
  await new Promise((resolve) => setTimeout(resolve, 100))
  await server.restart()
  expect(await pending).toBe('unavailable')
})

test('a subscription on a server that is killed is unavailable', async () => {
  const server = await served()
  const subscription = clientOn(server).subscribeToAll()
  const ended: unknown[] = []
  subscription.on('error', (error) => ended.push(Reflect.get(error, 'type')))
  await once(subscription, 'caughtUp')
  await server.kill()
  await expect.poll(() => ended, room).toEqual(['unavailable'])
  await server.start()
})

test('a subscription continues when the log is scavenged', async () => {
  const server = await served()
  const client = clientOn(server)
  await client.appendToStream('s', events(40))
  await client.setStreamMetadata('s', { maxCount: 1 })
  const subscription = client.subscribeToAll()
  const given: unknown[] = []
  subscription.on('data', ({ event: one }) => given.push(one?.streamId))
  await once(subscription, 'caughtUp')
  server.scavenge()
  given.length = 0
  await client.appendToStream('later', events(2))
  await expect.poll(() => given, room).toEqual(['later', 'later'])
  await subscription.unsubscribe()
})

test.each([
  ['unary', unary],
  ['batch', {}],
])('an append waiting when the server is killed is not executed, and unavailable (%s)', async (_mode, options) => {
  const server = await served()
  const client = clientOn(server)
  await client.appendToStream('s', events(1), options)
  server.faults.add({ rpc: 'append', kind: 'late', milliseconds: 200 })
  const pending = typeOf(client.appendToStream('s', events(1), options))
  await expect.poll(server.faults.left, room).toBe(0)
  await server.kill()
  await server.start()
  expect(await pending).toBe('unavailable')
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(server.log.streams.get('s')?.events.length).toBe(1)
})

test('an append whose client dies while sending is not executed at all', async () => {
  const server = await served()
  const client = clientOn(server)
  await dieSending(server, 'half')
  await expect.poll(server.openCalls, room).toBe(0)
  expect(await typeOf(collected(client.readStream('half')))).toBe('stream-not-found')
})

test('metadata of a stream is replaced, not merged, and separate from the stream', async () => {
  const client = clientOn(await served())
  expect(await client.getStreamMetadata('s')).toEqual({ streamName: 's' })
  await client.setStreamMetadata('s', { maxCount: 12, acl: { readRoles: ['admin'] } })
  await client.setStreamMetadata('s', { maxCount: 11, bird: '🦃' })
  expect((await client.getStreamMetadata<{ bird: string }>('s')).metadata).toEqual({ maxCount: 11, bird: '🦃' })
})

test('data and metadata are returned unchanged, bytes and any characters', async () => {
  const client = clientOn(await served())
  const data = { text: '\u0018 Ę ‐ 🦃' }
  await client.appendToStream('s', [{ ...event(), data }, binaryEvent({ type: 'B', data: Buffer.from([0, 255]) })])
  const [json, binary] = await collected(client.readStream('s'))
  expect([json?.event?.isJson, json?.event?.data, json?.event?.metadata]).toEqual([true, data, undefined])
  expect([binary?.event?.isJson, [...Buffer.from(binary?.event?.data as Uint8Array)]]).toEqual([false, [0, 255]])
})

test('a tombstone checks its expectation, and may be written on a missing stream', async () => {
  const client = clientOn(await served())
  await client.appendToStream('s', events(2))
  expect(await typeOf(client.tombstoneStream('s', { expectedRevision: 'no_stream' }))).toBe('wrong-expected-version')
  expect(await typeOf(client.tombstoneStream('s', { expectedRevision: 1n }))).toBe('done')
  expect(await typeOf(client.tombstoneStream('t', { expectedRevision: 'no_stream' }))).toBe('done')
  expect(await typeOf(collected(client.readStream('t')))).toBe('stream-deleted')
})

test('ten thousand concurrent appends are all executed', async () => {
  const client = clientOn(await served())
  await Promise.all(Array.from({ length: 10_000 }, () => client.appendToStream('s', [event()], { deadline: 25_000 })))
  const [last] = await collected(client.readStream('s', { direction: 'backwards', fromRevision: 'end', maxCount: 1 }))
  expect(last?.event?.revision).toBe(9_999n)
})

const main = fileURLToPath(new URL('../../../../test/servers/eventstoredb/main.mjs', import.meta.url))

const started = (...parameters: readonly string[]) => {
  const child = spawn(process.execPath, [main, ...parameters])
  onTestFinished(() => void child.kill('SIGKILL'))
  const output = { out: '', err: '' }
  child.stdout.on('data', (chunk) => {
    output.out += String(chunk)
  })
  child.stderr.on('data', (chunk) => {
    output.err += String(chunk)
  })
  return { child, output, ended: once(child, 'close') }
}

describe('started from the command line', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    'the server prints its address, answers, and stops on %s',
    async (signal) => {
      const { child, output, ended } = started('--port', '0')
      await expect.poll(() => output.out, room).toMatch(/^esdb:\/\/127\.0\.0\.1:\d+\?tls=false\n$/)
      const client = EventStoreDBClient.connectionString(output.out.trim())
      expect(await typeOf(client.appendToStream('s', [event()]))).toBe('done')
      await client.dispose()
      child.kill(signal)
      expect([await ended, output.err]).toEqual([[0, null], ''])
    },
  )

  test('it reports that its port is taken', async () => {
    const port = (await served()).port()
    const { output, ended } = started('--port', String(port))
    expect((await ended)[0]).toBe(1)
    expect(output.err).toBe(
      `Port ${port} is taken or may not be used: give another with --port, or 0 for any that is free.\n`,
    )
  })

  test.each([
    [['--help'], 0, /--port N/],
    [['--help'], 0, /--like VERSION.*23\.10, 24\.10.*by default 23\.10/],
    [['--port', '0', '--like', '19.10'], 1, /--like needs one of 23\.10, 24\.10/],
    [['--port', 'x'], 1, /--port needs a number/],
    [['--speed'], 1, /--speed/],
  ])('%j ends with %d', async (parameters, code, text) => {
    const { output, ended } = started(...parameters)
    expect((await ended)[0]).toBe(code)
    expect(output.out + output.err).toMatch(text)
  })
})
