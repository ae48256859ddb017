import assert from 'node:assert/strict'
import { type EventStore, failureOf, type ReadAllOptions, type RecordedEvent } from '@clientele/domain'

/** Everything an iterable gives. */
export const collect = async (batches: AsyncIterable<readonly RecordedEvent[]>): Promise<readonly RecordedEvent[]> => {
  const all: RecordedEvent[] = []
  for await (const events of batches) all.push(...events)
  return all
}

/** The log, or what the options admit of it. */
export const all = (store: EventStore, options?: ReadAllOptions): Promise<readonly RecordedEvent[]> =>
  collect(store.readAll(options))

/** An event as data, to compare with what another read gave. */
export const plain = (event: RecordedEvent): object => ({ ...event })

/** Asserts that two reads gave the same events. */
export const same = (actual: readonly RecordedEvent[], expected: readonly RecordedEvent[]): void =>
  assert.deepEqual(actual.map(plain), expected.map(plain))

export const idsOf = (events: readonly RecordedEvent[]): readonly string[] => events.map(({ id }) => id)

/** Takes events until there are `count`, then stops. */
export const take = async (
  batches: AsyncIterable<readonly RecordedEvent[]>,
  count: number,
): Promise<readonly RecordedEvent[]> => {
  const taken: RecordedEvent[] = []
  for await (const events of batches) {
    taken.push(...events)
    if (taken.length >= count) break
  }
  return taken
}

/** Fails when a promise takes longer than it may: a subscription that sleeps must not hang the suite. */
export const within = async <A>(milliseconds: number, what: string, promise: Promise<A>): Promise<A> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took longer than ${milliseconds} ms`)), milliseconds)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}

/** The failure a reader throws. */
export const thrown = async (batches: () => AsyncIterable<readonly RecordedEvent[]>): Promise<string | undefined> => {
  try {
    await collect(batches())
  } catch (error) {
    return failureOf(error)?.error
  }
  return undefined
}
