import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Position, Revision, StreamName } from '../kernel/event.js'
import type { Cancelled, StoreFailure } from './store-failure.js'

/**
 * The hash over every sealed event up to `position`, inclusive. Stored elsewhere, it proves later whether the log still
 * has the same contents.
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

/** The first event with a problem; a field is `null` if it is no longer known. */
export type ChainFault = {
  readonly problem: ChainProblem
  readonly position: Position | null
  readonly stream: StreamName | null
  readonly revision: Revision | null
}

/** The result of a verification. */
export type Verification = {
  /** Whether all events are as they were appended. */
  readonly ok: boolean
  /** The last head up to which all events are intact; `null` if there is none. */
  readonly head: ChainHead | null
  /** The number of compared events. */
  readonly events: number
  /** The first problem in the order of the log. */
  readonly first?: ChainFault
}

export type VerifyOptions = {
  /** Starts after a head that was verified before; the log must contain it. */
  readonly from?: ChainHead | null | undefined
  /** A head stored elsewhere, which the log must contain. */
  readonly against?: ChainHead | null | undefined
  /** Receives the number of events compared so far, and the head reached, from which `from` can continue. */
  readonly onProgress?: ((events: number, head: ChainHead | null) => void) | undefined
  /** An `AbortSignal`; once aborted, the result is `Cancelled`. */
  readonly signal?: { readonly aborted: boolean } | undefined
}

/**
 * The chain of hashes of a store: each append seals its events with a hash over them and the previous hash. `seal`
 * seals the events of a store that was created without a chain.
 */
export type EventChain = {
  /** Returns the last head; `null` if nothing is sealed. */
  head(options?: Pick<VerifyOptions, 'signal'>): TaskEither<StoreFailure | Cancelled, ChainHead | null>
  /** Recomputes the chain from the stored events and compares it. */
  verify(options?: VerifyOptions): TaskEither<StoreFailure | Cancelled, Verification>
  /** Verifies the sealed events and, if they are intact, seals the later ones. */
  seal(options?: VerifyOptions): TaskEither<StoreFailure | Cancelled, Verification>
}
