import { type BigIntStats, realpathSync, statSync } from 'node:fs'
import { failureError, type StoreFailure } from '@clientele/domain'

const fileReplaced: StoreFailure = Object.freeze({
  error: 'StoreUnavailable',
  problem:
    'The file was removed or replaced while it was open: put it back where it belongs, then close the register and open it again.',
})

/** Checks that the file at a path is still the one that was opened; throws errors that `storeFailureOf` converts. */
export type FileCheck = {
  /** Checks now. */
  now(): void
  /** Checks unless the last successful check is less than 50 milliseconds old. */
  nowUnlessRecent(): void
}

type FileStats = { readonly file: BigIntStats | undefined; readonly log: BigIntStats | undefined }

const readStats = (file: string, log: string): FileStats => {
  const options = { bigint: true, throwIfNoEntry: false } as const
  return { file: statSync(file, options), log: statSync(log, options) }
}

// SQLite puts its log beside the file that a link leads to.
const logOf = (file: string): string => {
  try {
    return `${realpathSync(file)}-wal`
  } catch {
    throw failureError(fileReplaced)
  }
}

const isSameFile = (one: BigIntStats | undefined, other: BigIntStats | undefined): boolean =>
  one?.ino === other?.ino && one?.dev === other?.dev

const isUntouched = (one: BigIntStats | undefined, other: BigIntStats | undefined): boolean =>
  one?.mtimeNs === other?.mtimeNs && one?.size === other?.size

const maxAge = 50

/**
 * Creates a check for a file in WAL mode. A connection must have it open and must have read from it, so that its `-wal`
 * file is not replaced. SQLite writes the main file only at WAL checkpoints; `onWritten` is called after one, and may
 * throw.
 */
export const createFileCheck = (file: string, onWritten: () => void = () => {}): FileCheck => {
  const log = logOf(file)
  let known = readStats(file, log)
  let lastSuccess = performance.now()
  const check = (): void => {
    lastSuccess = Number.NEGATIVE_INFINITY
    const found = readStats(file, log)
    if (!isSameFile(found.file, known.file) || !isSameFile(found.log, known.log)) throw failureError(fileReplaced)
    if (!isUntouched(found.file, known.file)) {
      onWritten()
      known = found
    }
    lastSuccess = performance.now()
  }
  return {
    now: check,
    nowUnlessRecent: () => {
      if (performance.now() - lastSuccess > maxAge) check()
    },
  }
}
