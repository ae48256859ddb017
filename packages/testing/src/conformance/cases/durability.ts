import assert from 'node:assert/strict'
import { right } from 'fp-ts/lib/Either.js'
import type { CaseDefinition } from '../case.js'
import { accepted, batchOf, conflicts, event, fill, write } from '../writing.js'
import { all, assertSameEvents, collect } from './observing.js'

const durable: NonNullable<CaseDefinition['needs']> = (capabilities) => capabilities.durable

/** The cases of durability. */
export const durability: readonly CaseDefinition[] = [
  {
    name: 'everything acknowledged is there after opening again',
    needs: durable,
    run: async ({ store, reopen }) => {
      const events = [...(await fill(store, 'a-1', 3)), ...(await fill(store, 'b-1', 2))]
      const again = await reopen()
      assertSameEvents(await all(again), events)
      assertSameEvents(await collect(again.readStream('b-1')), events.slice(3))
      assert.deepEqual(await again.head()(), right({ position: events.at(-1)?.position, eventId: events.at(-1)?.id }))
    },
  },
  {
    name: 'expectations hold after opening again',
    needs: durable,
    run: async ({ store, reopen }) => {
      await fill(store, 'a-1', 2)
      const again = await reopen()
      await conflicts(again, batchOf(write('a-1', 'noStream')), { stream: 'a-1', expected: 'noStream', actual: 1 })
      const { events, after } = await accepted(again, batchOf(write('a-1', 1)))
      assert.equal(events[0].revision, 2)
      assert.equal(after, (await all(again))[1]?.position)
    },
  },
  {
    name: 'a retry is recognised after opening again',
    needs: durable,
    run: async ({ store, reopen }) => {
      const batch = batchOf(write('a-1', 'noStream', event(), event()), write('b-1', 'noStream'))
      const first = await accepted(store, batch)
      assertSameEvents((await accepted(await reopen(), batch)).events, first.events)
    },
  },
  {
    name: 'a position given before opening again is one after it',
    needs: durable,
    run: async ({ store, reopen }) => {
      const events = await fill(store, 'a-1', 3)
      assertSameEvents(await all(await reopen(), { after: events[0]?.position ?? null }), events.slice(1))
    },
  },
  {
    name: 'opening a store again while it is open shows the same events',
    run: async ({ store, another }) => {
      const events = await fill(store, 'a-1', 2)
      assertSameEvents(await all(await another()), events)
    },
  },
]
