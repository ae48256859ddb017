import type { SealNote } from './notes.js'
import type { Walk } from './walk.js'

/** Gathers the notes that seal what no note seals yet, while a walk goes on. */
export type Gathering = {
  /** Takes the event that a walk has just taken. */
  take(walk: Walk): void
  /** The notes for all events that were taken. */
  notes(walk: Walk): readonly SealNote[]
}

const eventsInNote = 10_000

/** Gathers what stands behind a position that is sealed already; `null`: from the first event on. */
export const createGathering = (sealedUpTo: string | null): Gathering => {
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
      if (page.count === eventsInNote) endPage(walk)
    },
    notes: (walk) => {
      endPage(walk)
      return notes
    },
  }
}
