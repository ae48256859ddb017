import type { StoreFailure } from '@clientele/domain'

/** Stores snapshots, each as lines of bytes without a line feed. Throws its errors. */
export type SnapshotStorage = {
  readonly name: string
  /** The names of the snapshots, newest first. */
  list(): Promise<readonly string[]>
  /** The lines of a snapshot, read as they are asked for; others go first now and then. */
  read(name: string): AsyncIterable<Buffer>
  /** Writes the lines of a snapshot, all or none, and removes all snapshots but the newest `keep`. */
  write(lines: AsyncIterable<Buffer>, keep: number): Promise<void>
  clear(): Promise<void>
  close(): Promise<void>
  failureOf(error: unknown): StoreFailure
}
