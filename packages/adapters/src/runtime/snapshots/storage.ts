import type { StoreFailure } from '@clientele/domain'

/** Stores snapshots, each as lines of bytes without line feeds. Throws errors that `failureOf` converts. */
export type SnapshotStorage = {
  readonly name: string
  /** The names of the snapshots, newest first. */
  list(): Promise<readonly string[]>
  /** Reads the lines of a snapshot lazily; yields to the event loop now and then. */
  read(name: string): AsyncIterable<Buffer>
  /** Writes a snapshot, all lines or none, and removes all snapshots except the newest `keep`. */
  write(lines: AsyncIterable<Buffer>, keep: number): Promise<void>
  clear(): Promise<void>
  close(): Promise<void>
  failureOf(error: unknown): StoreFailure
}
