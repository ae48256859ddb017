import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type {
  AppendBatch,
  Appended,
  EventStore,
  Expected,
  NewEvent,
  RecordedEvent,
  StoreFailure,
  StreamWrite,
} from '@clientele/domain'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'

const at = '2024-03-15T08:00:00.000Z'

/** An event with a new id; the same `id` again makes a retry. */
export const event = (given: Partial<NewEvent> = {}): NewEvent => ({
  id: randomUUID(),
  type: 'Happened',
  schemaVersion: 1,
  data: { what: 'something' },
  metadata: { by: 'tester', at, commandId: 'command' },
  ...given,
})

/** A write with at least one event. */
export const write = (stream: string, expected: Expected, ...events: readonly NewEvent[]): StreamWrite => {
  const [first = event(), ...rest] = events
  return { stream, expected, events: [first, ...rest] }
}

/** A batch of one write. */
export const batchOf = (first: StreamWrite, ...rest: readonly StreamWrite[]): AppendBatch => ({
  writes: [first, ...rest],
  unchanged: [],
  noneSince: [],
})

/** Appends a batch and returns the result. */
export const append = (store: EventStore, batch: AppendBatch): Promise<Either<StoreFailure, Appended>> =>
  store.append(batch)()

/** The result of an append that must succeed. */
export const accepted = async (store: EventStore, batch: AppendBatch): Promise<Appended> => {
  const answer = await append(store, batch)
  if (isLeft(answer)) assert.fail(`refused: ${JSON.stringify(answer.left)}`)
  return answer.right
}

/** The failure of an append that must fail. */
export const refusal = async (store: EventStore, batch: AppendBatch): Promise<StoreFailure> => {
  const answer = await append(store, batch)
  if (isLeft(answer)) return answer.left
  return assert.fail('accepted, and should not have been')
}

/** Asserts a conflict on a stream. */
export const conflicts = async (
  store: EventStore,
  batch: AppendBatch,
  facts: { readonly stream: string; readonly expected: Expected; readonly actual: Expected },
): Promise<void> =>
  assert.deepEqual(await refusal(store, batch), { error: 'ConcurrencyConflict', ...facts, joined: null })

// Servers accept 1 MiB per append, which includes more than data and metadata.
const eventsPerAppend = 500

/** Appends many events to an empty stream, in parts small enough for any store. */
export const fillInBulk = async (store: EventStore, stream: string, events: readonly NewEvent[]): Promise<void> => {
  for (let from = 0; from < events.length; from += eventsPerAppend) {
    const expected = from === 0 ? 'noStream' : from - 1
    await accepted(store, batchOf(write(stream, expected, ...events.slice(from, from + eventsPerAppend))))
  }
}

/** Appends events one by one to an empty stream. */
export const fill = async (store: EventStore, stream: string, count: number): Promise<readonly RecordedEvent[]> => {
  const events: RecordedEvent[] = []
  for (let index = 0; index < count; index += 1) {
    const expected = index === 0 ? 'noStream' : index - 1
    events.push(...(await accepted(store, batchOf(write(stream, expected, event({ data: { index } }))))).events)
  }
  return events
}
