import type { Revision, StreamName } from '@clientele/domain'
import type { EsdbRecorded } from '../client/client.js'
import { dropOldest } from './drop-oldest.js'
import { sealIn } from './seal.js'

/** Where an event stands. */
export type Place = { readonly stream: StreamName; readonly revision: Revision }

/**
 * The events this process has read or appended, by id: the server has no such index. Whoever follows the log knows
 * every command in it; the oldest are forgotten first.
 */
export type Known = {
  note(event: EsdbRecorded): void
  place(id: string): Place | undefined
  /**
   * The hash of the event at a revision, if that is the last of ours noted in the stream; empty where it is unsealed.
   */
  hashAt(stream: StreamName, revision: Revision): string | undefined
}

/** The seals of the last events of streams; the oldest are forgotten first. */
type Seals = {
  note(event: EsdbRecorded): void
  hashAt: Known['hashAt']
}

type LastSeal = { readonly revision: Revision; readonly hash: string }

const createSeals = (): Seals => {
  const last = new Map<StreamName, LastSeal>()
  return {
    note: ({ streamId, revision, metadata }) => {
      const known = last.get(streamId)
      if (known !== undefined && known.revision >= Number(revision)) return
      last.set(streamId, { revision: Number(revision), hash: sealIn(metadata)?.hash ?? '' })
      dropOldest(last, most)
    },
    hashAt: (stream, revision) => {
      const known = last.get(stream)
      return known?.revision === revision ? known.hash : undefined
    },
  }
}

const most = 200_000

/** Knows nothing yet. */
export const nothingKnown = (): Known => {
  const places = new Map<string, Place>()
  const seals = createSeals()
  return {
    place: (id) => places.get(id),
    hashAt: seals.hashAt,
    note: (event) => {
      const { id, streamId, revision } = event
      seals.note(event)
      if (places.has(id)) return
      places.set(id, { stream: streamId, revision: Number(revision) })
      dropOldest(places, most)
    },
  }
}
