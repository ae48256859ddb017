import assert from 'node:assert/strict'
import type { EventStore } from '@clientele/domain'
import type { CaseDefinition } from '../case.js'
import { append, batchOf, event, fill, write } from '../writing.js'
import { all, collect } from './observing.js'

const repetitions = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n)

const created = async (store: EventStore, stream: string): Promise<boolean> =>
  (await append(store, batchOf(write(stream, 'noStream'))))._tag === 'Right'

const winners = (answers: readonly boolean[]): number => answers.filter((won) => won).length

// Like a caller: read, append, and retry after a conflict.
const addOne = async (store: EventStore): Promise<void> => {
  for (;;) {
    const count = (await collect(store.readStream('counter'))).length
    const batch = batchOf(write('counter', count === 0 ? 'noStream' : count - 1, event({ data: count })))
    const answer = await append(store, batch)
    if (answer._tag === 'Right') return
    assert.equal(answer.left.error, 'ConcurrencyConflict')
  }
}

/** The cases of concurrent writes. */
export const concurrency: readonly CaseDefinition[] = [
  {
    name: 'of 64 appends with the same expectation exactly one is accepted',
    run: async ({ store }) => {
      const answers = await Promise.all(repetitions(64).map(() => append(store, batchOf(write('a-1', 'noStream')))))
      assert.equal(answers.filter(({ _tag }) => _tag === 'Right').length, 1)
      for (const answer of answers)
        if (answer._tag === 'Left')
          assert.deepEqual(answer.left, {
            error: 'ConcurrencyConflict',
            stream: 'a-1',
            expected: 'noStream',
            actual: 0,
            joined: null,
          })
      assert.equal((await all(store)).length, 1)
    },
  },
  {
    name: '64 appends to streams of their own are all accepted and there (none hangs, none vanishes)',
    run: async ({ store }) => {
      const answers = await Promise.all(repetitions(64).map((n) => created(store, `a-${n}`)))
      assert.equal(winners(answers), 64)
      assert.equal((await all(store)).length, 64)
    },
  },
  {
    name: 'a refused append takes no acknowledged one with it',
    run: async ({ store }) => {
      const answers = await Promise.all(
        repetitions(60).map(async (n) => ({
          n,
          answer: await append(store, batchOf(write(`a-${n % 20}`, 'noStream'), write(`b-${n}`, 'noStream'))),
        })),
      )
      const kept = answers.filter(({ answer }) => answer._tag === 'Right').map(({ n }) => `b-${n}`)
      const there = (await all(store, { categories: ['b'] })).map(({ stream }) => stream)
      assert.deepEqual([...there].sort(), [...kept].sort())
      assert.equal(kept.length, 20)
    },
  },
  {
    name: 'of two handles that race for a stream exactly one wins, every time',
    run: async ({ store, another }) => {
      const other = await another()
      for (const n of repetitions(25)) {
        const answers = await Promise.all([store, other].map((handle) => created(handle, `race-${n}`)))
        assert.equal(winners(answers), 1)
      }
      assert.equal((await all(store)).length, 25)
    },
  },
  {
    name: 'a handle knows what another appended before it',
    run: async ({ store, another }) => {
      const other = await another()
      await fill(store, 'a-1', 1)
      for (const n of repetitions(10)) {
        const answer = await append(n % 2 === 0 ? other : store, batchOf(write('a-1', n)))
        assert.equal(answer._tag, 'Right')
      }
    },
  },
  {
    name: 'no increment is lost among writers that read and retry',
    run: async ({ store, another }) => {
      const handles = [store, await another()]
      await Promise.all(repetitions(16).map((n) => addOne(handles[n % 2] ?? store)))
      assert.deepEqual(
        (await all(store)).map(({ data }) => data),
        repetitions(16),
      )
    },
  },
  {
    name: 'what was read is checked against those who commit at the same time',
    needs: ({ checksReads }) => checksReads !== 'bestEffort',
    run: async ({ store, another }) => {
      const other = await another()
      for (const n of repetitions(20)) {
        const skew = (mine: string, theirs: string) => ({
          ...batchOf(write(`${mine}-${n}`, 'noStream')),
          unchanged: [{ stream: `${theirs}-${n}`, revision: 'noStream' as const }],
        })
        const answers = await Promise.all([append(store, skew('x', 'y')), append(other, skew('y', 'x'))])
        assert.equal(answers.filter(({ _tag }) => _tag === 'Right').length, 1)
      }
    },
  },
  {
    name: 'of two batches that cross each other over two streams one is in wholly and the other not at all',
    needs: ({ atomicAcrossStreams }) => atomicAcrossStreams,
    run: async ({ store, another }) => {
      const other = await another()
      for (const n of repetitions(20)) {
        const over = (first: string, second: string) =>
          batchOf(write(`${first}-${n}`, 'noStream'), write(`${second}-${n}`, 'noStream'))
        const answers = await Promise.all([append(store, over('x', 'y')), append(other, over('y', 'x'))])
        assert.equal(answers.filter(({ _tag }) => _tag === 'Right').length, 1)
      }
      assert.equal((await all(store)).length, 40)
    },
  },
]
