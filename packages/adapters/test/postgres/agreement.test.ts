import { memory } from '@clientele/adapters/memory'
import type { AppendBatch, EventStore, Expected, NewEvent, StreamWrite } from '@clientele/domain'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { all, opened } from '../sqlite/events.js'
import { newSchema, onPostgres } from './schemas.js'

const streams = ['a-1', 'a-2', 'b']

const eventOf = (n: number, type: string): NewEvent => ({
  id: `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`,
  type,
  schemaVersion: 1,
  data: n % 4 === 3 ? { inner: { key: `k${n % 3}` } } : { key: n % 5 === 4 ? n : `k${n % 3}` },
  metadata: { by: 'tester', at: '2024-03-15T08:00:00.000Z', commandId: 'command' },
})

// Few ids, streams and revisions, so that retries, overlaps and conflicts are common, also within a group.
const event = fc.tuple(fc.nat(12), fc.constantFrom('Joined', 'Left', 'Opened')).map(([n, type]) => eventOf(n, type))
const expected: fc.Arbitrary<Expected> = fc.oneof(fc.constant('noStream' as const), fc.nat(3))
const write: fc.Arbitrary<StreamWrite> = fc
  .record({ stream: fc.constantFrom(...streams), expected, first: event, rest: fc.array(event, { maxLength: 2 }) })
  .map(({ stream, expected, first, rest }) => ({ stream, expected, events: [first, ...rest] }))
const guard = fc.record({
  index: fc.constant({ name: 'members', joins: { Joined: 'key', Opened: null } }),
  key: fc.constantFrom('k0', 'k1', '4', 'none'),
  position: fc.constantFrom(null, '1', '3'),
})
const batch: fc.Arbitrary<AppendBatch> = fc.record({
  writes: fc
    .tuple(write, fc.array(write, { maxLength: 1 }))
    .map(([first, rest]): AppendBatch['writes'] => [first, ...rest]),
  unchanged: fc.array(fc.record({ stream: fc.constantFrom(...streams), revision: expected }), { maxLength: 1 }),
  noneSince: fc.array(guard, { maxLength: 2 }),
})

const clock = (): string => '2024-03-15T08:00:00.000Z'

const answersOf = async (store: EventStore, batches: readonly AppendBatch[], together: boolean): Promise<unknown> => {
  const answers = []
  for (const one of batches) answers.push(together ? store.append(one)() : await store.append(one)())
  return { answers: await Promise.all(answers), log: await all(store), head: await store.head()() }
}

onPostgres('postgres and memory', () => {
  test('give the same answers, for single appends and for batches', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(batch, { maxLength: 12 }), fc.boolean(), async (batches, together) => {
        const schema = newSchema()
        const [reference, subject] = [await opened(memory({ clock })), await opened(schema.source({ clock }))]
        try {
          expect(await answersOf(subject, batches, together)).toEqual(await answersOf(reference, batches, together))
        } finally {
          await subject.close()
          await schema.drop()
        }
      }),
      { numRuns: 60 },
    )
  })
})
