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
import { isRegisterEvent, placeIn } from '../log/stored.js'
import { type OpenStore, throwIfClosed, untilClosed } from '../open.js'
import { createHeadWatch } from './head-watch.js'
import { createNoteCollector } from './note-collector.js'
import { addNote, readNotes, type SealNote } from './notes.js'
import { add, createWalk, faultAt, take, type Walk } from './walk.js'

type Answer<A> = Promise<Either<StoreFailure | Cancelled, A>>

const cancelled: Either<Cancelled, never> = left({ error: 'Cancelled' })

const placeBehind = (head: ChainHead | null): Either<StoreFailure, Place> => placeOf(head?.position)

const isBefore = (one: ChainHead, other: ChainHead): boolean => {
  const [first, second] = [placeBehind(one), placeBehind(other)]
  if (isLeft(first) || isLeft(second) || second.right === 'start') return false
  return isAfter(second.right, first.right)
}

// Verification cannot start at a head in the middle of a note, since digests in a note are counted from its first
// event, nor at a head after `against`, which must be found on the way.
const startIn = (notes: readonly SealNote[], { from = null, against = null }: VerifyOptions): ChainHead | null => {
  if (from === null || (against !== null && isBefore(against, from))) return null
  if (notes.length === 0) return from
  return notes.some(({ after, upTo }) => after === from.position || upTo === from.position) ? from : null
}

type WalkResult = { readonly walk: Walk; readonly fault: ChainFault | null }

// Whether the event whose hash this one names as previous comes later in the log.
const isLater = async (open: OpenStore, event: EsdbRecorded): Promise<boolean> => {
  const previous = sealIn(event.metadata)?.previous ?? ''
  if (previous === '') return false
  for await (const page of logAfter(open, placeIn(event)))
    if (page.some((one) => one.streamId === event.streamId && sealIn(one.metadata)?.hash === previous)) return true
  return false
}

const refineFault = async (open: OpenStore, fault: ChainFault, event: EsdbRecorded): Promise<ChainFault> =>
  fault.problem === 'removed' && (await isLater(open, event)) ? { ...fault, problem: 'reordered' } : fault

// A scavenge leaves nothing of a stream that was deleted for good but its deletion.
const faultOfTombstone = ({ names }: OpenStore, { isWhole, streams }: Walk, event: EsdbRecorded): ChainFault | null =>
  isWhole && names.isOwnTombstone(event) && !streams.has(event.streamId) ? faultAt('removed', event, 0) : null

/** Walks through the log until the first fault; `taken` is called after each register event without a fault. */
const walkThrough = async (
  open: OpenStore,
  walk: Walk,
  { against = null, onProgress, signal }: VerifyOptions,
  taken: (walk: Walk) => void = () => {},
): Answer<WalkResult> => {
  const start = placeBehind(walk.head)
  if (isLeft(start)) return start
  const watch = createHeadWatch(against, walk.head)
  for await (const page of logAfter(open, start.right)) {
    throwIfClosed(open)
    if (signal?.aborted === true) return cancelled
    for (const event of page) {
      const fault =
        faultOfTombstone(open, walk, event) ??
        take(walk, event) ??
        (isRegisterEvent(event) ? watch.check(event, walk.head) : null)
      if (fault !== null) return right({ walk, fault: await refineFault(open, fault, event) })
      if (isRegisterEvent(event)) taken(walk)
    }
    onProgress?.(walk.events, walk.head)
  }
  return right({ walk, fault: watch.missing() ?? findMissingNoted(walk) })
}

const findMissingNoted = ({ notes, note }: Walk): ChainFault | null => {
  const next = notes[note]
  return next === undefined ? null : { problem: 'cut', position: next.upTo, stream: null, revision: null }
}

const answerOf = ({ walk: { head, events }, fault }: WalkResult): Verification =>
  fault === null ? { ok: true, head, events } : { ok: false, head, events, first: fault }

const verify = async (open: OpenStore, options: VerifyOptions): Answer<Verification> => {
  const notes = await readNotes(open)
  const walked = await walkThrough(open, createWalk(notes, startIn(notes, options)), options)
  return isLeft(walked) ? walked : right(answerOf(walked.right))
}

const sealAfterLastNote = async (open: OpenStore, options: VerifyOptions): Answer<WalkResult> => {
  const before = await readNotes(open)
  const walk = { ...createWalk(before, null), allowsUnsealed: true }
  const collector = createNoteCollector(before.at(-1)?.upTo ?? null)
  const walked = await walkThrough(open, walk, { ...options, against: null }, collector.take)
  if (isLeft(walked) || walked.right.fault !== null) return walked
  for (const note of collector.notes(walk)) {
    const failure = await addNote(open, note)
    if (failure !== null) return left(failure)
  }
  return walked
}

const seal = async (open: OpenStore, options: VerifyOptions): Answer<Verification> => {
  const found = await verify(open, options)
  if (isLeft(found) || !/^(unsealed|inserted)$/.test(found.right.first?.problem ?? '')) return found
  const sealed = await sealAfterLastNote(open, options)
  if (isLeft(sealed)) return sealed
  return sealed.right.fault === null ? verify(open, options) : right(answerOf(sealed.right))
}

// The hash over the log is not stored: it is computed from the first event on.
const head = async (open: OpenStore, { signal }: Pick<VerifyOptions, 'signal'>): Answer<ChainHead | null> => {
  const walk = createWalk([], null)
  for await (const page of logAfter(open, 'start')) {
    throwIfClosed(open)
    if (signal?.aborted === true) return cancelled
    for (const event of page) if (isRegisterEvent(event)) add(walk, event)
  }
  return right(walk.head)
}

/** The `EventChain` of a server: each stream has its own chain, and the head is a hash over all events in log order. */
export const chainOn = (open: OpenStore): EventChain => {
  const ask =
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
    head: (options = {}) => ask(() => head(open, options)),
    verify: (options = {}) => ask(() => verify(open, options)),
    seal: (options = {}) => ask(() => seal(open, options)),
  }
}
