import type { ExpectedRevisions } from '@clientele/adapters'
import type { EventStore } from '@clientele/domain'
import { LRUCache } from 'lru-cache'

/** The entity tag of a card: the stream of its subject, and the revision of the last event in it. */
const revisionTag = (stream: string, revision: number): string => `"${encodeURIComponent(stream)}@${revision}"`

const form = /^\s*"([^"@]+)@(\d{1,15})"\s*$/

const decoded = (text: string): string | null => {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

/** Where the stream of a tag has to stand; `null` for what is no such tag, lists and `*` included. */
export const expectedBy = (header: string): ExpectedRevisions | null => {
  const [, name, revision] = form.exec(header) ?? []
  const stream = name === undefined ? null : decoded(name)
  return stream === null ? null : { [stream]: Number(revision) }
}

/** Where a stream ends. */
type StreamEnd = { readonly revision: number; readonly position: string; readonly eventId: string }

const mostKept = 10_000

/** Reads where a stream ends, of what was read before only what has come since; `null` where there is none. */
const createStreamEnds = (store: EventStore): ((stream: string) => Promise<StreamEnd | null>) => {
  const ends = new LRUCache<string, StreamEnd>({ max: mostKept })
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

type Read = {
  readonly store: EventStore
  caughtUp(end: StreamEnd, options: { readonly timeout: number }): Promise<unknown>
}

const milliseconds = 10_000

/**
 * Reads the revision tag of a stream before what it tells is read from the views, so that these show at least what the tag
 * stands for; `null` where there is no such stream.
 */
export const createRevisionTags = (crm: Read): ((stream: string) => Promise<string | null>) => {
  const ends = createStreamEnds(crm.store)
  return async (stream) => {
    const end = await ends(stream)
    if (end === null) return null
    await crm.caughtUp(end, { timeout: milliseconds })
    return revisionTag(stream, end.revision)
  }
}
