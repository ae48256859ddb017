import assert from 'node:assert/strict'
import { type EventStore, failureOf, type ReadAllOptions, type RecordedEvent } from '@clientele/domain'

/** All values of an iterable. */
export const collect = async (batches: AsyncIterable<readonly RecordedEvent[]>): Promise<readonly RecordedEvent[]> => {
  const all: RecordedEvent[] = []
  for await (const events of batches) all.push(...events)
  return all
}

/** The events of the log that match the options. */
export const all = (store: EventStore, options?: ReadAllOptions): Promise<readonly RecordedEvent[]> =>
  collect(store.readAll(options))

/** An event as plain data, for comparison. */
export const toPlain = (event: RecordedEvent): object => ({ ...event })

/** Asserts that two reads returned the same events. */
export const assertSameEvents = (actual: readonly RecordedEvent[], expected: readonly RecordedEvent[]): void =>
  assert.deepEqual(actual.map(toPlain), expected.map(toPlain))

export const idsOf = (events: readonly RecordedEvent[]): readonly string[] => events.map(({ id }) => id)

/** Takes the first `count` events. */
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

/** Fails if a promise exceeds a time limit, so that a stuck subscription does not block the suite. */
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

/** The name of the failure that a reader throws. */
export const failureThrownBy = async (
  batches: () => AsyncIterable<readonly RecordedEvent[]>,
): Promise<string | undefined> => {
  try {
    await collect(batches())
  } catch (error) {
    return failureOf(error)?.error
  }
  return undefined
}
