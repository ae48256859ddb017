import { randomUUID } from 'node:crypto'
import type { AppendBatch, EventStore, NewEvent, RecordedEvent, StoreFailure, StoreSource } from '@clientele/domain'
import type { Either } from 'fp-ts/lib/Either.js'

export const event = (data: unknown = {}): NewEvent => ({
  id: randomUUID(),
  type: 'Happened',
  schemaVersion: 1,
  data,
  metadata: { by: 'tester', at: '2024-03-15T08:00:00.000Z', commandId: 'command' },
})

/** A new stream of one event. */
export const newStream = (stream: string, data: unknown = {}): AppendBatch => ({
  writes: [{ stream, expected: 'noStream', events: [event(data)] }],
  unchanged: [],
  noneSince: [],
})

export const opened = async (source: StoreSource): Promise<EventStore> => rightOf(await source.open())

export const rightOf = <A>(answer: Either<StoreFailure, A>): A => {
  if (answer._tag === 'Left') throw new Error(JSON.stringify(answer.left))
  return answer.right
}

export const failureOfOpening = async (source: StoreSource): Promise<StoreFailure | null> => {
  const answer = await source.open()
  if (answer._tag === 'Left') return answer.left
  await answer.right.close()
  return null
}

export const all = async (store: EventStore): Promise<readonly RecordedEvent[]> => {
  const events: RecordedEvent[] = []
  for await (const batch of store.readAll()) events.push(...batch)
  return events
}
