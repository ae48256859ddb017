import type { SealNote } from './notes.js'
import type { Walk } from './walk.js'

/** Collects notes for the events of a walk that no note seals yet. */
export type NoteCollector = {
  /** Adds the event that the walk has just taken. */
  take(walk: Walk): void
  /** The notes for all added events. */
  notes(walk: Walk): readonly SealNote[]
}

const eventsPerNote = 10_000

/** Collects notes for events after the last sealed position; `null`: from the first event on. */
export const createNoteCollector = (sealedUpTo: string | null): NoteCollector => {
  const notes: SealNote[] = []
  const page = { after: sealedUpTo, digests: '', count: 0 }
  const endPage = ({ head }: Walk): void => {
    if (page.count === 0 || head === null) return
    notes.push({ after: page.after, upTo: head.position, digests: page.digests, hash: head.hash })
    Object.assign(page, { after: head.position, digests: '', count: 0 })
  }
  return {
    take: (walk) => {
      if (walk.wasNoted) return
      page.digests += walk.lastDigest
      page.count += 1
      if (page.count === eventsPerNote) endPage(walk)
    },
    notes: (walk) => {
      endPage(walk)
      return notes
    },
  }
}
