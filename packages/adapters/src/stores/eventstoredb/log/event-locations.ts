import type { Revision, StreamName } from '@clientele/domain'
import type { EsdbRecorded } from '../client/client.js'
import { dropOldest } from './drop-oldest.js'
import { sealIn } from './seal.js'

/** The stream and revision of an event. */
export type EventLocation = { readonly stream: StreamName; readonly revision: Revision }

/**
 * The locations of events that this process has read or appended, by id: the server has no such index. A process that
 * follows the log knows every command in it; the oldest entries are dropped first.
 */
export type EventLocations = {
  note(event: EsdbRecorded): void
  place(id: string): EventLocation | undefined
  /**
   * The hash of the event at a revision, if it is the last known register event of the stream; empty if it is unsealed.
   */
  hashAt(stream: StreamName, revision: Revision): string | undefined
}

/** The seals of the last events of streams; the oldest entries are dropped first. */
type Seals = {
  note(event: EsdbRecorded): void
  hashAt: EventLocations['hashAt']
}

type LastSeal = { readonly revision: Revision; readonly hash: string }

const createSeals = (): Seals => {
  const last = new Map<StreamName, LastSeal>()
  return {
    note: ({ streamId, revision, metadata }) => {
      const known = last.get(streamId)
      if (known !== undefined && known.revision >= Number(revision)) return
      last.set(streamId, { revision: Number(revision), hash: sealIn(metadata)?.hash ?? '' })
      dropOldest(last, maxEntries)
    },
    hashAt: (stream, revision) => {
      const known = last.get(stream)
      return known?.revision === revision ? known.hash : undefined
    },
  }
}

const maxEntries = 200_000

/** Creates an empty cache. */
export const createEventLocations = (): EventLocations => {
  const places = new Map<string, EventLocation>()
  const seals = createSeals()
  return {
    place: (id) => places.get(id),
    hashAt: seals.hashAt,
    note: (event) => {
      const { id, streamId, revision } = event
      seals.note(event)
      if (places.has(id)) return
      places.set(id, { stream: streamId, revision: Number(revision) })
      dropOldest(places, maxEntries)
    },
  }
}
