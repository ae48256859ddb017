import { setImmediate as breath } from 'node:timers/promises'
import { fc, test } from '@fast-check/vitest'
import { expect, test as plain } from 'vitest'
import { createStreamLocks, type StreamLock, type StreamLocks } from '../../src/runtime/execution/stream-locks.js'

const streams = ['a', 'b', 'c'] as const

/** A command that reads some streams and writes to some or none of them, in a number of steps. */
type Visitor = { readonly reads: readonly string[]; readonly writes: readonly string[]; readonly breaths: number }

const visitor: fc.Arbitrary<Visitor> = fc.record({
  reads: fc.subarray([...streams], { minLength: 1 }),
  writes: fc.subarray([...streams]),
  breaths: fc.nat(3),
})

type Site = { readonly locks: StreamLocks; readonly writing: Set<string>; readonly done: number[] }

const write = async (
  { locks, writing }: Site,
  { writes, breaths }: Visitor,
  lock: StreamLock | null,
): Promise<void> => {
  const finish = locks.hold(
    writes.map((stream) => ({ stream })),
    lock,
  )
  for (const stream of writes) {
    expect(writing.has(stream)).toBe(false)
    writing.add(stream)
  }
  for (let n = 0; n < breaths; n += 1) await breath()
  for (const stream of writes) writing.delete(stream)
  finish()
}

const visit = async (site: Site, one: Visitor, number: number, lock: StreamLock | null = null): Promise<void> => {
  const waiting = site.locks.acquire([...one.reads, ...one.writes])
  if (waiting !== null) {
    if (lock !== null) site.locks.release(lock)
    return visit(site, one, number, await waiting)
  }
  if (one.writes.length > 0) await write(site, one, lock)
  if (lock !== null) site.locks.release(lock)
  site.done.push(number)
}

const opened = (): Site => ({ locks: createStreamLocks(), writing: new Set(), done: [] })

test.prop([fc.array(visitor, { maxLength: 40 })])(
  'a locked stream has one writer, and every waiter gets its lock in the end, used or not',
  async (visitors) => {
    const site = opened()
    await Promise.all(visitors.map((one, number) => visit(site, one, number)))
    expect(site.done.length).toBe(visitors.length)
    expect(site.locks.acquire(streams)).toBe(null)
  },
)

plain('waiters behind one that finds the store unavailable fail too, and the queue is empty afterwards', async () => {
  const locks = createStreamLocks()
  const failure = { error: 'StoreUnavailable', problem: 'away' } as const
  const finish = locks.hold([{ stream: 'a' }], null)
  const waiters = [1, 2, 3].map(async () => {
    const lock = await locks.acquire(['a'])
    if (lock !== null) locks.release(lock)
    return lock?.failure
  })
  finish(failure)
  expect(await Promise.all(waiters)).toEqual([failure, failure, failure])
  expect(locks.acquire(['a'])).toBe(null)
})

plain('waiters for one stream get the lock one after another, in order of arrival', async () => {
  const site = opened()
  const one: Visitor = { reads: ['a'], writes: ['a'], breaths: 1 }
  await Promise.all(Array.from({ length: 50 }, (_, number) => visit(site, one, number)))
  expect(site.done).toEqual(Array.from({ length: 50 }, (_, number) => number))
})
