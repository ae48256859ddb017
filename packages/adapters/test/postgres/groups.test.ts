import type { AppendBatch, EventStore, ReadStreamOptions } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'
import { type SerializedBatch, serializeBatch } from '../../src/stores/numbered-log/serialized.js'
import { independentCount } from '../../src/stores/postgres/appending/groups.js'
import { event, newStream, opened, rightOf } from '../sqlite/events.js'
import { onPostgres, schemaOfTest, sql } from './schemas.js'

const serialized = (batch: AppendBatch): SerializedBatch => {
  const answer = serializeBatch(batch)
  if (isLeft(answer)) throw new Error(JSON.stringify(answer.left))
  return answer.right
}

const writing = (stream: string): SerializedBatch => serialized(newStream(stream))

const reading = (stream: string, read: string): SerializedBatch =>
  serialized({ ...newStream(stream), unchanged: [{ stream: read, revision: 'noStream' }] })

const guarding = (stream: string): SerializedBatch =>
  serialized({ ...newStream(stream), noneSince: [{ index: { name: 'i', joins: {} }, key: 'k', position: null }] })

const one = writing('a')

test.each<[string, readonly SerializedBatch[], number]>([
  ['separate streams', [writing('a'), writing('b'), writing('c')], 3],
  ['a read of a stream that is not written', [reading('a', 'x'), reading('b', 'x')], 2],
  ['a read of a stream that a later one writes', [reading('a', 'b'), writing('b')], 2],
  ['a stream that is written twice', [writing('a'), writing('b'), writing('a')], 2],
  ['a read of a stream that was written', [writing('a'), reading('b', 'a')], 1],
  ['a key that an earlier one may have joined', [writing('a'), guarding('b')], 1],
  ['a guard in the first one', [guarding('a'), writing('b')], 2],
  ['an id that is repeated', [one, { ...writing('b'), events: one.events }], 1],
  ['more events than fit together', Array.from({ length: 300 }, (_, n) => writing(`a-${n}`)), 256],
  ['more text than fits together', ['a', 'b'].map((name) => serialized(newStream(name, 'x'.repeat(9_000_000)))), 1],
])('%s: events that do not depend on each other are appended together', (_what, batches, count) => {
  expect(independentCount(batches)).toBe(count)
})

onPostgres('an append', () => {
  const schema = schemaOfTest()

  test('of events that were not appended together is not a retry', async () => {
    const store = await opened(schema().source())
    const [first, between, second] = [event(), event(), event()]
    const batchOf = (writes: AppendBatch['writes']): AppendBatch => ({ writes, unchanged: [], noneSince: [] })
    rightOf(await store.append(batchOf([{ stream: 'a', expected: 'noStream', events: [first] }]))())
    for (const other of ['c', 'd']) rightOf(await store.append(newStream(other))())
    const later: AppendBatch['writes'] = [
      { stream: 'b', expected: 'noStream', events: [between] },
      { stream: 'a', expected: 0, events: [second] },
    ]
    rightOf(await store.append(batchOf(later))())
    const joined = batchOf([{ stream: 'a', expected: 'noStream', events: [first, second] }])
    expect(await store.append(joined)()).toMatchObject({ left: { error: 'ConcurrencyConflict', actual: 1 } })
    await store.close()
  })

  test('may contain many million characters of any kind, in a schema with a long name', {
    timeout: 60_000,
  }, async () => {
    const name = schema().name.padEnd(63, 'x')
    const store = await opened(schema().source({ schema: name }))
    const data = { text: '\u0000"\\ä東🏢\n'.repeat(400_000) }
    rightOf(await store.append(newStream('a-1', data))())
    for await (const [read] of store.readStream('a-1')) expect(read?.data).toEqual(data)
    await store.close()
    await sql(`drop schema "${name}" cascade`)
  })
})

onPostgres('streams read concurrently', () => {
  const schema = schemaOfTest()

  const read = async (store: EventStore, stream: string, options?: ReadStreamOptions): Promise<readonly number[]> => {
    const revisions: number[] = []
    for await (const events of store.readStream(stream, options)) {
      expect(events.every((one) => one.stream === stream)).toBe(true)
      revisions.push(...events.map(({ revision }) => revision))
    }
    return revisions
  }

  test('are each complete and start at the requested revision', async () => {
    const store = await opened(schema().source())
    const names = Array.from({ length: 150 }, (_, n) => `a-${n}`)
    const appendTo = async (stream: string, n: number): Promise<void> => {
      const rest = Array.from({ length: n % 3 }, () => event())
      const writes: AppendBatch['writes'] = [{ stream, expected: 'noStream', events: [event(), ...rest] }]
      rightOf(await store.append({ writes, unchanged: [], noneSince: [] })())
    }
    await Promise.all(names.map(appendTo))
    const whole = await Promise.all(names.map((name) => read(store, name)))
    expect(whole).toEqual(names.map((_, n) => [0, 1, 2].slice(0, 1 + (n % 3))))
    const options: readonly (ReadStreamOptions | undefined)[] = [
      { from: 1 },
      { maxCount: 1 },
      { maxCount: 1.5 },
      undefined,
    ]
    expect(await Promise.all(options.map((one) => read(store, 'a-2', one)))).toEqual([[1, 2], [0], [0, 1], [0, 1, 2]])
    for (const from of [Number.NaN, Number.POSITIVE_INFINITY, 1e300])
      expect(await read(store, 'a-2', { from })).toEqual([])
    await store.close()
  })

  test('all fail if the store cannot be read, and none hangs', async () => {
    const dropped = schema()
    const store = await opened(dropped.source())
    await dropped.drop()
    const answers = await Promise.allSettled(['a', 'b', 'c'].map((name) => read(store, name)))
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    await store.close()
  })
})
