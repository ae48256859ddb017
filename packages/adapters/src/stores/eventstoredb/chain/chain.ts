import type {
  Cancelled,
  ChainFault,
  ChainHead,
  EventChain,
  StoreFailure,
  Verification,
  VerifyOptions,
} from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { EsdbRecorded } from '../client/client.js'
import { storeFailureOf } from '../client/failure.js'
import { isAfter, type Place, placeOf } from '../log/position.js'
import { logAfter } from '../log/raw.js'
import { sealIn } from '../log/seal.js'
import { isOurs, placeIn } from '../log/stored.js'
import { type Open, untilClosed, whileOpen } from '../open.js'
import { createGathering } from './gathering.js'
import { addNote, readNotes, type SealNote } from './notes.js'
import { add, createWalk, take, type Walk } from './walk.js'
import { createWatch } from './watch.js'

type Answer<A> = Promise<Either<StoreFailure | Cancelled, A>>

const cancelled: Either<Cancelled, never> = left({ error: 'Cancelled' })

const placeBehind = (head: ChainHead | null): Either<StoreFailure, Place> => placeOf(head?.position)

const isBefore = (one: ChainHead, other: ChainHead): boolean => {
  const [first, second] = [placeBehind(one), placeBehind(other)]
  if (isLeft(first) || isLeft(second) || second.right === 'start') return false
  return isAfter(second.right, first.right)
}

// A head in the middle of what a note seals is no place to begin at: its digests are counted from the first. Nor is one
// behind the head that the log has to hold.
const startIn = (notes: readonly SealNote[], { from = null, against = null }: VerifyOptions): ChainHead | null => {
  if (from === null || (against !== null && isBefore(against, from))) return null
  if (notes.length === 0) return from
  return notes.some(({ after, upTo }) => after === from.position || upTo === from.position) ? from : null
}

type Walked = { readonly walk: Walk; readonly fault: ChainFault | null }

// The event that one says it stands behind may come later.
const isLater = async (open: Open, event: EsdbRecorded): Promise<boolean> => {
  const previous = sealIn(event.metadata)?.previous ?? ''
  if (previous === '') return false
  for await (const page of logAfter(open, placeIn(event)))
    if (page.some((one) => one.streamId === event.streamId && sealIn(one.metadata)?.hash === previous)) return true
  return false
}

const named = async (open: Open, fault: ChainFault, event: EsdbRecorded): Promise<ChainFault> =>
  fault.problem === 'removed' && (await isLater(open, event)) ? { ...fault, problem: 'reordered' } : fault

/** Takes the log event by event until something is wrong; `taken` hears of each that is as it was appended. */
const walkThrough = async (
  open: Open,
  walk: Walk,
  { against = null, onProgress, signal }: VerifyOptions,
  taken: (walk: Walk) => void = () => {},
): Answer<Walked> => {
  const start = placeBehind(walk.head)
  if (isLeft(start)) return start
  const watch = createWatch(against, walk.head)
  for await (const page of logAfter(open, start.right)) {
    whileOpen(open)
    if (signal?.aborted === true) return cancelled
    for (const event of page) {
      const fault = take(walk, event) ?? (isOurs(event) ? watch.passed(event, walk.head) : null)
      if (fault !== null) return right({ walk, fault: await named(open, fault, event) })
      if (isOurs(event)) taken(walk)
    }
    onProgress?.(walk.events, walk.head)
  }
  return right({ walk, fault: watch.missing() ?? missingNoted(walk) })
}

const missingNoted = ({ notes, note }: Walk): ChainFault | null => {
  const next = notes[note]
  return next === undefined ? null : { problem: 'cut', position: next.upTo, stream: null, revision: null }
}

const answerOf = ({ walk: { head, events }, fault }: Walked): Verification =>
  fault === null ? { ok: true, head, events } : { ok: false, head, events, first: fault }

const verify = async (open: Open, options: VerifyOptions): Answer<Verification> => {
  const notes = await readNotes(open)
  const walked = await walkThrough(open, createWalk(notes, startIn(notes, options)), options)
  return isLeft(walked) ? walked : right(answerOf(walked.right))
}

const sealBehind = async (open: Open, options: VerifyOptions): Answer<Walked> => {
  const before = await readNotes(open)
  const walk = { ...createWalk(before, null), allowsUnsealed: true }
  const gathering = createGathering(before.at(-1)?.upTo ?? null)
  const walked = await walkThrough(open, walk, { ...options, against: null }, gathering.take)
  if (isLeft(walked) || walked.right.fault !== null) return walked
  for (const note of gathering.notes(walk)) {
    const failure = await addNote(open, note)
    if (failure !== null) return left(failure)
  }
  return walked
}

const seal = async (open: Open, options: VerifyOptions): Answer<Verification> => {
  const found = await verify(open, options)
  if (isLeft(found) || !/^(unsealed|inserted)$/.test(found.right.first?.problem ?? '')) return found
  const sealed = await sealBehind(open, options)
  if (isLeft(sealed)) return sealed
  return sealed.right.fault === null ? verify(open, options) : right(answerOf(sealed.right))
}

// There is no hash over the log at hand: it is computed from the first event on.
const head = async (open: Open, { signal }: Pick<VerifyOptions, 'signal'>): Answer<ChainHead | null> => {
  const walk = createWalk([], null)
  for await (const page of logAfter(open, 'start')) {
    whileOpen(open)
    if (signal?.aborted === true) return cancelled
    for (const event of page) if (isOurs(event)) add(walk, event)
  }
  return right(walk.head)
}

/** The chains of the streams of a server, and the hash over all of them in the order of its log. */
export const chainOn = (open: Open): EventChain => {
  const asking =
    <A>(question: () => Answer<A>) =>
    async (): Answer<A> => {
      if (open.closing !== null) return left({ error: 'StoreClosed' })
      try {
        return await untilClosed(open, question())
      } catch (error) {
        return left(storeFailureOf(error))
      }
    }
  return {
    head: (options = {}) => asking(() => head(open, options)),
    verify: (options = {}) => asking(() => verify(open, options)),
    seal: (options = {}) => asking(() => seal(open, options)),
  }
}
