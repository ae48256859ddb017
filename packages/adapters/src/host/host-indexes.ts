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

/** The streams that have joined the keys of the indexes of the host. */
export type HostIndexes = {
  has(index: MembershipIndex): boolean
  /** The streams that have joined any of the keys, sorted. */
  lookup(lookup: Lookup): readonly StreamName[]
  observe(events: readonly KnownEvent[]): void
  /** Reads what the log holds already; rejects with an `Error` that carries the `StoreFailure`. */
  load(store: EventStore): Promise<void>
}

/** The streams of an index by key; of one that any value joins, under the field `null`. */
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

/** Keeps the indexes of the host; they are empty until loaded, or until they observe a log from its beginning. */
export const createHostIndexes = (indexes: readonly MembershipIndex[], catalogue: EventCatalogue): HostIndexes => {
  const kept = new Map(indexes.map((index): [MembershipIndex, Streams] => [index, new Map()]))

  const observe: HostIndexes['observe'] = (events) => {
    for (const [index, streams] of kept) for (const event of events) addTo(streams, index, event)
  }

  return {
    has: (index) => kept.has(index),
    lookup: ({ index, keys }) => {
      const streams: Streams = kept.get(index) ?? new Map()
      return [...new Set([...keys, null].flatMap((key) => [...(streams.get(key) ?? [])]))].sort()
    },
    observe,
    load: async (store) => {
      if (kept.size === 0) return
      for await (const batch of store.readAll({ types: typesIn(indexes) }))
        for (const recorded of batch) {
          const event = catalogue.readEvent(recorded)
          if (isLeft(event)) throw failureError(event.left)
          if (event.right !== null) observe([event.right])
        }
    },
  }
}
