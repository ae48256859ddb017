import { setImmediate as breath } from 'node:timers/promises'
import { fc, test } from '@fast-check/vitest'
import { expect, test as plain } from 'vitest'
import { createTurns, type Turn, type Turns } from '../../src/runtime/execution/stream-locks.js'

const streams = ['a', 'b', 'c'] as const

/** Somebody who reads some streams and writes to some of them, or to none, which takes a while. */
type Visitor = { readonly reads: readonly string[]; readonly writes: readonly string[]; readonly breaths: number }

const visitor: fc.Arbitrary<Visitor> = fc.record({
  reads: fc.subarray([...streams], { minLength: 1 }),
  writes: fc.subarray([...streams]),
  breaths: fc.nat(3),
})

type Site = { readonly turns: Turns; readonly writing: Set<string>; readonly done: number[] }

const write = async ({ turns, writing }: Site, { writes, breaths }: Visitor, turn: Turn | null): Promise<void> => {
  const finish = turns.take(
    writes.map((stream) => ({ stream })),
    turn,
  )
  for (const stream of writes) {
    expect(writing.has(stream)).toBe(false)
    writing.add(stream)
  }
  for (let n = 0; n < breaths; n += 1) await breath()
  for (const stream of writes) writing.delete(stream)
  finish()
}

const visit = async (site: Site, one: Visitor, number: number, turn: Turn | null = null): Promise<void> => {
  const waiting = site.turns.waitFor([...one.reads, ...one.writes])
  if (waiting !== null) {
    if (turn !== null) site.turns.pass(turn)
    return visit(site, one, number, await waiting)
  }
  if (one.writes.length > 0) await write(site, one, turn)
  if (turn !== null) site.turns.pass(turn)
  site.done.push(number)
}

const opened = (): Site => ({ turns: createTurns(), writing: new Set(), done: [] })

test.prop([fc.array(visitor, { maxLength: 40 })])(
  'nobody writes to a stream that is taken, and everybody has a turn in the end, whether it is used or not',
  async (visitors) => {
    const site = opened()
    await Promise.all(visitors.map((one, number) => visit(site, one, number)))
    expect(site.done.length).toBe(visitors.length)
    expect(site.turns.waitFor(streams)).toBe(null)
  },
)

plain('who stands in line behind one that found the store away is told so, and the line is empty then', async () => {
  const turns = createTurns()
  const failure = { error: 'StoreUnavailable', problem: 'away' } as const
  const finish = turns.take([{ stream: 'a' }], null)
  const told = [1, 2, 3].map(async () => {
    const turn = await turns.waitFor(['a'])
    if (turn !== null) turns.pass(turn)
    return turn?.failure
  })
  finish(failure)
  expect(await Promise.all(told)).toEqual([failure, failure, failure])
  expect(turns.waitFor(['a'])).toBe(null)
})

plain('who waits for one stream is called one after another, in the order of coming', async () => {
  const site = opened()
  const one: Visitor = { reads: ['a'], writes: ['a'], breaths: 1 }
  await Promise.all(Array.from({ length: 50 }, (_, number) => visit(site, one, number)))
  expect(site.done).toEqual(Array.from({ length: 50 }, (_, number) => number))
})
