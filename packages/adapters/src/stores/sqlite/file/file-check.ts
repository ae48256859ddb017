import { type BigIntStats, statSync } from 'node:fs'
import { failureError, type StoreFailure } from '@clientele/domain'

const replaced: StoreFailure = Object.freeze({
  error: 'StoreUnavailable',
  problem:
    'The file was removed or replaced while it was open: put it back where it belongs, then close the register and open it again.',
})

/** Looks whether the file at a path is still the one that was opened; throws what `storeFailureOf` understands. */
export type FileCheck = {
  /** Looks now. */
  now(): void
  /** Looks unless that was done, and found well, in the last 50 milliseconds. */
  lately(): void
}

type Look = { readonly file: BigIntStats | undefined; readonly log: BigIntStats | undefined }

const look = (file: string): Look => {
  const options = { bigint: true, throwIfNoEntry: false } as const
  return { file: statSync(file, options), log: statSync(`${file}-wal`, options) }
}

const isSameFile = (one: BigIntStats | undefined, other: BigIntStats | undefined): boolean =>
  one?.ino === other?.ino && one?.dev === other?.dev

const isUntouched = (one: BigIntStats | undefined, other: BigIntStats | undefined): boolean =>
  one?.mtimeNs === other?.mtimeNs && one?.size === other?.size

const recently = 50

/**
 * A check of a file in WAL mode that a connection has open and has read from: its `-wal` file stays the same for as long.
 * The file itself is written at checkpoints only; `onWritten` is called after one and may throw.
 */
export const fileCheckOf = (file: string, onWritten: () => void = () => {}): FileCheck => {
  let known = look(file)
  let wellAt = performance.now()
  const now = (): void => {
    wellAt = Number.NEGATIVE_INFINITY
    const found = look(file)
    if (!isSameFile(found.file, known.file) || !isSameFile(found.log, known.log)) throw failureError(replaced)
    if (!isUntouched(found.file, known.file)) {
      onWritten()
      known = found
    }
    wellAt = performance.now()
  }
  return {
    now,
    lately: () => {
      if (performance.now() - wellAt > recently) now()
    },
  }
}
