import { memory } from '@clientele/adapters/memory'
import type { AppendBatch, EventStore, RecordedEvent, StoreSource } from '@clientele/domain'
import { type Case, conformance } from '@clientele/testing/conformance'
import { isLeft, isRight, right } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'
import { reordered } from './reordering.js'

const collect = async (batches: AsyncIterable<readonly RecordedEvent[]>): Promise<readonly RecordedEvent[]> => {
  const all: RecordedEvent[] = []
  for await (const events of batches) all.push(...events)
  return all
}

type Break = (store: EventStore) => Partial<EventStore>

const brokenBy = (change: Break): StoreSource => {
  const source = memory()
  const open: StoreSource['open'] = async () => {
    const store = await source.open()
    return isLeft(store) ? store : right({ ...store.right, ...change(store.right) })
  }
  return { name: 'broken', open }
}

type Wrap = (source: StoreSource) => StoreSource

const asItIs: Wrap = (source) => source

const casesOver = (change: Break, wrap: Wrap = asItIs): readonly Case[] =>
  conformance(async () => ({ source: wrap(brokenBy(change)), dispose: async () => {} }))

const outcomeOf = async ({ name, run }: Case): Promise<string | null> => {
  try {
    await run({ skip: () => {} })
    return null
  } catch {
    return name
  }
}

const failingOf = async (cases: readonly Case[]): Promise<readonly string[]> => {
  const names: string[] = []
  for (const one of cases) names.push((await outcomeOf(one)) ?? '')
  return names.filter((name) => name !== '')
}

const failing = (change: Break, wrap?: Wrap): Promise<readonly string[]> =>
  failingOf(casesOver(change, wrap).filter(({ name }) => !/^(ordering|subscribing)/.test(name)))

const failingInOrder = (change: Break, wrap?: Wrap): Promise<readonly string[]> =>
  failingOf(casesOver(change, wrap).filter(({ name }) => name.startsWith('ordering')))

const appending =
  (change: (batch: AppendBatch) => AppendBatch): Break =>
  (store) => ({ append: (batch) => store.append(change(batch)) })

async function* nothing() {}

type Batches = AsyncIterable<readonly RecordedEvent[]>
type Change = (events: readonly RecordedEvent[]) => readonly RecordedEvent[]

async function* changed(batches: Batches, change: Change): Batches {
  for await (const events of batches) yield change(events)
}

const reading =
  (change: Change): Break =>
  (store) => ({ readAll: (options) => changed(store.readAll(options), change) })

const following =
  (change: Change): Break =>
  (store) => ({
    subscribe: (options) => {
      const subscription = store.subscribe(options)
      const batches = changed(subscription, change)
      return { [Symbol.asyncIterator]: () => batches[Symbol.asyncIterator](), close: subscription.close }
    },
  })

const backwards: Change = (events) => events.toReversed()

// Accepts every append, ignoring the expected revision.
const anyExpectation: Break = (store) => ({
  append: (batch) => async () => {
    const [{ stream, events }] = batch.writes
    for (;;) {
      const last = (await collect(store.readStream(stream))).at(-1)
      const answer = await store.append({
        ...batch,
        writes: [{ stream, expected: last?.revision ?? 'noStream', events }],
      })()
      if (isRight(answer)) return answer
    }
  },
})

describe('the conformance suite', () => {
  test('has a unique name for every case', () => {
    const names = casesOver(() => ({})).map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
  })

  test('passes a store that fulfils the contract', async () => {
    expect(await failing(() => ({}))).toEqual([])
  })

  describe.each<[string, Wrap]>([
    ['', asItIs],
    [' and whose calls are reordered', reordered],
  ])('detects a store%s', (_how, wrap) => {
    test.each<[string, Break, string]>([
      ['the log is read in reverse', reading(backwards), 'a stream and the log agree'],
      ['subscriptions deliver in reverse', following(backwards), 'every subscriber sees every event once in one order'],
      ['subscriptions deliver duplicates', following((events) => [...events, ...events]), 'a subscriber loses nothing'],
      ['expectations are not checked', anyExpectation, 'a stream and the log agree'],
    ])('where %s', async (_what, change, caught) => {
      expect((await failingInOrder(change, wrap)).join('\n')).toContain(caught)
    })

    test.each<[string, Break, string]>([
      ['reads are not checked', appending((batch) => ({ ...batch, unchanged: [] })), 'stream that was read has moved'],
      ['joins are not checked', appending((batch) => ({ ...batch, noneSince: [] })), 'somebody joined'],
      ['maxCount is ignored', (store) => ({ readStream: (stream) => store.readStream(stream) }), 'maxCount 0'],
      ['the log is empty', () => ({ readAll: nothing }), 'gives the events back'],
      ['closing does nothing', () => ({ close: async () => {} }), 'a closed store says so'],
      [
        'commands are forgotten',
        () => ({ appendedBy: () => async () => right(null) }),
        'finds what a command appended',
      ],
    ])('where %s', async (_what, change, caught) => {
      expect((await failing(change, wrap)).join('\n')).toContain(caught)
    })
  })

  test('detects a store whose subscriptions pause while they are behind', async () => {
    const sleeping: Break = (store) => ({
      subscribe: (options) => ({
        async *[Symbol.asyncIterator]() {
          for await (const events of store.subscribe(options)) {
            await new Promise((resolve) => setTimeout(resolve, events.length / 2))
            yield events
          }
        },
        close: async () => {},
      }),
    })
    const cases = casesOver(sleeping).filter(({ name }) => name.includes('does not sleep'))
    expect(await failingOf(cases)).toEqual([expect.stringContaining('does not sleep')])
  })

  test('appends nothing too large for a server, except what must be refused', async () => {
    const sizes = new Map<string, number>()
    const measured =
      (name: string): Break =>
      (store) => ({
        append: (batch) => async () => {
          const answer = await store.append(batch)()
          const count = batch.writes.reduce((sum, { events }) => sum + events.length, 0)
          const size = isRight(answer) ? JSON.stringify(batch).length + count * 300 : 0
          sizes.set(name, Math.max(size, sizes.get(name) ?? 0))
          return answer
        },
      })
    for (const [index, { name }] of casesOver(() => ({})).entries())
      await outcomeOf(casesOver(measured(name))[index] as Case)
    expect([...sizes].filter(([, size]) => size > 400_000)).toEqual([])
    expect(Math.max(...sizes.values())).toBeGreaterThan(100_000)
  })

  test('reports cases that a capability excludes instead of passing them silently', async () => {
    const durable = casesOver(() => ({})).find(({ name }) => name.includes('everything acknowledged'))
    const reasons: string[] = []
    await durable?.run({ skip: (reason) => reasons.push(reason) })
    expect(reasons).toEqual(['a capability the store declares rules it out'])
    await expect(durable?.run()).rejects.toThrow('Not run')
  })
})
