import assert from 'node:assert/strict'
import type { Appended, EventStore, RecordedEvent } from '@clientele/domain'
import { isRight } from 'fp-ts/lib/Either.js'
import type { Promised } from '../case.js'
import { append, batchOf, event, fill, write } from '../writing.js'
import { all, collect, idsOf, same, take, within } from './observing.js'

const writers = 6
const rounds = 40

// Every third append fails, so that what is rolled back lies between what is kept.
const keepWriting = async (store: EventStore, writer: number): Promise<number> => {
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
      numbers.filter((writer) => writer % handles.length === at).map((writer) => keepWriting(handle, writer)),
    ),
  )
  return kept.reduce((sum, one) => sum + one, 0)
}

const expectedCount =
  writers * 2 * Array.from({ length: rounds }, (_, round) => round).filter((n) => n % 3 !== 2).length

/** The ids of what is read, time after time, until there is nothing more after the writing is done. */
const polled = async (store: EventStore, writing: Promise<unknown>): Promise<readonly string[]> => {
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

// Of appends at once each expects the last of another; stores may do them in any order.
const mixed = Array.from({ length: 20 }, (_, n) => 1 + ((n * 7) % 20))

const followerOf = (last: number | undefined, { events: [event] }: Appended): RecordedEvent => {
  assert.equal(event.revision - 1, last)
  return event
}

/** What the order of the log promises. */
export const ordering: readonly Promised[] = [
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
      const seen = await polled(store, writing)
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
        if (isRight(answer)) taken.push(followerOf(mixed[n], answer.right))
        else assert.equal(answer.left.error, 'ConcurrencyConflict')
      assert.ok(taken.length > 0)
      const log = await all(store)
      same(log, [...before, ...taken.sort((one, other) => one.revision - other.revision)])
      same(await collect(store.readStream('a-1')), log)
    },
  },
]
