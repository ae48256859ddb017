import assert from 'node:assert/strict'
import type { RecordedEvent } from '@clientele/domain'
import type { CaseDefinition } from '../case.js'
import { accepted, batchOf, event, fill, fillInBulk, write } from '../writing.js'
import { all, assertSameEvents, collect, take, within } from './observing.js'

const soon = 5_000

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Collects events until the end; `begun` resolves at the first ones. */
const startCollecting = (batches: AsyncIterable<readonly RecordedEvent[]>) => {
  const seen: RecordedEvent[] = []
  let begin = (): void => {}
  const begun = new Promise<void>((resolve) => {
    begin = resolve
  })
  const run = async (): Promise<readonly RecordedEvent[]> => {
    for await (const events of batches) {
      seen.push(...events)
      begin()
    }
    return seen
  }
  return { begun, all: run() }
}

/** The cases of subscriptions. */
export const subscribing: readonly CaseDefinition[] = [
  {
    name: 'catches up and then gives what comes',
    run: async ({ store }) => {
      const before = await fill(store, 'a-1', 3)
      const taking = take(store.subscribe(), 5)
      await pause(20)
      const later = await fill(store, 'b-1', 2)
      assertSameEvents(await within(soon, 'a live event', taking), [...before, ...later])
    },
  },
  {
    name: 'wakes for every append, time after time',
    run: async ({ store }) => {
      const seen = store.subscribe()[Symbol.asyncIterator]()
      for (const n of [0, 1, 2, 3]) {
        const next = seen.next()
        await pause(70)
        const { events } = await accepted(store, batchOf(write(`a-${n}`, 'noStream')))
        assertSameEvents((await within(soon, 'waking', next)).value ?? [], events)
      }
      await seen.return?.()
    },
  },
  {
    name: 'gives what another handle appends',
    run: async ({ store, another }) => {
      const taking = take(store.subscribe(), 2)
      await pause(20)
      const later = await fill(await another(), 'b-1', 2)
      assertSameEvents(await within(soon, 'an event of another handle', taking), later)
    },
  },
  {
    name: 'resumes from any position without a gap or a repetition',
    run: async ({ store }) => {
      const events = await fill(store, 'a-1', 6)
      for (const [index, { position }] of events.entries()) {
        if (index === events.length - 1) continue
        assertSameEvents(
          await within(soon, 'resuming', take(store.subscribe({ after: position }), 5 - index)),
          events.slice(index + 1),
        )
      }
    },
  },
  {
    name: 'filters by type and category, live too',
    run: async ({ store }) => {
      const wanted = (): RecordedEvent['type'] => 'Wanted'
      const taking = take(store.subscribe({ types: [wanted()], categories: ['a'] }), 2)
      await accepted(store, batchOf(write('a-1', 'noStream', event({ type: 'Wanted' }), event())))
      await accepted(store, batchOf(write('b-1', 'noStream', event({ type: 'Wanted' }))))
      await pause(20)
      await accepted(store, batchOf(write('a-2', 'noStream', event(), event({ type: 'Wanted' }))))
      const taken = await within(soon, 'filtering', taking)
      assert.deepEqual(
        taken.map(({ stream, revision }) => [stream, revision]),
        [
          ['a-1', 0],
          ['a-2', 1],
        ],
      )
    },
  },
  {
    name: 'does not sleep while it is behind',
    run: async ({ store }) => {
      await fillInBulk(
        store,
        'many-1',
        Array.from({ length: 10_000 }, () => event()),
      )
      const begun = Date.now()
      await all(store)
      // A store that waits 50 ms after every 100 events takes five seconds longer than reading.
      const enough = 3 * (Date.now() - begun) + 3_500
      const taken = await within(enough, '10,000 events', take(store.subscribe(), 10_000))
      assert.equal(taken.length, 10_000)
    },
  },
  {
    name: 'closing it ends the iteration, also while it waits',
    run: async ({ store }) => {
      await fill(store, 'a-1', 1)
      const subscription = store.subscribe()
      const { begun, all } = startCollecting(subscription)
      await within(soon, 'the first event', begun)
      await pause(20)
      await subscription.close()
      await subscription.close()
      assert.equal((await within(soon, 'closing', all)).length, 1)
      assert.deepEqual(await within(soon, 'iterating after closing', collect(subscription)), [])
    },
  },
  {
    name: 'closing the store ends the iteration',
    run: async ({ store }) => {
      await fill(store, 'a-1', 1)
      const { begun, all } = startCollecting(store.subscribe())
      await within(soon, 'the first event', begun)
      await pause(20)
      await store.close()
      assert.equal((await within(soon, 'closing', all)).length, 1)
    },
  },
  {
    name: 'leaving the loop lets go, and others go on',
    run: async ({ store }) => {
      const events = await fill(store, 'a-1', 2)
      const staying = take(store.subscribe(), 3)
      assertSameEvents(await within(soon, 'leaving', take(store.subscribe(), 1)), events)
      const later = await fill(store, 'b-1', 1)
      assertSameEvents(await within(soon, 'staying', staying), [...events, ...later])
    },
  },
  {
    name: 'a slow subscriber holds up nobody and misses nothing',
    run: async ({ store }) => {
      const slow = (async () => {
        const seen: string[] = []
        for await (const events of store.subscribe()) {
          seen.push(...events.map(({ id }) => id))
          await pause(10)
          if (seen.length >= 30) return seen
        }
        return seen
      })()
      await fill(store, 'a-1', 30)
      const expected = (await all(store)).map(({ id }) => id)
      assert.deepEqual(await within(soon, 'a slow subscriber', slow), expected)
    },
  },
]
