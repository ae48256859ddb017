import assert from 'node:assert/strict'
import type { AppendBatch, EventStore } from '@clientele/domain'
import type { CaseDefinition } from '../case.js'
import { append, batchOf, event, fill, refusal, write } from '../writing.js'
import { all, failureThrownBy, within } from './observing.js'

const cycle = (): object => {
  const around: { self?: object } = {}
  around.self = around
  return around
}

const same = event()

// Batches that the types forbid, but a program without types may send.
const invalidRequests: { readonly [why: string]: () => unknown } = {
  'no writes': () => ({ writes: [], unchanged: [], noneSince: [] }),
  'a write without events': () => ({
    writes: [{ stream: 'a-1', expected: 'noStream', events: [] }],
    unchanged: [],
    noneSince: [],
  }),
  'a stream that does not go on where it was left': () => batchOf(write('a-1', 'noStream'), write('a-1', 1)),
  'a stream that begins twice': () => batchOf(write('a-1', 'noStream'), write('a-1', 'noStream')),
  'an id named twice': () => batchOf(write('a-1', 'noStream', same, same)),
  'an id that is no UUID': () => batchOf(write('a-1', 'noStream', event({ id: 'one' }))),
  'a stream without a name': () => batchOf(write('', 'noStream')),
  'a name with the character U+0000': () => batchOf(write('a-\u0000', 'noStream')),
  'a name with a lone surrogate': () => batchOf(write('a-\ud800', 'noStream')),
  'a name of more than 800 characters': () => batchOf(write(`a-${'x'.repeat(799)}`, 'noStream')),
  'an expected revision below 0': () => batchOf(write('a-1', -1)),
  'an expected revision that is not whole': () => batchOf(write('a-1', 0.5)),
  'an unchanged stream whose name no stream can have': () => ({
    ...batchOf(write('a-1', 'noStream')),
    unchanged: [{ stream: 'b-\u0000', revision: 'noStream' }],
  }),
  'an unchanged stream with a revision below 0': () => ({
    ...batchOf(write('a-1', 'noStream')),
    unchanged: [{ stream: 'b-1', revision: -1 }],
  }),
  'a bigint': () => batchOf(write('a-1', 'noStream', event({ data: { amount: 1n } }))),
  'a cycle': () => batchOf(write('a-1', 'noStream', event({ data: cycle() }))),
  'data that is nothing': () => batchOf(write('a-1', 'noStream', event({ data: undefined }))),
  'more than a store takes': () => batchOf(write('a-1', 'noStream', event({ data: 'x'.repeat(17 * 1024 * 1024) }))),
}

const assertRefused = ([why, batch]: readonly [string, () => unknown]): CaseDefinition => ({
  name: `an append with ${why} is refused and leaves nothing`,
  run: async ({ store }) => {
    const failure = await refusal(store, batch() as AppendBatch)
    assert.equal(failure.error, 'AppendRefused')
    assert.deepEqual(await all(store), [])
  },
})

const soon = 3_000

/** Starts many reads of every kind at once; returns the failures, `undefined` for a success. */
const askAll = (store: EventStore): Promise<readonly (string | undefined)[]> => {
  const failureOf = async (question: ReturnType<EventStore['head']> | ReturnType<EventStore['appendedBy']>) => {
    const answer = await question()
    return answer._tag === 'Left' ? answer.left.error : undefined
  }
  const questions = Array.from({ length: 20 }, () => [
    failureOf(store.head()),
    failureOf(store.appendedBy('command')),
    failureThrownBy(() => store.readAll()),
    failureThrownBy(() => store.readStream('a-1')),
  ])
  return within(soon, 'asking while the store closes', Promise.all(questions.flat()))
}

/** The cases of refused appends. */
export const refusing: readonly CaseDefinition[] = [
  ...Object.entries(invalidRequests).map(assertRefused),
  {
    name: 'a position of no store is unreadable everywhere',
    run: async ({ store }) => {
      await fill(store, 'a-1', 1)
      for (const position of ['x', '-1', '1.5', '', '1 or 1=1']) {
        assert.equal(await failureThrownBy(() => store.readAll({ after: position })), 'StoreUnreadable')
        assert.equal(await failureThrownBy(() => store.subscribe({ after: position })), 'StoreUnreadable')
        const noneSince = [{ index: { name: 'i', joins: {} }, key: 'k', position }]
        const failure = await refusal(store, { ...batchOf(write('b-1', 'noStream')), noneSince })
        assert.equal(failure.error, 'StoreUnreadable')
      }
    },
  },
  {
    name: 'a closed store says so from every method',
    run: async ({ store }) => {
      await fill(store, 'a-1', 1)
      await store.close()
      await store.close()
      const closed = { _tag: 'Left', left: { error: 'StoreClosed' } }
      assert.deepEqual(await append(store, batchOf(write('a-1', 0))), closed)
      assert.deepEqual(await store.head()(), closed)
      assert.deepEqual(await store.appendedBy('command')(), closed)
      assert.equal(await failureThrownBy(() => store.readAll()), 'StoreClosed')
      assert.equal(await failureThrownBy(() => store.readStream('a-1')), 'StoreClosed')
      assert.equal(await failureThrownBy(() => store.subscribe()), 'StoreClosed')
    },
  },
  {
    name: 'what is asked in the turn of closing is answered at once, or told that the store is closed',
    run: async ({ store }) => {
      await fill(store, 'a-1', 3)
      const before = askAll(store)
      const closing = within(soon, 'closing', store.close())
      const meanwhile = askAll(store)
      await closing
      const told = [...(await meanwhile), ...(await askAll(store))]
      assert.deepEqual([...new Set(told)], ['StoreClosed'])
      for (const failure of await before) assert.ok(failure === undefined || failure === 'StoreClosed', failure)
    },
  },
  {
    name: 'closing finishes what was taken on',
    run: async ({ store, reopen }) => {
      const answers = ['a-1', 'b-1', 'c-1'].map((stream) => append(store, batchOf(write(stream, 'noStream'))))
      await store.close()
      const all = await Promise.all(answers)
      assert.deepEqual(
        all.map(({ _tag }) => _tag),
        ['Right', 'Right', 'Right'],
      )
      if (store.capabilities.durable) assert.deepEqual((await (await reopen()).head()())._tag, 'Right')
    },
  },
]
