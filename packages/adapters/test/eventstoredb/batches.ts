import type { AppendBatch, EventStore, RecordedEvent } from '@clientele/domain'
import type { EventStoreDbServer } from '../../../../test/servers/eventstoredb/server.mjs'
import { all, event } from '../sqlite/events.js'

/** A batch for three streams, of which `b-1` has one event. */
export const batch = (): AppendBatch => ({
  writes: [
    { stream: 'a-1', expected: 'noStream', events: [event({ n: 0 }), event({ n: 1 })] },
    { stream: 'b-1', expected: 0, events: [event({ n: 2 })] },
    { stream: 'c-1', expected: 'noStream', events: [event({ n: 3 })] },
  ],
  unchanged: [],
  noneSince: [],
})

export const idsOf = (one: AppendBatch): readonly string[] =>
  one.writes.flatMap(({ events }) => events.map(({ id }) => id))

/** Returns the events of a batch that a store shows. */
export const ofBatch = async (store: EventStore, one: AppendBatch): Promise<readonly RecordedEvent[]> => {
  const ids = idsOf(one)
  return (await all(store)).filter(({ id }) => ids.includes(id))
}

/** Counts the events of a batch that a server has stored. */
export const storedOf = (server: EventStoreDbServer, one: AppendBatch): number =>
  server.log.events.filter(({ id }) => idsOf(one).includes(id)).length
