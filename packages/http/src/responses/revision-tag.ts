import type { ExpectedRevisions } from '@clientele/adapters'
import type { EventStore } from '@clientele/domain'
import { LRUCache } from 'lru-cache'

/** The entity tag of a card: the stream of its subject, and the revision of the last event in it. */
const revisionTag = (stream: string, revision: number): string => `"${encodeURIComponent(stream)}@${revision}"`

const form = /^\s*"([^"@]+)@(\d{1,15})"\s*$/

const decodeName = (text: string): string | null => {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

/** Parses a tag into the expected revision of its stream; `null` if it is not a single tag of ours (a list, `*`). */
export const expectedBy = (header: string): ExpectedRevisions | null => {
  const [, name, revision] = form.exec(header) ?? []
  const stream = name === undefined ? null : decodeName(name)
  return stream === null ? null : { [stream]: Number(revision) }
}

/** The last event of a stream. */
type StreamEnd = { readonly revision: number; readonly position: string; readonly eventId: string }

const maxStreams = 10_000

/** Reads the last event of a stream, from the cached one if it was read before; `null` if there is no such stream. */
const createStreamEnds = (store: EventStore): ((stream: string) => Promise<StreamEnd | null>) => {
  const ends = new LRUCache<string, StreamEnd>({ max: maxStreams })
  return async (stream) => {
    let end = ends.get(stream) ?? null
    for await (const batch of store.readStream(stream, { from: (end?.revision ?? -1) + 1 })) {
      const last = batch.at(-1)
      if (last !== undefined) end = { revision: last.revision, position: last.position, eventId: last.id }
    }
    if (end !== null) ends.set(stream, end)
    return end
  }
}

type TagSource = {
  readonly store: EventStore
  caughtUp(end: StreamEnd, options: { readonly timeout: number }): Promise<unknown>
}

const timeout = 10_000

/** Gives the revision tag of a stream; `null` where there is none. */
export type RevisionTagOf = (stream: string) => Promise<string | null>

/**
 * Returns the revision tag of a stream. Reads it before the views, so that the views show at least that revision;
 * `null` if there is no such stream.
 */
export const createRevisionTags = (crm: TagSource): RevisionTagOf => {
  const ends = createStreamEnds(crm.store)
  return async (stream) => {
    const end = await ends(stream)
    if (end === null) return null
    await crm.caughtUp(end, { timeout: timeout })
    return revisionTag(stream, end.revision)
  }
}
