import assert from 'node:assert/strict'
import type { Appended, EventStore, RecordedEvent } from '@clientele/domain'
import { isRight } from 'fp-ts/lib/Either.js'
import type { CaseDefinition } from '../case.js'
import { append, batchOf, event, fill, write } from '../writing.js'
import { all, assertSameEvents, collect, idsOf, take, within } from './observing.js'

const writers = 6
const rounds = 40

// Every third append fails, so that rolled-back appends lie between successful ones.
const writeRounds = async (store: EventStore, writer: number): Promise<number> => {
  let kept = 0
  for (let round = 0; round < rounds; round += 1) {
    const stream = `w${writer}-${round}`
    const answer = await append(store, batchOf(write(stream, round % 3 === 2 ? 5 : 'noStream', event(), event())))
    if (answer._tag === 'Right') kept += 2
  }
  return kept
}

const writeTogether = async (handles: readonly EventStore[]): Promise<number> => {
  const numbers = Array.from({ length: writers }, (_, writer) => writer)
  const kept = await Promise.all(
    handles.flatMap((handle, at) =>
      numbers.filter((writer) => writer % handles.length === at).map((writer) => writeRounds(handle, writer)),
    ),
  )
  return kept.reduce((sum, one) => sum + one, 0)
}

const expectedCount =
  writers * 2 * Array.from({ length: rounds }, (_, round) => round).filter((n) => n % 3 !== 2).length

/** Reads the log repeatedly until the writing is done and no event is left; returns the ids. */
const pollIds = async (store: EventStore, writing: Promise<unknown>): Promise<readonly string[]> => {
  const seen: string[] = []
  let after: string | null = null
  let isOver = false
  const end = (): void => {
    isOver = true
  }
  writing.then(end, end)
  for (;;) {
    const isLast = isOver
    for (const { id, position } of await all(store, { after })) {
      seen.push(id)
      after = position
    }
    if (isLast) return seen
    await new Promise((resolve) => setImmediate(resolve))
  }
}

// Each of these concurrent appends expects the event of another one; stores may execute them in any order.
const mixed = Array.from({ length: 20 }, (_, n) => 1 + ((n * 7) % 20))

const followingEvent = (last: number | undefined, { events: [event] }: Appended): RecordedEvent => {
  assert.equal(event.revision - 1, last)
  return event
}

/** The cases of the order of the log. */
export const ordering: readonly CaseDefinition[] = [
  {
    name: 'every subscriber sees every event once in one order while writers commit and fail at the same time',
    run: async ({ store }) => {
      const subscribers = [0, 1, 2].map(() => take(store.subscribe(), expectedCount))
      assert.equal(await writeTogether([store]), expectedCount)
      const log = idsOf(await all(store))
      assert.equal(new Set(log).size, expectedCount)
      for (const seen of await within(10_000, 'catching up', Promise.all(subscribers)))
        assert.deepEqual(idsOf(seen), log)
    },
  },
  {
    name: 'a subscriber loses nothing when two handles write at the same time',
    run: async ({ store, another }) => {
      const other = await another()
      const subscribers = [take(store.subscribe(), expectedCount), take(other.subscribe(), expectedCount)]
      assert.equal(await writeTogether([store, other]), expectedCount)
      const log = idsOf(await all(store))
      assert.deepEqual(idsOf(await all(other)), log)
      for (const seen of await within(10_000, 'catching up', Promise.all(subscribers)))
        assert.deepEqual(idsOf(seen), log)
    },
  },
  {
    name: 'a reader that polls while others write skips nothing',
    run: async ({ store, another }) => {
      const other = await another()
      const writing = writeTogether([store, other])
      const seen = await pollIds(store, writing)
      assert.equal(await writing, expectedCount)
      assert.deepEqual(seen, idsOf(await all(store)))
    },
  },
  {
    name: 'a stream and the log agree on the order, whoever of many at once was faster',
    run: async ({ store }) => {
      const before = await fill(store, 'a-1', 2)
      const answers = await Promise.all(mixed.map((last) => append(store, batchOf(write('a-1', last)))))
      const taken: RecordedEvent[] = []
      for (const [n, answer] of answers.entries())
        if (isRight(answer)) taken.push(followingEvent(mixed[n], answer.right))
        else assert.equal(answer.left.error, 'ConcurrencyConflict')
      assert.ok(taken.length > 0)
      const log = await all(store)
      assertSameEvents(log, [...before, ...taken.sort((one, other) => one.revision - other.revision)])
      assertSameEvents(await collect(store.readStream('a-1')), log)
    },
  },
]
