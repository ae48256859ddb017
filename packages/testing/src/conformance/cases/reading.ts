import assert from 'node:assert/strict'
import { right } from 'fp-ts/lib/Either.js'
import type { CaseDefinition } from '../case.js'
import { accepted, batchOf, event, fill, fillInBulk, write } from '../writing.js'
import { all, assertSameEvents, collect, idsOf } from './observing.js'

const texts: { readonly [name: string]: string } = {
  'letters of many scripts': 'Åbo Õnne Žižek 東京 🏢 ﷽',
  'a lone surrogate': 'a\ud800b',
  'ten thousand characters': 'x'.repeat(10_000),
  'quotes and control characters': '"\'\\\u0000\u0007\n\t',
}

/** The cases of reading. */
export const reading: readonly CaseDefinition[] = [
  {
    name: 'a stream that does not exist, and an empty store, give nothing',
    run: async ({ store }) => {
      assert.deepEqual(await collect(store.readStream('a-1')), [])
      assert.deepEqual(await all(store), [])
      assert.deepEqual(await store.head()(), right(null))
    },
  },
  {
    name: 'a stream is read from a revision on, in order',
    run: async ({ store }) => {
      const events = await fill(store, 'a-1', 4)
      await fill(store, 'b-1', 2)
      assertSameEvents(await collect(store.readStream('a-1')), events)
      assertSameEvents(await collect(store.readStream('a-1', { from: 2 })), events.slice(2))
      assertSameEvents(await collect(store.readStream('a-1', { from: 1, maxCount: 2 })), events.slice(1, 3))
    },
  },
  {
    name: 'past the end there is nothing',
    run: async ({ store }) => {
      const events = await fill(store, 'a-1', 2)
      assert.deepEqual(await collect(store.readStream('a-1', { from: 2 })), [])
      assert.deepEqual(await all(store, { after: events[1]?.position ?? null }), [])
    },
  },
  {
    name: 'maxCount 0 gives nothing, 1 gives one, and a fraction is rounded up',
    run: async ({ store }) => {
      const events = await fill(store, 'a-1', 2)
      assert.deepEqual(await collect(store.readStream('a-1', { maxCount: 0 })), [])
      assert.deepEqual(await all(store, { maxCount: 0 }), [])
      assertSameEvents(await collect(store.readStream('a-1', { maxCount: 1 })), events.slice(0, 1))
      assertSameEvents(await all(store, { maxCount: 1 }), events.slice(0, 1))
      assertSameEvents(await collect(store.readStream('a-1', { maxCount: 1.5 })), events.slice(0, 2))
      assertSameEvents(await all(store, { maxCount: 1.5 }), events.slice(0, 2))
      assert.deepEqual(await collect(store.readStream('a-1', { from: Number.NaN })), [])
    },
  },
  {
    name: 'the log is read after a position, exclusively',
    run: async ({ store }) => {
      const events = [...(await fill(store, 'a-1', 2)), ...(await fill(store, 'b-1', 2))]
      assertSameEvents(await all(store), events)
      for (const [index, { position }] of events.entries())
        assertSameEvents(await all(store, { after: position }), events.slice(index + 1))
      assertSameEvents(await all(store, { after: events.at(-1)?.position ?? null }), [])
    },
  },
  {
    name: 'types and categories limit what is read, both must admit',
    run: async ({ store }) => {
      const [a, b] = [event({ type: 'A' }), event({ type: 'B' })]
      await accepted(
        store,
        batchOf(
          write('x-1', 'noStream', a, b),
          write('y', 'noStream', event({ type: 'A' })),
          write('xy-1', 'noStream'),
        ),
      )
      assert.equal((await all(store, { types: ['A'] })).length, 2)
      assert.equal((await all(store, { types: ['A', 'B'] })).length, 3)
      assert.deepEqual(idsOf(await all(store, { categories: ['x'] })), [a.id, b.id])
      assert.deepEqual(idsOf(await all(store, { categories: ['x', 'y'], types: ['B'] })), [b.id])
      assert.deepEqual(await all(store, { types: [] }), [])
      assert.deepEqual(await all(store, { categories: [] }), [])
      assert.equal((await all(store, { types: ['A'], maxCount: 1 })).length, 1)
    },
  },
  {
    name: 'many events come in batches, each once and in order',
    run: async ({ store }) => {
      const many = Array.from({ length: 2_500 }, (_, n) => event({ type: n % 2 === 0 ? 'Even' : 'Odd', data: n }))
      await fillInBulk(store, 'a-1', many)
      const ids = many.map(({ id }) => id)
      assert.deepEqual(idsOf(await all(store)), ids)
      assert.deepEqual(idsOf(await collect(store.readStream('a-1'))), ids)
      assert.deepEqual(idsOf(await all(store, { maxCount: 1_500 })), ids.slice(0, 1_500))
      assert.equal((await all(store, { types: ['Odd'] })).length, 1_250)
    },
  },
  ...Object.entries(texts).map(
    ([name, text]): CaseDefinition => ({
      name: `${name} come back as they were written`,
      run: async ({ store }) => {
        const written = event({
          data: { [text]: text },
          metadata: { by: text, at: event().metadata.at, commandId: text },
        })
        await accepted(store, batchOf(write('a-1', 'noStream', written)))
        const [read] = await all(store)
        assert.deepEqual(
          { data: read?.data, metadata: read?.metadata },
          { data: written.data, metadata: written.metadata },
        )
      },
    }),
  ),
  {
    name: 'a field named __proto__ comes back as a field',
    run: async ({ store }) => {
      const data: object = JSON.parse('{"__proto__":{"admin":true},"constructor":"c"}')
      await accepted(store, batchOf(write('__proto__', 'noStream', event({ type: '__proto__', data }))))
      const [read] = await collect(store.readStream('__proto__'))
      assert.deepEqual(Object.keys(Object(read?.data)), ['__proto__', 'constructor'])
      assert.equal((await all(store, { types: ['__proto__'] })).length, 1)
    },
  },
  {
    name: 'names that differ in case, spaces or wildcards are different streams',
    run: async ({ store }) => {
      const names = ['a-1', 'A-1', 'a-1 ', 'a-%', "a-'1", 'a-\u00e9', 'a-e\u0301']
      for (const name of names) await fill(store, name, 1)
      for (const name of names) assert.equal((await collect(store.readStream(name))).length, 1)
    },
  },
  {
    name: 'changing what was handed in changes nothing stored (no object is shared with the caller)',
    run: async ({ store }) => {
      const data = { list: [1] }
      const appending = append(store, data)
      data.list.push(2)
      await appending
      data.list.push(3)
      assert.deepEqual((await all(store))[0]?.data, { list: [1] })
    },
  },
  {
    name: 'changing what was read changes nothing stored (no object is shared between readers)',
    run: async ({ store }) => {
      const { events } = await append(store, { list: [1] })
      const [read] = await all(store)
      for (const one of [events[0], read]) mutate(one)
      const [again] = await all(store)
      assert.deepEqual(again?.data, { list: [1] })
      assert.equal(again?.metadata.by, 'tester')
    },
  },
]

const append = (store: Parameters<typeof accepted>[0], data: unknown): ReturnType<typeof accepted> =>
  accepted(store, batchOf(write('a-1', 'noStream', event({ data }))))

// A store may also prevent the change: a frozen object throws.
const mutate = (one: unknown): void => {
  const { data, metadata } = one as { data: { list: number[] }; metadata: { by: string } }
  try {
    data.list.push(2)
    metadata.by = 'somebody else'
  } catch {}
}
