import assert from 'node:assert/strict'
import { eventId, newCommandId } from '@clientele/adapters'
import { right } from 'fp-ts/lib/Either.js'
import type { CaseDefinition } from '../case.js'
import { accepted, batchOf, conflicts, event, fill, refusal, write } from '../writing.js'
import { all, assertSameEvents, collect } from './observing.js'

const at = '2024-03-15T08:00:00.000Z'

const index = { name: 'customersInGroup', joins: { Joined: 'groupId', Opened: null } }

const joinedEvent = (groupId: string): ReturnType<typeof event> => event({ type: 'Joined', data: { groupId } })

/** The cases of appending. */
export const appending: readonly CaseDefinition[] = [
  {
    name: 'gives the events back with their places',
    run: async ({ store }) => {
      const [first, second] = [event({ data: { n: 1 } }), event({ data: { n: 2 } })]
      const { events, after } = await accepted(store, batchOf(write('a-1', 'noStream', first, second)))
      assert.equal(after, null)
      assert.deepEqual(
        events.map(({ id, stream, revision, data, metadata }) => ({ id, stream, revision, data, metadata })),
        [
          { id: first.id, stream: 'a-1', revision: 0, data: { n: 1 }, metadata: first.metadata },
          { id: second.id, stream: 'a-1', revision: 1, data: { n: 2 }, metadata: second.metadata },
        ],
      )
      assertSameEvents(await all(store), events)
    },
  },
  {
    name: 'counts revisions without gaps (no stream begins at 7)',
    run: async ({ store }) => {
      await conflicts(store, batchOf(write('a-1', 6)), { stream: 'a-1', expected: 6, actual: 'noStream' })
      const events = await fill(store, 'a-1', 3)
      assert.deepEqual(
        events.map(({ revision }) => revision),
        [0, 1, 2],
      )
      await conflicts(store, batchOf(write('a-1', 7)), { stream: 'a-1', expected: 7, actual: 2 })
    },
  },
  {
    name: 'takes names of 800 characters, of three bytes each',
    run: async ({ store }) => {
      const letters = Array.from({ length: 800 }, (_, n) => String.fromCharCode(0x4e00 + ((n * 7_919) % 20_000)))
      const { events } = await accepted(store, batchOf(write(letters.join(''), 'noStream')))
      assertSameEvents(await collect(store.readStream(letters.join(''))), events)
    },
  },
  {
    name: 'goes on with a stream after another one in the same append',
    run: async ({ store }) => {
      const batch = batchOf(write('a-1', 'noStream'), write('b-1', 'noStream'), write('a-1', 0))
      const { events } = await accepted(store, batch)
      assert.deepEqual(
        events.map(({ stream, revision }) => [stream, revision]),
        [
          ['a-1', 0],
          ['b-1', 0],
          ['a-1', 1],
        ],
      )
      assertSameEvents(await all(store), events)
      assertSameEvents((await accepted(store, batch)).events, events)
      assert.equal((await accepted(store, batchOf(write('a-1', 1)))).events[0].revision, 2)
    },
  },
  {
    name: 'creates a stream once (a stale create-once is a conflict)',
    run: async ({ store }) => {
      await accepted(store, batchOf(write('a-1', 'noStream')))
      await conflicts(store, batchOf(write('a-1', 'noStream')), { stream: 'a-1', expected: 'noStream', actual: 0 })
      assert.equal((await collect(store.readStream('a-1'))).length, 1)
    },
  },
  {
    name: 'creates a stream once, also for a writer that looked before (stale handle)',
    run: async ({ store, another }) => {
      const stale = await another()
      await fill(stale, 'b-1', 1)
      await accepted(store, batchOf(write('a-1', 'noStream')))
      await conflicts(stale, batchOf(write('a-1', 'noStream')), { stream: 'a-1', expected: 'noStream', actual: 0 })
    },
  },
  {
    name: 'names stream, expected and actual in a conflict',
    run: async ({ store }) => {
      await fill(store, 'a-1', 3)
      await conflicts(store, batchOf(write('a-1', 1)), { stream: 'a-1', expected: 1, actual: 2 })
    },
  },
  {
    name: 'is all or nothing across streams',
    needs: ({ atomicAcrossStreams }) => atomicAcrossStreams,
    run: async ({ store }) => {
      await fill(store, 'b-1', 1)
      const batch = batchOf(write('a-1', 'noStream'), write('b-1', 'noStream'))
      await conflicts(store, batch, { stream: 'b-1', expected: 'noStream', actual: 0 })
      assert.deepEqual(await collect(store.readStream('a-1')), [])
      const { events } = await accepted(store, batchOf(write('a-1', 'noStream'), write('b-1', 0)))
      assert.deepEqual(
        events.map(({ stream, revision }) => [stream, revision]),
        [
          ['a-1', 0],
          ['b-1', 1],
        ],
      )
    },
  },
  {
    name: 'is refused when a stream that was read has moved',
    run: async ({ store }) => {
      await fill(store, 'b-1', 2)
      const batch = { ...batchOf(write('a-1', 'noStream')), unchanged: [{ stream: 'b-1', revision: 0 }] }
      await conflicts(store, batch, { stream: 'b-1', expected: 0, actual: 1 })
      const absent = { ...batch, unchanged: [{ stream: 'b-1', revision: 'noStream' as const }] }
      await conflicts(store, absent, { stream: 'b-1', expected: 'noStream', actual: 1 })
      assert.deepEqual(await collect(store.readStream('a-1')), [])
    },
  },
  {
    name: 'is accepted when what was read has not moved',
    run: async ({ store }) => {
      await fill(store, 'b-1', 2)
      const unchanged = [
        { stream: 'b-1', revision: 1 },
        { stream: 'c-1', revision: 'noStream' as const },
      ]
      await accepted(store, { ...batchOf(write('a-1', 'noStream')), unchanged })
    },
  },
  {
    name: 'is refused when somebody joined a looked-up key',
    run: async ({ store }) => {
      const [first] = await fill(store, 'a-1', 1)
      const position = first?.position ?? null
      await accepted(store, batchOf(write('m-1', 'noStream', joinedEvent('g1'))))
      const batch = { ...batchOf(write('b-1', 'noStream')), noneSince: [{ index, key: 'g1', position }] }
      const conflict = { error: 'ConcurrencyConflict', stream: null, expected: null, actual: null }
      assert.deepEqual(await refusal(store, batch), { ...conflict, joined: { index: index.name, key: 'g1' } })
      const ever = { ...batch, noneSince: [{ index, key: 'g1', position: null }] }
      assert.deepEqual(await refusal(store, ever), { ...conflict, joined: { index: index.name, key: 'g1' } })
    },
  },
  {
    name: 'is refused when a type that joins every key has happened',
    run: async ({ store }) => {
      await accepted(store, batchOf(write('m-1', 'noStream', event({ type: 'Opened', data: null }))))
      const batch = { ...batchOf(write('b-1', 'noStream')), noneSince: [{ index, key: 'g1', position: null }] }
      assert.equal((await refusal(store, batch)).error, 'ConcurrencyConflict')
    },
  },
  {
    name: 'is accepted when nobody joined since, or only other keys and types',
    run: async ({ store }) => {
      const { events } = await accepted(store, batchOf(write('m-1', 'noStream', joinedEvent('g1'))))
      await accepted(store, batchOf(write('m-2', 'noStream', joinedEvent('g2'), event({ data: { groupId: 'g1' } }))))
      const position = events[0].position
      await accepted(store, { ...batchOf(write('b-1', 'noStream')), noneSince: [{ index, key: 'g1', position }] })
    },
  },
  {
    name: 'says which event stood before it',
    run: async ({ store }) => {
      const first = await accepted(store, batchOf(write('a-1', 'noStream', event(), event())))
      const second = await accepted(store, batchOf(write('b-1', 'noStream'), write('a-1', 1)))
      assert.equal(second.after, first.events.at(-1)?.position)
    },
  },
  {
    name: 'finds what a command appended',
    run: async ({ store }) => {
      const commandId = newCommandId(() => at)
      const events = [0, 1, 2].map((n) => event({ id: eventId(commandId, n) }))
      assert.deepEqual(await store.appendedBy(commandId)(), right(null))
      await fill(store, 'a-1', 1)
      const appended = await accepted(store, batchOf(write('b-1', 'noStream', ...events)))
      await fill(store, 'c-1', 1)
      const found = await store.appendedBy(commandId)()
      assert.equal(found._tag === 'Right' && found.right?.after, appended.after)
      assertSameEvents(found._tag === 'Right' ? (found.right?.events ?? []) : [], appended.events)
    },
  },
  {
    name: 'answers several commands in the order of their batch, and finds each of them',
    run: async ({ store }) => {
      const [one, other] = [newCommandId(() => at), newCommandId(() => at)]
      const by = (commandId: string, n: number) =>
        event({ id: eventId(commandId, n), metadata: { ...event().metadata, commandId } })
      const batch = batchOf(
        write('a-1', 'noStream', by(one, 0)),
        write('c-1', 'noStream', by(one, 1)),
        write('b-1', 'noStream', by(other, 0)),
        write('c-1', 0, by(other, 1)),
      )
      const { events } = await accepted(store, batch)
      assert.deepEqual(
        events.map(({ id }) => id),
        batch.writes.flatMap((one) => one.events.map(({ id }) => id)),
      )
      for (const [from, commandId] of [one, other].entries()) {
        const found = await store.appendedBy(commandId)()
        assertSameEvents(
          found._tag === 'Right' ? (found.right?.events ?? []) : [],
          events.slice(2 * from, 2 * from + 2),
        )
      }
      assertSameEvents((await accepted(store, batch)).events, events)
    },
  },
  {
    name: 'never records an event before the one before it',
    run: async ({ store }) => {
      await fill(store, 'a-1', 5)
      const times = (await all(store)).map(({ recordedAt }) => recordedAt)
      assert.deepEqual(times, [...times].sort())
    },
  },
]
