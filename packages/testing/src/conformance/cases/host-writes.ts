import assert from 'node:assert/strict'
import type { AppendBatch, HostWrites, RecordedEvent, StoreCapabilities } from '@clientele/domain'
import type { CaseDefinition } from '../case.js'
import { accepted, append, batchOf, refusal, write } from '../writing.js'
import { all } from './observing.js'

const needs = ({ hostWrites }: StoreCapabilities): boolean => hostWrites !== undefined

/** Host writes for both stores, which call `heard` with the events. */
const createHostWrites = (heard: (events: readonly RecordedEvent[]) => void): HostWrites => ({
  sqlite: (_, events) => heard(events),
  postgres: async (_, events) => heard(events),
})

const withWrites = (batch: AppendBatch, hostWrites: HostWrites): AppendBatch => ({ ...batch, hostWrites })

const failingWrites = createHostWrites(([event]) => {
  if (event?.stream.startsWith('bad') === true) throw new Error('the host fails')
})

/** The cases of host writes in the transaction of an append. */
export const hostWrites: readonly CaseDefinition[] = [
  {
    name: 'are called once with the events as they are recorded, and not for a retry',
    needs,
    run: async ({ store }) => {
      const calls: (readonly RecordedEvent[])[] = []
      const batch = withWrites(
        batchOf(write('a-1', 'noStream'), write('a-2', 'noStream')),
        createHostWrites((events) => void calls.push(events)),
      )
      const { events } = await accepted(store, batch)
      await accepted(store, batch)
      assert.deepEqual(calls, [events])
      assert.deepEqual(await all(store), events)
    },
  },
  {
    name: 'are refused where the store would not call them',
    run: async ({ store }) => {
      const batch = batchOf(write('a-1', 'noStream'))
      const { hostWrites: kind } = store.capabilities
      const of = createHostWrites(() => undefined)
      const others = kind === undefined ? of : { ...of, [kind]: undefined }
      assert.equal((await refusal(store, withWrites(batch, others))).error, 'AppendRefused')
      assert.deepEqual(await all(store), [])
    },
  },
  {
    name: 'that throw undo their append, and it is accepted when they do not',
    needs,
    run: async ({ store }) => {
      const batch = batchOf(write('bad-1', 'noStream'))
      assert.equal((await refusal(store, withWrites(batch, failingWrites))).error, 'WritesFailed')
      assert.deepEqual(await all(store), [])
      const { events, after } = await accepted(store, batch)
      assert.equal(after, null)
      assert.deepEqual(await all(store), events)
    },
  },
  {
    name: 'that throw leave the appends made at the same time',
    needs,
    run: async ({ store }) => {
      const streams = Array.from({ length: 30 }, (_, n) => (n % 5 === 2 ? `bad-${n}` : `a-${n}`))
      const answers = await Promise.all(
        streams.map((stream) => append(store, withWrites(batchOf(write(stream, 'noStream')), failingWrites))),
      )
      const refused = streams.filter((_, index) => answers[index]?._tag === 'Left')
      assert.deepEqual(refused, ['bad-2', 'bad-7', 'bad-12', 'bad-17', 'bad-22', 'bad-27'])
      assert.equal((await all(store)).length, 24)
    },
  },
  {
    name: 'prepare their tables without events, in a transaction of their own',
    needs,
    run: async ({ store }) => {
      const calls: (readonly RecordedEvent[])[] = []
      const prepare = (writes: HostWrites) => store.prepareHostWrites?.(writes)()
      assert.equal((await prepare(createHostWrites((events) => void calls.push(events))))?._tag, 'Right')
      assert.deepEqual(calls, [[]])
      const failed = await prepare(
        createHostWrites(() => {
          throw new Error('the host fails')
        }),
      )
      assert.equal(failed?._tag === 'Left' && failed.left.error, 'WritesFailed')
      assert.deepEqual(await all(store), [])
      await accepted(store, batchOf(write('a-1', 'noStream')))
    },
  },
]
