import { randomUUID } from 'node:crypto'
import type { StoreFailure } from '@clientele/domain'
import { isRight } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { streamFrom } from '../log/raw.js'
import type { OpenStore } from '../open.js'
import { appendAtAnyRevision } from '../writing/writing.js'

/** The stream of notes that seal events which were stored without a seal; the port never shows it. */
export const sealStream = 'clienteleSeals'

const sealedType = 'LogSealed'

/**
 * Seals the register's events after a position (`null`: from the first on) up to another. `digests` concatenates the
 * first digits of each event's digest; `hash` is the hash of the whole log up to `upTo`.
 */
export type SealNote = {
  readonly after: string | null
  readonly upTo: string
  readonly digests: string
  readonly hash: string
}

/** How many digits of each digest a note contains: enough to find an event that was changed. */
export const digitsNoted = 16

const SealNote: t.Type<SealNote> = t.type({
  after: t.union([t.string, t.null]),
  upTo: t.string,
  digests: t.string,
  hash: t.string,
})

/** Reads the notes of a log in order; a note that was stored twice counts once. */
export const readNotes = async (open: OpenStore): Promise<readonly SealNote[]> => {
  const notes: SealNote[] = []
  for await (const page of streamFrom(open, sealStream, 0))
    for (const { type, data } of page) {
      const note = SealNote.decode(data)
      if (type === sealedType && isRight(note) && note.right.after === (notes.at(-1)?.upTo ?? null))
        notes.push(note.right)
    }
  return notes
}

/** Stores a note. */
export const addNote = (open: OpenStore, note: SealNote): Promise<StoreFailure | null> =>
  appendAtAnyRevision(open, sealStream, [
    { id: randomUUID(), type: sealedType, contentType: 'application/json', data: { ...note }, metadata: {} },
  ])
