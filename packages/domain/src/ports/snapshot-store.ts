import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Mark } from './event-store.js'
import type { StoreFailure } from './store-failure.js'

/** A piece of a snapshot: the part it belongs to, and its content as JSON text. */
export type SnapshotChunk = { readonly part: string; readonly text: string }

/** The tables of the views after the event at `mark`; `version` is that of the code that created them. */
export type Snapshot = {
  readonly version: string
  readonly mark: Mark
  readonly chunks: Iterable<SnapshotChunk>
}

/** Which snapshot to load. */
export type SnapshotWanted = {
  readonly version: string
  /** Whether the log contains the event at `mark`; by default `true`. */
  readonly isKnown?: (mark: Mark) => Promise<boolean>
  /** Whether a part is needed, by default all; a store may return others, too. */
  readonly isRead?: (part: string) => boolean
  /** Receives the reason why a newer snapshot was skipped. */
  readonly passedOver?: (reason: string) => void
}

/**
 * Stores the last few snapshots. They contain names in clear text, so erasing a person purges them. Losing one costs
 * only time.
 */
export type SnapshotStore = {
  readonly name: string
  /** Saves a snapshot beside the earlier ones, atomically, yielding to other work in between. */
  save(snapshot: Snapshot): TaskEither<StoreFailure, void>
  /** Loads the newest usable snapshot. Skips damaged, foreign, outdated and newer ones; these are not errors. */
  latest(wanted: SnapshotWanted): TaskEither<StoreFailure, Snapshot | null>
  /** Removes every snapshot, so that this store can read nothing of it again. */
  purge(): TaskEither<StoreFailure, void>
  /** Releases every handle. */
  close(): Promise<void>
}
