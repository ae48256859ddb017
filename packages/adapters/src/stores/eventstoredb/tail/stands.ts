import type { Expected, Revision, StreamName } from '@clientele/domain'
import type { EsdbRecorded } from '../client/client.js'
import { dropOldest } from '../log/drop-oldest.js'

/** Where streams stand at the end of what was read of the log. */
export type Stands = {
  note(event: EsdbRecorded): void
  /** `noStream`: there never was such a stream. `null`: not known. */
  of(stream: StreamName): Expected | null
  /** There was no such stream, and never had been, when it was asked for after this began. */
  noteAbsent(stream: StreamName): void
  /** Asks for it, and remembers the answer and what comes by meanwhile. */
  learn(stream: StreamName, ask: () => Promise<Expected>): Promise<Expected>
}

const most = 500_000
const mostAbsent = 10_000

// A deletion, or another limit of a stream, is noted in a stream beside it; a tombstone stands in the stream itself.
const limitedBy = ({ streamId, type }: EsdbRecorded): StreamName | null => {
  if (type === '$metadata' && streamId.startsWith('$$')) return streamId.slice(2)
  return type === '$streamDeleted' ? streamId : null
}

/** Knows of no stream, or, when the log was read from its beginning, that there is none. */
export const createStands = (fromBeginning: boolean): Stands => {
  const revisions = new Map<StreamName, Revision>()
  // What limits a stream may change what is answered for it: it is asked for every time.
  const limited = new Set<StreamName>()
  const absent = new Set<StreamName>()
  const asked = new Map<StreamName, Promise<Expected>>()
  let knowsAll = fromBeginning

  const set = (stream: StreamName, revision: Revision): void => {
    absent.delete(stream)
    revisions.set(stream, Math.max(revision, revisions.get(stream) ?? 0))
    if (dropOldest(revisions, most)) knowsAll = false
  }

  const asking = async (stream: StreamName, ask: () => Promise<Expected>): Promise<Expected> => {
    try {
      const revision = await ask()
      // Also a stream that was deleted is answered like one that never was.
      if (revision === 'noStream' || limited.has(stream)) return revision
      set(stream, revision)
      // What came by meanwhile may be later than the answer.
      return revisions.get(stream) ?? revision
    } finally {
      asked.delete(stream)
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
      // It may have begun meanwhile.
      if (revisions.has(stream)) return
      absent.add(stream)
      dropOldest(absent, mostAbsent)
    },
    learn: (stream, ask) => {
      const before = asked.get(stream)
      if (before !== undefined) return before
      const answer = asking(stream, ask)
      asked.set(stream, answer)
      return answer
    },
  }
}
