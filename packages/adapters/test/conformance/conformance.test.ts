import { type Case, conformance } from '@clientele/adapters/conformance'
import { memory } from '@clientele/adapters/memory'
import type { AppendBatch, EventStore, StoreSource } from '@clientele/domain'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'

type Break = (store: EventStore) => Partial<EventStore>

const brokenBy = (change: Break): StoreSource => {
  const source = memory()
  const open: StoreSource['open'] = async () => {
    const store = await source.open()
    return isLeft(store) ? store : right({ ...store.right, ...change(store.right) })
  }
  return { name: 'broken', open }
}

const casesOver = (change: Break): readonly Case[] =>
  conformance(async () => ({ source: brokenBy(change), dispose: async () => {} }))

const outcomeOf = async ({ name, run }: Case): Promise<string | null> => {
  try {
    await run({ skip: () => {} })
    return null
  } catch {
    return name
  }
}

const failing = async (change: Break): Promise<readonly string[]> => {
  const quick = casesOver(change).filter(({ name }) => !/^(ordering|subscribing)/.test(name))
  const names: string[] = []
  for (const one of quick) names.push((await outcomeOf(one)) ?? '')
  return names.filter((name) => name !== '')
}

const appending =
  (change: (batch: AppendBatch) => AppendBatch): Break =>
  (store) => ({ append: (batch) => store.append(change(batch)) })

async function* nothing() {}

describe('the conformance suite', () => {
  test('has a name of its own for every case', () => {
    const names = casesOver(() => ({})).map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
  })

  test('passes a store that keeps its promises', async () => {
    expect(await failing(() => ({}))).toEqual([])
  })

  test.each<[string, Break, string]>([
    ['reads are not checked', appending((batch) => ({ ...batch, unchanged: [] })), 'stream that was read has moved'],
    ['joins are not checked', appending((batch) => ({ ...batch, noneSince: [] })), 'somebody joined'],
    ['maxCount is ignored', (store) => ({ readStream: (stream) => store.readStream(stream) }), 'maxCount 0'],
    ['the log is empty', () => ({ readAll: nothing }), 'gives the events back'],
    ['closing does nothing', () => ({ close: async () => {} }), 'a closed store says so'],
    ['commands are forgotten', () => ({ appendedBy: () => async () => right(null) }), 'finds what a command appended'],
  ])('catches a store where %s', async (_what, change, caught) => {
    expect((await failing(change)).join('\n')).toContain(caught)
  })

  test('reports what a capability rules out, and never passes it in silence', async () => {
    const durable = casesOver(() => ({})).find(({ name }) => name.includes('everything acknowledged'))
    const reasons: string[] = []
    await durable?.run({ skip: (reason) => reasons.push(reason) })
    expect(reasons).toEqual(['a capability the store declares rules it out'])
    await expect(durable?.run()).rejects.toThrow('Not run')
  })
})
