import type { Either } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { StoreFailure } from './store-failure.js'

/** Keys by their subject, each wrapped by the master key; `null`: destroyed. */
export type StoredKeys = ReadonlyMap<string, string | null>

/**
 * Stores the keys of persons beside the log, wrapped by the master key. A subject is a stream name (`person-17`), or a
 * word for keys of the whole register. Several processes may use one store at the same time.
 */
export type KeyStore = {
  readonly name: string
  /** Returns the keys of the subjects; subjects that never had one are missing. */
  read(subjects: readonly string[]): TaskEither<StoreFailure, StoredKeys>
  /** Returns the key of every subject. */
  readAll(): TaskEither<StoreFailure, StoredKeys>
  /**
   * Adds keys durably and returns the stored keys of their subjects: an existing key is not replaced, and a subject
   * whose key was destroyed gets none.
   */
  add(keys: ReadonlyMap<string, string>): TaskEither<StoreFailure, StoredKeys>
  /** Replaces keys, all or none; destroyed keys stay destroyed, and subjects without a key get theirs. */
  replace(keys: ReadonlyMap<string, string>): TaskEither<StoreFailure, void>
  /** Destroys the keys of the subjects for good, so that no byte of them can be read again; the subjects remain. */
  destroy(subjects: readonly string[]): TaskEither<StoreFailure, void>
  /** Releases every handle. */
  close(): Promise<void>
}

/** A key store that is not open yet. Opening it again returns another handle to the same keys. */
export type KeyStoreSource = {
  readonly name: string
  /** Whether there are keys: a register that has some is not opened without its master key. */
  exists(): Promise<boolean>
  open(): Promise<Either<StoreFailure, KeyStore>>
}
