import type { Expected, Revision, StreamName } from '@clientele/domain'
import type { EsdbRecorded } from '../client/client.js'
import { dropOldest } from '../log/drop-oldest.js'

/** A cache of the last revisions of streams, at the end of the part of the log that was read. */
export type StreamRevisions = {
  note(event: EsdbRecorded): void
  /** `noStream`: the stream never existed. `null`: unknown. */
  of(stream: StreamName): Expected | null
  /** Remembers that a stream has never existed, according to a request made after this cache was created. */
  noteAbsent(stream: StreamName): void
  /** Requests the revision and caches it; events that arrive meanwhile win. */
  learn(stream: StreamName, ask: () => Promise<Expected>): Promise<Expected>
}

const maxRevisions = 500_000
const maxAbsent = 10_000

// A deletion or another limit of a stream is an event in its metadata stream; a tombstone is an event in the stream
// itself.
const limitedBy = ({ streamId, type }: EsdbRecorded): StreamName | null => {
  if (type === '$metadata' && streamId.startsWith('$$')) return streamId.slice(2)
  return type === '$streamDeleted' ? streamId : null
}

/** Creates an empty cache; if the log is read from its beginning, a stream that is not in the cache does not exist. */
export const createStreamRevisions = (fromBeginning: boolean): StreamRevisions => {
  const revisions = new Map<StreamName, Revision>()
  // The revisions of limited streams are never cached, since the limit may change the server's answer.
  const limited = new Set<StreamName>()
  const absent = new Set<StreamName>()
  const requests = new Map<StreamName, Promise<Expected>>()
  let knowsAll = fromBeginning

  const set = (stream: StreamName, revision: Revision): void => {
    absent.delete(stream)
    revisions.set(stream, Math.max(revision, revisions.get(stream) ?? 0))
    if (dropOldest(revisions, maxRevisions)) knowsAll = false
  }

  const request = async (stream: StreamName, ask: () => Promise<Expected>): Promise<Expected> => {
    try {
      const revision = await ask()
      // `noStream` is not cached: the server answers the same for a deleted stream.
      if (revision === 'noStream' || limited.has(stream)) return revision
      set(stream, revision)
      // An event that arrived meanwhile may be later than the answer.
      return revisions.get(stream) ?? revision
    } finally {
      requests.delete(stream)
    }
  }

  return {
    note: (event) => {
      const limits = limitedBy(event)
      if (limits === null) return set(event.streamId, Number(event.revision))
      limited.add(limits)
      revisions.delete(limits)
    },
    of: (stream) => {
      if (limited.has(stream)) return null
      return revisions.get(stream) ?? (knowsAll || absent.has(stream) ? 'noStream' : null)
    },
    noteAbsent: (stream) => {
      // The stream may have been created meanwhile.
      if (revisions.has(stream)) return
      absent.add(stream)
      dropOldest(absent, maxAbsent)
    },
    learn: (stream, ask) => {
      const before = requests.get(stream)
      if (before !== undefined) return before
      const answer = request(stream, ask)
      requests.set(stream, answer)
      return answer
    },
  }
}
