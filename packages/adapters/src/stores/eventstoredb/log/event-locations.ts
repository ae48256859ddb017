import type { Revision, StreamName } from '@clientele/domain'
import type { EsdbRecorded } from '../client/client.js'
import { dropOldest } from './drop-oldest.js'

/** Where an event stands. */
export type Place = { readonly stream: StreamName; readonly revision: Revision }

/**
 * The events this process has read or appended, by id: the server has no such index. Whoever follows the log knows
 * every command in it; the oldest are forgotten first.
 */
export type Known = { note(event: EsdbRecorded): void; place(id: string): Place | undefined }

const most = 200_000

/** Knows nothing yet. */
export const nothingKnown = (): Known => {
  const places = new Map<string, Place>()
  return {
    place: (id) => places.get(id),
    note: ({ id, streamId, revision }) => {
      if (places.has(id)) return
      places.set(id, { stream: streamId, revision: Number(revision) })
      dropOldest(places, most)
    },
  }
}
