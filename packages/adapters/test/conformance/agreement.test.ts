import { memory } from '@clientele/adapters/memory'
import { sqlite } from '@clientele/adapters/sqlite'
import type { AppendBatch, EventStore, Expected, NewEvent, StreamWrite } from '@clientele/domain'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { all, opened } from '../sqlite/events.js'
import { temporaryFile } from '../sqlite/temporary.js'

const streams = ['a-1', 'a-2', 'b']

const eventOf = (n: number, type: string): NewEvent => ({
  id: `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`,
  type,
  schemaVersion: 1,
  data: { key: `k${n % 3}` },
  metadata: { by: 'tester', at: '2024-03-15T08:00:00.000Z', commandId: 'command' },
})

// Few ids, streams and revisions, so that retries, overlaps and conflicts are common.
const event = fc.tuple(fc.nat(12), fc.constantFrom('Joined', 'Left')).map(([n, type]) => eventOf(n, type))
const expected: fc.Arbitrary<Expected> = fc.oneof(fc.constant('noStream' as const), fc.nat(3))
const write: fc.Arbitrary<StreamWrite> = fc
  .record({ stream: fc.constantFrom(...streams), expected, first: event, rest: fc.array(event, { maxLength: 2 }) })
  .map(({ stream, expected, first, rest }) => ({ stream, expected, events: [first, ...rest] }))
const batch: fc.Arbitrary<AppendBatch> = fc.record({
  writes: fc
    .tuple(write, fc.array(write, { maxLength: 1 }))
    .map(([first, rest]): AppendBatch['writes'] => [first, ...rest]),
  unchanged: fc.array(fc.record({ stream: fc.constantFrom(...streams), revision: expected }), { maxLength: 1 }),
  noneSince: fc.array(
    fc.record({
      index: fc.constant({ name: 'members', joins: { Joined: 'key' } }),
      key: fc.constantFrom('k0', 'k1', 'none'),
      position: fc.constantFrom(null, '1', '3'),
    }),
    { maxLength: 1 },
  ),
})

const clock = (): string => '2024-03-15T08:00:00.000Z'

const answersOf = async (store: EventStore, batches: readonly AppendBatch[], together: boolean): Promise<unknown> => {
  const answers = []
  for (const one of batches) answers.push(together ? store.append(one)() : await store.append(one)())
  const settled = await Promise.all(answers)
  return { answers: settled, log: await all(store), head: await store.head()() }
}

test('memory and SQLite give the same answers, for single appends and for batches', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(batch, { maxLength: 12 }), fc.boolean(), async (batches, together) => {
      const { file, remove } = await temporaryFile()
      const [reference, subject] = [await opened(memory({ clock })), await opened(sqlite({ file, clock }))]
      const expectedAnswers = await answersOf(reference, batches, together)
      expect(await answersOf(subject, batches, together)).toEqual(expectedAnswers)
      await subject.close()
      await remove()
    }),
    { numRuns: 150 },
  )
})
