import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Position, Revision, StreamName } from '../kernel/event.js'
import type { Cancelled, StoreFailure } from './store-failure.js'

/**
 * The hash over every sealed event up to `position`, that one included. Kept elsewhere it shows later whether the log
 * still holds what it held.
 */
export type ChainHead = {
  readonly position: Position
  /** SHA-256 in hexadecimal digits. */
  readonly hash: string
}

/**
 * What is wrong with the log.
 * - `altered`: the event is not the one that was appended there;
 * - `removed`: the event is missing, later ones are there;
 * - `inserted`: nothing sealed the event; somebody inserted it, or a program of an earlier version appended it;
 * - `reordered`: the event, or its revision, has changed places with another;
 * - `cut`: the event and all later ones are missing;
 * - `unsealed`: the event was stored before the chain began;
 * - `chainAltered`: the hashes themselves were changed or removed;
 * - `diverged`: the log is consistent, but not the one the given head was taken of, or the head was edited;
 * - `damaged`: the store's own checks fail.
 */
export type ChainProblem =
  | 'altered'
  | 'removed'
  | 'inserted'
  | 'reordered'
  | 'cut'
  | 'unsealed'
  | 'chainAltered'
  | 'diverged'
  | 'damaged'

/** The first event something is wrong with; a field is `null` where nothing tells it any more. */
export type ChainFault = {
  readonly problem: ChainProblem
  readonly position: Position | null
  readonly stream: StreamName | null
  readonly revision: Revision | null
}

/** What a verification found. */
export type Verification = {
  /** Whether everything is as it was appended. */
  readonly ok: boolean
  /** The last head up to which everything is; `null` when there is none. */
  readonly head: ChainHead | null
  /** How many events were compared. */
  readonly events: number
  /** What is wrong first, in the order of the log. */
  readonly first?: ChainFault
}

export type VerifyOptions = {
  /** Begins behind a head that was verified before, which the log has to hold. */
  readonly from?: ChainHead | null
  /** A head that was kept elsewhere: the log has to hold it. */
  readonly against?: ChainHead | null
  /** Hears how many events were compared so far, and the head reached: `from` goes on there. */
  readonly onProgress?: (events: number, head: ChainHead | null) => void
  /** An `AbortSignal`: once aborted, the answer is `Cancelled`. */
  readonly signal?: { readonly aborted: boolean }
}

/**
 * The chain of hashes of a store: each append seals its events with a hash over them and the hash before. The events of
 * a store that was begun without are sealed by `seal`.
 */
export type EventChain = {
  /** Returns the last head; `null` when nothing is sealed. */
  head(options?: Pick<VerifyOptions, 'signal'>): TaskEither<StoreFailure | Cancelled, ChainHead | null>
  /** Recomputes the chain from what is stored and compares. */
  verify(options?: VerifyOptions): TaskEither<StoreFailure | Cancelled, Verification>
  /** Verifies what is sealed and, if nothing else is wrong, seals the events behind it. */
  seal(options?: VerifyOptions): TaskEither<StoreFailure | Cancelled, Verification>
}
