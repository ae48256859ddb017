import { randomUUID } from 'node:crypto'
import type { StoreFailure } from '@clientele/domain'
import { isRight } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { streamFrom } from '../log/raw.js'
import type { Open } from '../open.js'
import { appendAnyhow } from '../writing/writing.js'

/** Where events are sealed that were stored without a seal; never shown by the port. */
export const sealStream = 'clienteleSeals'

const sealedType = 'LogSealed'

/**
 * Seals the events of ours after a position (`null`: from the first on) up to another: the beginning of the digest of
 * each, one behind the other, and the hash of the whole log up to there.
 */
export type SealNote = {
  readonly after: string | null
  readonly upTo: string
  readonly digests: string
  readonly hash: string
}

/** How many digits of a digest are noted for each event: enough to name one that was changed. */
export const digitsNoted = 16

const SealNote: t.Type<SealNote> = t.type({
  after: t.union([t.string, t.null]),
  upTo: t.string,
  digests: t.string,
  hash: t.string,
})

/** Reads the seals of a log, each behind the one before; one that was noted twice counts once. */
export const readNotes = async (open: Open): Promise<readonly SealNote[]> => {
  const notes: SealNote[] = []
  for await (const page of streamFrom(open, sealStream, 0))
    for (const { type, data } of page) {
      const note = SealNote.decode(data)
      if (type === sealedType && isRight(note) && note.right.after === (notes.at(-1)?.upTo ?? null))
        notes.push(note.right)
    }
  return notes
}

/** Notes a seal. */
export const addNote = (open: Open, note: SealNote): Promise<StoreFailure | null> =>
  appendAnyhow(open, sealStream, [
    { id: randomUUID(), type: sealedType, contentType: 'application/json', data: { ...note }, metadata: {} },
  ])
