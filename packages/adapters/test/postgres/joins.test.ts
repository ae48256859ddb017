import type { AppendBatch } from '@clientele/domain'
import { expect, test } from 'vitest'
import { event, newStream, opened, rightOf } from '../sqlite/events.js'
import { onPostgres, schemaOfTest } from './schemas.js'

const index = { name: 'members', joins: { Happened: 'key' } }

const guarded = (stream: string, key: string): AppendBatch => ({
  ...newStream(stream),
  noneSince: [{ index, key, position: null }],
})

const hostile = [
  '\u0000',
  '\ud800',
  '\\u0000',
  '\\ud800',
  '\\',
  '"',
  'a"b',
  '\n',
  '',
  '😀',
  'ä',
  '\\\u0000',
  'x\udc00\ud800y',
]

onPostgres('a looked-up key', () => {
  const schema = schemaOfTest()

  test('is found whatever characters it has, and no other is', { timeout: 60_000 }, async () => {
    const store = await opened(schema().source())
    for (const [n, key] of hostile.entries()) {
      rightOf(await store.append(newStream(`free-${n}`))())
      expect((await store.append(guarded(`before-${n}`, key))())._tag, JSON.stringify(key)).toBe('Right')
      rightOf(await store.append(newStream(`m-${n}`, { key, other: '\u0000\ud800' }))())
      expect(await store.append(guarded(`after-${n}`, key))()).toMatchObject({ left: { joined: { key } } })
    }
    await store.close()
  })

  test('does not match one that only looks like it', async () => {
    const store = await opened(schema().source())
    const others = [
      { inner: { key: 'k' } },
      { key: 7 },
      { key: ['k'] },
      'k',
      7,
      null,
      ['key', 'k'],
      { key: 'K' },
      { text: '"key":"k"' },
    ]
    for (const [n, data] of others.entries()) rightOf(await store.append(newStream(`m-${n}`, data))())
    for (const key of ['k', '7']) rightOf(await store.append(guarded(`a-${key}`, key))())
    await store.close()
  })
})

onPostgres('a name that PostgreSQL cannot store', () => {
  const schema = schemaOfTest()

  test('is refused, and reading it returns nothing', async () => {
    const store = await opened(schema().source())
    rightOf(await store.append(newStream('a-1'))())
    expect(await store.append(newStream('a-\u0000'))()).toMatchObject({ left: { error: 'AppendRefused' } })
    const typed: AppendBatch = {
      ...newStream('a-2'),
      writes: [{ stream: 'a-2', expected: 'noStream', events: [{ ...event(), type: '\u0000' }] }],
    }
    expect(await store.append(typed)()).toMatchObject({ left: { error: 'AppendRefused' } })
    for await (const events of store.readStream('a-\u0000')) expect(events).toEqual([])
    for await (const events of store.readAll({ types: ['\u0000'] })) expect(events).toEqual([])
    for await (const events of store.readAll({ categories: ['\u0000'] })) expect(events).toEqual([])
    await store.close()
  })

  test.each([-1, 1.5, Number.NaN, 1e300, Number.POSITIVE_INFINITY])(
    'an expected revision of %d is refused',
    async (expected) => {
      const store = await opened(schema().source())
      const batch: AppendBatch = { ...newStream('a-1'), writes: [{ stream: 'a-1', expected, events: [event()] }] }
      expect(await store.append(batch)()).toMatchObject({ left: { error: 'AppendRefused' } })
      await store.close()
    },
  )
})
