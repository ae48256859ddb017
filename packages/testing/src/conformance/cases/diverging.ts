import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { EventStore, Mark, RecordedEvent } from '@clientele/domain'
import { right } from 'fp-ts/lib/Either.js'
import type { CaseDefinition, Harness } from '../case.js'
import { accepted, append, batchOf, event, fill, refusal, write } from '../writing.js'
import { all, assertSameEvents, failureThrownBy, take, within } from './observing.js'

const followTimeout = 5_000

const markOf = ({ position, id }: RecordedEvent): Mark => ({ position, eventId: id })

const last = (events: readonly RecordedEvent[]): Mark => {
  const event = events.at(-1)
  assert.ok(event !== undefined)
  return markOf(event)
}

// Another log of the same kind, with more, as many, or fewer events.
const foreignMarks = async ({ other }: Harness, counts: readonly number[]): Promise<readonly Mark[]> => {
  const marks: Mark[] = []
  for (const count of counts) marks.push(last(await fill(await other(), 'a-1', count)))
  return marks
}

const assertUnreadable = async (store: EventStore, mark: Mark): Promise<void> => {
  for (const limits of [{}, { types: ['Other'] }, { categories: ['other'] }]) {
    const options = { after: mark, ...limits }
    assert.equal(await failureThrownBy(() => store.readAll(options)), 'LogDiverged')
    const following = failureThrownBy(() => store.subscribe(options))
    assert.equal(await within(followTimeout, 'noticing another log', following), 'LogDiverged')
  }
}

/** The cases of recognizing marks of other logs and histories. */
export const diverging: readonly CaseDefinition[] = [
  {
    name: 'the head is the last event, by its position and id',
    run: async ({ store, another }) => {
      assert.deepEqual(await store.head()(), right(null))
      for (const count of [1, 2]) {
        const events = await fill(store, `a-${count}`, count)
        assert.deepEqual(await store.head()(), right(last(events)))
        assert.deepEqual(await (await another()).head()(), right(last(events)))
      }
    },
  },
  {
    name: 'reading goes on after any mark, limited or not',
    run: async ({ store }) => {
      const events = [...(await fill(store, 'a-1', 3)), ...(await fill(store, 'b-1', 3))]
      for (const [index, one] of events.entries()) {
        const after = markOf(one)
        assertSameEvents(await all(store, { after }), events.slice(index + 1))
        assertSameEvents(await all(store, { after, maxCount: 2 }), events.slice(index + 1, index + 3))
        const categories = ['b']
        assertSameEvents(
          await all(store, { after, categories }),
          events.slice(index + 1).filter(({ stream }) => stream === 'b-1'),
        )
      }
    },
  },
  {
    name: 'a subscription goes on after a mark, and past events it does not want',
    run: async ({ store }) => {
      const after = last((await fill(store, 'a-1', 2)).slice(0, 1))
      const taking = take(store.subscribe({ after, categories: ['b'] }), 2)
      const one = await fill(store, 'b-1', 1)
      await fill(store, 'a-2', 3)
      const two = await fill(store, 'b-2', 1)
      assertSameEvents(await within(followTimeout, 'an event after others', taking), [...one, ...two])
    },
  },
  {
    name: 'the mark of another event at the same position is LogDiverged',
    run: async ({ store }) => {
      const events = await fill(store, 'a-1', 3)
      for (const { position } of events) await assertUnreadable(store, { position, eventId: randomUUID() })
    },
  },
  {
    name: 'marks of a longer, an equal and a shorter log are LogDiverged, in an empty log too',
    run: async (harness) => {
      const { store } = harness
      const marks = await foreignMarks(harness, [1, 3, 5])
      for (const mark of marks) await assertUnreadable(store, mark)
      await fill(store, 'b-1', 3)
      for (const mark of marks) await assertUnreadable(store, mark)
    },
  },
  {
    name: 'an append that knew the log as it is, or as it was, is taken, and a retry answered',
    run: async ({ store }) => {
      const events = await fill(store, 'a-1', 2)
      for (const [index, known] of events.entries()) {
        const batch = { ...batchOf(write(`b-${index}`, 'noStream', event())), after: markOf(known) }
        const appended = await accepted(store, batch)
        assert.deepEqual(await append(store, batch), right(appended))
      }
      await accepted(store, { ...batchOf(write('c-1', 'noStream')), after: null })
    },
  },
  {
    name: 'an append that knew another log is LogDiverged, and nothing is there where that is checked at the commit',
    run: async (harness) => {
      const { store } = harness
      const events = await fill(store, 'b-1', 3)
      const isFirst = store.capabilities.checksHistory === 'atCommit'
      const marks = await foreignMarks(harness, isFirst ? [1, 3, 5] : [3, 5])
      for (const [index, after] of marks.entries()) {
        const failure = await refusal(store, { ...batchOf(write(`c-${index}`, 'noStream')), after })
        assert.equal(failure.error, 'LogDiverged')
      }
      assert.equal((await all(store)).length, events.length + (isFirst ? 0 : marks.length))
    },
  },
  {
    name: 'of appends at once only those that knew another log are LogDiverged',
    needs: ({ checksHistory }) => checksHistory === 'atCommit',
    run: async (harness) => {
      const { store } = harness
      const own = last(await fill(store, 'b-1', 2))
      const [foreign] = await foreignMarks(harness, [4])
      const answers = await Promise.all(
        [own, foreign ?? null, null, own].map((after, index) =>
          append(store, { ...batchOf(write(`c-${index}`, 'noStream')), after }),
        ),
      )
      assert.deepEqual(
        answers.map(({ _tag }) => _tag),
        ['Right', 'Left', 'Right', 'Right'],
      )
    },
  },
]
