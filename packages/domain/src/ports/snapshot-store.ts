import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Mark } from './event-store.js'
import type { StoreFailure } from './store-failure.js'

/** A piece of a snapshot: what it is part of, and its content as JSON text. */
export type SnapshotChunk = { readonly part: string; readonly text: string }

/** What the views knew after the event at `mark`; `version` is that of the reducers that made it. */
export type Snapshot = {
  readonly version: string
  readonly mark: Mark
  readonly chunks: Iterable<SnapshotChunk>
}

/** Which snapshot is looked for. */
export type SnapshotWanted = {
  readonly version: string
  /** Whether the log knows the event a snapshot stands at; by default it does. */
  readonly isKnown?: (mark: Mark) => Promise<boolean>
  /** Hears why a newer one was passed over. */
  readonly passedOver?: (reason: string) => void
}

/**
 * Keeps the last few snapshots. They hold names in clear: whoever erases a person purges them. Losing one loses
 * nothing but time.
 */
export type SnapshotStore = {
  readonly name: string
  /** Saves a snapshot beside the earlier ones, wholly or not at all, in slices that let others go first. */
  save(snapshot: Snapshot): TaskEither<StoreFailure, void>
  /** The newest that fits. A damaged, foreign, outdated or newer one is passed over, never an error. */
  latest(wanted: SnapshotWanted): TaskEither<StoreFailure, Snapshot | null>
  /** Removes every snapshot, so that nothing of it can be read again through this store. */
  purge(): TaskEither<StoreFailure, void>
  /** Lets go of every handle. */
  close(): Promise<void>
}
