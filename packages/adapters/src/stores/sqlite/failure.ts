import { failureOf, type StoreFailure } from '@clientele/domain'

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

const driver: StoreFailure = Object.freeze({
  error: 'StoreUnavailable',
  problem:
    'The SQLite driver was built for another version of Node or another system: run "npm rebuild better-sqlite3" with the ' +
    'Node that runs this, or use the Node it was built for.',
})

type Wording = readonly [starts: string, failure: StoreFailure]

const unavailable = (problem: string): StoreFailure => ({ error: 'StoreUnavailable', problem })
const unreadable = (problem: string): StoreFailure => ({ error: 'StoreUnreadable', problem })

const noFile = unavailable(
  'The file cannot be opened: see that it is a file, and that it and its directory may be read and written.',
)

const full: StoreFailure = Object.freeze({
  error: 'StoreFull',
  problem: 'No room to write: free space on the disk and try again.',
})

// The first row whose prefix matches the driver's code wins: specific prefixes stand before general ones.
const wordings: readonly Wording[] = [
  ['ERR_DLOPEN_FAILED', driver],
  ['SQLITE_FULL', full],
  ['ENOSPC', full],
  ['EDQUOT', full],
  ['SQLITE_NOTADB', unreadable('The file is no SQLite database: give another file.')],
  ['SQLITE_CORRUPT', unreadable('The file is damaged: restore it from a backup.')],
  ['SQLITE_BUSY', unavailable('Another program keeps the file locked: close it, or try again later.')],
  ['SQLITE_LOCKED', unavailable('Another program keeps the file locked: close it, or try again later.')],
  ['SQLITE_READONLY', unavailable('The file may not be written: allow it, or give another file.')],
  ['SQLITE_CANTOPEN', noFile],
  ['EACCES', noFile],
  ['EPERM', noFile],
  ['ENOTDIR', noFile],
  ['EISDIR', noFile],
  ['EEXIST', noFile],
  ['ELOOP', noFile],
  ['ENAMETOOLONG', unavailable('The name of the file is too long: give a shorter one.')],
  [
    'ERR_INVALID_ARG_VALUE',
    unavailable('The name of the file has a character that no file name may have: give another one.'),
  ],
  ['SQLITE_ERROR', unreadable('Tables of the file are missing or changed: restore it from a backup.')],
  ['SQLITE_IOERR', unavailable('The disk failed to read or write: see that it is there, healthy and not full.')],
]

// The error for a missing native module has no code.
const isDriverMissing = (error: unknown): boolean =>
  error instanceof Error && error.message.startsWith('Could not locate the bindings file')

const isClosedConnection = (error: unknown): boolean =>
  error instanceof TypeError && error.message === 'The database connection is not open'

/**
 * Converts an error of the driver or the file system to a failure. Its text is not passed on, since it may contain
 * values.
 */
export const storeFailureOf = (error: unknown): StoreFailure => {
  const known = failureOf(error)
  if (known !== null) return known
  if (isClosedConnection(error)) return { error: 'StoreClosed' }
  if (isDriverMissing(error)) return driver
  const code = codeOf(error)
  const wording = wordings.find(([starts]) => code.startsWith(starts))
  return wording?.[1] ?? unavailable(`The store failed (${code === '' ? 'unknown error' : code}).`)
}

/** Whether an error means that another connection is writing. */
export const isBusy = (error: unknown): boolean => codeOf(error).startsWith('SQLITE_BUSY')
