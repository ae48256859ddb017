import { type EventStoreDbOptions, eventstoredb } from '@clientele/adapters/eventstoredb'
import type { EventStore, RecordedEvent } from '@clientele/domain'
import { EventStoreDBClient } from '@eventstore/db-client'
import { onTestFinished } from 'vitest'
import { type EventStoreDbServer, eventStoreDbServer } from '../../../../test/servers/eventstoredb/server.mjs'
import { opened } from '../sqlite/events.js'

export { all, event, failureOfOpening, newStream, rightOf } from '../sqlite/events.js'

/** Starts a server, stopped after the running test. */
export const served = async (options?: Parameters<typeof eventStoreDbServer>[0]): Promise<EventStoreDbServer> => {
  const server = await eventStoreDbServer(options)
  onTestFinished(server.stop)
  return server
}

export type Options = Omit<EventStoreDbOptions, 'connectionString'>

/** Opens a store on a server, closed after the running test. */
export const storeOn = async (server: EventStoreDbServer, options: Options = {}): Promise<EventStore> => {
  const store = await opened(eventstoredb({ connectionString: server.connectionString(), ...options }))
  onTestFinished(() => store.close())
  return store
}

/** Creates a client of EventStoreDB, disposed after the running test. */
export const clientOn = (server: EventStoreDbServer): EventStoreDBClient => {
  const client = EventStoreDBClient.connectionString(server.connectionString())
  onTestFinished(() => client.dispose())
  return client
}

/** Creates notes of finished batches. */
export const finishedNotes = (count: number) =>
  Array.from({ length: count }, () => ({
    id: crypto.randomUUID(),
    type: 'AppendFinished',
    contentType: 'application/json' as const,
    data: { intent: crypto.randomUUID() },
    metadata: undefined,
  }))

export const seen = async (
  batches: AsyncIterable<readonly RecordedEvent[]>,
  count: number,
): Promise<readonly RecordedEvent[]> => {
  const events: RecordedEvent[] = []
  for await (const batch of batches) {
    events.push(...batch)
    if (events.length >= count) break
  }
  return events
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Waits until a condition holds. */
export const until = async (isSo: () => boolean | Promise<boolean>, milliseconds = 5_000): Promise<void> => {
  const deadline = performance.now() + milliseconds
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error('It did not come to be.')
    await pause(20)
  }
}
