import type { StoreFailure } from '@clientele/domain'

/** Where snapshots lie, each as lines of bytes without a line feed. Its errors are thrown. */
export type Shelf = {
  readonly name: string
  /** The names of what lies there, newest first. */
  list(): Promise<readonly string[]>
  read(name: string): Promise<readonly Buffer[]>
  /** Puts lines on the shelf, all or none, and takes away what lies behind the newest `keep`. */
  write(lines: AsyncIterable<Buffer>, keep: number): Promise<void>
  clear(): Promise<void>
  close(): Promise<void>
  failureOf(error: unknown): StoreFailure
}
