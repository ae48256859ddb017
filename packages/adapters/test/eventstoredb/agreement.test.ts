import { memory } from '@clientele/adapters/memory'
import type { AppendBatch, EventStore, Expected, NewEvent, RecordedEvent, StreamWrite } from '@clientele/domain'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { opened } from '../sqlite/events.js'
import { all, served, storeOn } from './serving.js'

const streams = ['a-1', 'b']

const eventOf = (n: number, type: string): NewEvent => ({
  id: `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`,
  type,
  schemaVersion: 1,
  data: { key: `k${n % 3}` },
  metadata: { by: 'tester', at: '2024-03-15T08:00:00.000Z', commandId: 'command' },
})

// Few ids, streams and revisions, so that retries, overlaps and conflicts are common.
const event = fc.tuple(fc.nat(4), fc.constantFrom('Joined', 'Left')).map(([n, type]) => eventOf(n, type))
const expected: fc.Arbitrary<Expected> = fc.oneof(fc.constant('noStream' as const), fc.nat(1))
const write: fc.Arbitrary<StreamWrite> = fc
  .record({ stream: fc.constantFrom(...streams), expected, first: event, rest: fc.array(event, { maxLength: 2 }) })
  .map(({ stream, expected, first, rest }) => ({ stream, expected, events: [first, ...rest] }))

type Plan = AppendBatch & {
  readonly joinedAfter: number | null
  /** Appends an earlier batch again instead, whole or without the last event of its first write. */
  readonly again: number | null
  readonly isCut: boolean
}

const plan: fc.Arbitrary<Plan> = fc.record({
  writes: fc
    .tuple(write, fc.array(write, { maxLength: 1 }))
    .map(([first, rest]): AppendBatch['writes'] => [first, ...rest]),
  unchanged: fc.array(fc.record({ stream: fc.constantFrom(...streams), revision: expected }), { maxLength: 1 }),
  noneSince: fc.constant([]),
  joinedAfter: fc.option(fc.nat(3)),
  again: fc.option(fc.nat(5)),
  isCut: fc.boolean(),
})

// Positions and times differ between stores, so an event is identified by its index in the log.
const withGuard = (
  log: readonly RecordedEvent[],
  { joinedAfter, again: _, isCut: __, ...batch }: Plan,
): AppendBatch => {
  if (joinedAfter === null) return batch
  const position = log[joinedAfter]?.position ?? null
  return { ...batch, noneSince: [{ index: { name: 'members', joins: { Joined: 'key' } }, key: 'k1', position }] }
}

const cut = ({ writes: [first, ...rest], ...batch }: Plan): Plan => {
  const [event, ...others] = first.events
  return { ...batch, writes: [{ ...first, events: [event, ...others.slice(0, -1)] }, ...rest] }
}

const repeated = (plans: readonly Plan[]): readonly Plan[] =>
  plans.map((one, index) => {
    const earlier = one.again === null || one.again >= index ? undefined : plans[one.again]
    if (earlier === undefined) return one
    return one.isCut ? cut(earlier) : earlier
  })

const facts = ({ position: _, recordedAt: __, ...event }: RecordedEvent): object => ({ ...event })

const answerOf = async (store: EventStore, one: Plan): Promise<unknown> => {
  const answer = await store.append(withGuard(await all(store), one))()
  const places = (await all(store)).map(({ position }) => position)
  if (answer._tag === 'Left') return answer.left
  const { events, after } = answer.right
  return {
    events: events.map(facts),
    places: events.map(({ position }) => places.indexOf(position)),
    after: after === null ? null : places.indexOf(after),
  }
}

const answersOf = async (store: EventStore, plans: readonly Plan[]): Promise<unknown> => {
  const answers: unknown[] = []
  for (const one of repeated(plans)) answers.push(await answerOf(store, one))
  return { answers, log: (await all(store)).map(facts) }
}

test('memory and an EventStoreDB server give one writer the same answers', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(plan, { minLength: 4, maxLength: 10 }), async (plans) => {
      const server = await served()
      const [reference, subject] = [await opened(memory()), await storeOn(server)]
      expect(await answersOf(subject, plans)).toEqual(await answersOf(reference, plans))
      await subject.close()
      await server.stop()
    }),
    { numRuns: 25 },
  )
})
