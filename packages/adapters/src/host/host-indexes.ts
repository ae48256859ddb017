import {
  type EventCatalogue,
  type EventStore,
  failureError,
  type KnownEvent,
  type Lookup,
  type MembershipIndex,
  type StreamName,
} from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'

/** The membership indexes of the host: the streams by the keys they have joined. */
export type HostIndexes = {
  has(index: MembershipIndex): boolean
  /** The streams that have joined any of the keys, sorted. */
  lookup(lookup: Lookup): readonly StreamName[]
  observe(events: readonly KnownEvent[]): void
  /** Reads the existing events of the log; rejects with an `Error` that carries the `StoreFailure`. */
  load(store: EventStore): Promise<void>
}

/** The streams of an index by key; streams that join every key are under `null`. */
type Streams = Map<string | null, Set<StreamName>>

const addTo = (streams: Streams, { joins }: MembershipIndex, { type, stream, data }: KnownEvent): void => {
  const field = Object.hasOwn(joins, type) ? joins[type] : undefined
  if (field === undefined) return
  const key: unknown = field === null ? null : Reflect.get(data, field)
  if (key !== null && typeof key !== 'string') return
  const members = streams.get(key)
  if (members === undefined) streams.set(key, new Set([stream]))
  else members.add(stream)
}

const typesIn = (indexes: readonly MembershipIndex[]): readonly string[] => [
  ...new Set(indexes.flatMap(({ joins }) => Object.keys(joins))),
]

/** Creates the indexes of the host; they are empty until loaded, or until they observe a log from its beginning. */
export const createHostIndexes = (indexes: readonly MembershipIndex[], catalogue: EventCatalogue): HostIndexes => {
  const indexStreams = new Map(indexes.map((index): [MembershipIndex, Streams] => [index, new Map()]))

  const observe: HostIndexes['observe'] = (events) => {
    for (const [index, streams] of indexStreams) for (const event of events) addTo(streams, index, event)
  }

  return {
    has: (index) => indexStreams.has(index),
    lookup: ({ index, keys }) => {
      const streams: Streams = indexStreams.get(index) ?? new Map()
      return [...new Set([...keys, null].flatMap((key) => [...(streams.get(key) ?? [])]))].sort()
    },
    observe,
    load: async (store) => {
      if (indexStreams.size === 0) return
      for await (const batch of store.readAll({ types: typesIn(indexes) }))
        for (const recorded of batch) {
          const event = catalogue.readEvent(recorded)
          if (isLeft(event)) throw failureError(event.left)
          if (event.right !== null) observe([event.right])
        }
    },
  }
}
