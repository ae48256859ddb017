import assert from 'node:assert/strict'
import type { CaseDefinition } from '../case.js'
import { accepted, batchOf, conflicts, event, fill, write } from '../writing.js'
import { all, assertSameEvents } from './observing.js'

/** The cases of appends with known ids. */
export const retrying: readonly CaseDefinition[] = [
  {
    name: 'the same append again gives the first answer and stores nothing (the same id is never stored twice)',
    run: async ({ store }) => {
      await fill(store, 'z-1', 1)
      const batch = batchOf(write('a-1', 'noStream', event(), event()))
      const first = await accepted(store, batch)
      const again = await accepted(store, batch)
      assertSameEvents(again.events, first.events)
      assert.equal(again.after, first.after)
      assert.equal((await all(store)).length, 3)
    },
  },
  {
    name: 'the same append again gives the first answer also after later appends',
    run: async ({ store }) => {
      const batch = batchOf(write('a-1', 'noStream'))
      const first = await accepted(store, batch)
      await accepted(store, batchOf(write('a-1', 0)))
      assertSameEvents((await accepted(store, batch)).events, first.events)
    },
  },
  {
    name: 'the same append to several streams again gives the first answer',
    run: async ({ store }) => {
      const batch = batchOf(write('a-1', 'noStream', event(), event()), write('b-1', 'noStream'))
      const first = await accepted(store, batch)
      assertSameEvents((await accepted(store, batch)).events, first.events)
      assert.equal((await all(store)).length, 3)
    },
  },
  {
    name: 'the same append again through another handle gives the first answer',
    run: async ({ store, another }) => {
      const batch = batchOf(write('a-1', 'noStream'))
      const first = await accepted(store, batch)
      assertSameEvents((await accepted(await another(), batch)).events, first.events)
    },
  },
  {
    name: 'the same append twice at once is stored once',
    run: async ({ store }) => {
      const batch = batchOf(write('a-1', 'noStream'))
      const [one, two] = await Promise.all([accepted(store, batch), accepted(store, batch)])
      assertSameEvents(one.events, two.events)
      assert.equal((await all(store)).length, 1)
    },
  },
  {
    name: 'a retry is recognised before what it read is checked',
    run: async ({ store }) => {
      const batch = {
        ...batchOf(write('a-1', 'noStream')),
        unchanged: [{ stream: 'b-1', revision: 'noStream' as const }],
      }
      const first = await accepted(store, batch)
      await fill(store, 'b-1', 1)
      assertSameEvents((await accepted(store, batch)).events, first.events)
    },
  },
  {
    name: 'fewer, more, reordered or other events beside known ids are a conflict',
    run: async ({ store }) => {
      const [a, b] = [event(), event()]
      await accepted(store, batchOf(write('a-1', 'noStream', a, b)))
      const facts = { stream: 'a-1', expected: 'noStream', actual: 1 } as const
      await conflicts(store, batchOf(write('a-1', 'noStream', a)), facts)
      await conflicts(store, batchOf(write('a-1', 'noStream', a, b, event())), facts)
      await conflicts(store, batchOf(write('a-1', 'noStream', b, a)), facts)
      await conflicts(store, batchOf(write('a-1', 'noStream', a, event())), facts)
      assert.equal((await all(store)).length, 2)
    },
  },
  {
    name: 'the same ids with another expectation are a conflict',
    run: async ({ store }) => {
      const a = event()
      await accepted(store, batchOf(write('a-1', 'noStream', a)))
      const later = batchOf(write('a-1', 0, a))
      const facts = { stream: 'a-1', expected: 0, actual: 0 } as const
      await conflicts(store, later, facts)
      await conflicts(store, { ...later, unchanged: [{ stream: 'b-1', revision: 'noStream' }] }, facts)
      assert.equal((await all(store)).length, 1)
    },
  },
  {
    name: 'an id that exists in another stream is a conflict',
    run: async ({ store }) => {
      const a = event()
      await accepted(store, batchOf(write('a-1', 'noStream', a)))
      await conflicts(store, batchOf(write('b-1', 'noStream', a)), {
        stream: 'b-1',
        expected: 'noStream',
        actual: 'noStream',
      })
      assert.equal((await all(store)).length, 1)
    },
  },
  {
    name: 'two appends put together are no retry of either',
    run: async ({ store }) => {
      const [a, b] = [event(), event()]
      await accepted(store, batchOf(write('a-1', 'noStream', a)))
      await accepted(store, batchOf(write('a-1', 0, b)))
      await conflicts(store, batchOf(write('a-1', 'noStream', a, b)), {
        stream: 'a-1',
        expected: 'noStream',
        actual: 1,
      })
    },
  },
  {
    name: 'a part of an append is no retry, also where a batch writes to its stream twice',
    run: async ({ store }) => {
      const [a, b] = [event(), event()]
      const facts = { stream: 'a-1', expected: 'noStream', actual: 1 } as const
      await accepted(store, batchOf(write('a-1', 'noStream', a, b)))
      await conflicts(store, batchOf(write('a-1', 'noStream', a), write('a-1', 0, event())), facts)
      assertSameEvents(
        (await accepted(store, batchOf(write('a-1', 'noStream', a), write('a-1', 0, b)))).events,
        await all(store),
      )
      assert.equal((await all(store)).length, 2)
    },
  },
  {
    name: 'the same ids over other streams are no retry, also where the first write is the same',
    run: async ({ store, another }) => {
      const [a, b, c, d] = [event(), event(), event(), event()]
      await accepted(store, batchOf(write('a-1', 'noStream', a, b)))
      await accepted(store, batchOf(write('c-1', 'noStream', c), write('d-1', 'noStream', d)))
      for (const handle of [store, await another()]) {
        const spread = batchOf(write('a-1', 'noStream', a), write('b-1', 'noStream', b))
        await conflicts(handle, spread, { stream: 'a-1', expected: 'noStream', actual: 1 })
        const moved = batchOf(write('c-1', 'noStream', c), write('e-1', 'noStream', d))
        await conflicts(handle, moved, { stream: 'c-1', expected: 'noStream', actual: 0 })
        const joined = batchOf(write('c-1', 'noStream', c, d))
        await conflicts(handle, joined, { stream: 'c-1', expected: 'noStream', actual: 0 })
      }
      assert.equal((await all(store)).length, 4)
    },
  },
  {
    name: 'a retry is recognised before its own events are found by what it looked up',
    run: async ({ store }) => {
      const index = { name: 'members', joins: { Joined: 'key' } }
      const joining = { ...event(), type: 'Joined', data: { key: 'k' } }
      const batch = {
        ...batchOf(write('a-1', 'noStream', joining), write('b-1', 'noStream')),
        noneSince: [{ index, key: 'k', position: null }],
      }
      const first = await accepted(store, batch)
      assertSameEvents((await accepted(store, batch)).events, first.events)
    },
  },
]
