import type { Expected, NoneSince, Unchanged } from './expectations.js'

/** Optimistic concurrency: a stream has changed, or a stream joined a looked-up key. Read and decide again. */
export type ConcurrencyConflict = {
  readonly error: 'ConcurrencyConflict'
  /** The stream that changed, or `null` if a key was joined. */
  readonly stream: string | null
  readonly expected: Expected | null
  readonly actual: Expected | null
  /** The membership index that was joined, or `null`; without the key if it is personal. */
  readonly joined: { readonly index: string; readonly key: string } | null
}

/** The store cannot be reached or used now; `problem` says what to do, without personal data or secrets. */
export type StoreUnavailable = { readonly error: 'StoreUnavailable'; readonly problem: string }

/**
 * This is not a store of Clientele, or it has an unknown version, a stream whose first events are missing, or a
 * position of another kind of store was given.
 */
export type StoreUnreadable = { readonly error: 'StoreUnreadable'; readonly problem: string }

/** No space left: the disk is full or a quota is used up. Nothing of the batch was written. */
export type StoreFull = { readonly error: 'StoreFull'; readonly problem: string }

/**
 * An event of a known type that does not decode: views stop here instead of skipping it. Or one of an unknown type in a
 * stream that a command has to read.
 */
export type EventUnreadable = {
  readonly error: 'EventUnreadable'
  readonly stream: string
  readonly revision: number
  readonly type: string
  readonly problems: readonly { readonly path: string; readonly expected: string; readonly actual: string }[]
}

/**
 * An append that every store refuses: an empty write, an event that is not JSON, a stream with a gap in its revisions.
 */
export type AppendRefused = { readonly error: 'AppendRefused'; readonly problem: string }

/**
 * The log does not contain an event that this process, a checkpoint or a snapshot knows: it was restored from a backup,
 * replaced, or is another log. Restart the processes that read it; `problem` says how.
 */
export type LogDiverged = { readonly error: 'LogDiverged'; readonly problem: string }

/**
 * The clock is too far ahead of the log: nothing was appended, because no later event could be recorded before this
 * one. Correct the clock and repeat the command.
 */
export type ClockAhead = { readonly error: 'ClockAhead'; readonly problem: string }

/**
 * The writes of the host in the transaction of an append (`writes`) threw, timed out or did something not allowed:
 * nothing was appended. `problem` has the code of the database, without values.
 */
export type WritesFailed = { readonly error: 'WritesFailed'; readonly problem: string }

/** An unknown or invalid option; `problem` names the first one and the nearest known name. */
export type MalformedOptions = { readonly error: 'MalformedOptions'; readonly problem: string }

/** The register is encrypted, and no master key was given: provide it. Nothing is erased. */
export type MasterKeyMissing = { readonly error: 'MasterKeyMissing'; readonly problem: string }

/** The master key is invalid, or not the one that wraps the keys of this register. Nothing is erased. */
export type MasterKeyWrong = { readonly error: 'MasterKeyWrong'; readonly problem: string }

/**
 * The key store never had a key that the log needs: it belongs to another log, or is older than the log. Nothing is
 * erased: erased keys are recorded as such.
 */
export type KeyNotFound = { readonly error: 'KeyNotFound'; readonly problem: string }

/** The store was closed. */
export type StoreClosed = { readonly error: 'StoreClosed' }

/** The caller aborted by its signal. */
export type Cancelled = { readonly error: 'Cancelled' }

/** The technical failures; rules are not involved (see `DomainRejection`). */
export type StoreFailure =
  | ConcurrencyConflict
  | StoreUnavailable
  | StoreUnreadable
  | LogDiverged
  | ClockAhead
  | StoreFull
  | EventUnreadable
  | AppendRefused
  | WritesFailed
  | MalformedOptions
  | MasterKeyMissing
  | MasterKeyWrong
  | KeyNotFound
  | StoreClosed

/** Creates the conflict on a stream. */
export const streamConflict = ({ stream, revision }: Unchanged, actual: Expected): ConcurrencyConflict => ({
  error: 'ConcurrencyConflict',
  stream,
  expected: revision,
  actual,
  joined: null,
})

/** Creates the conflict on a looked-up key. */
export const joinConflict = ({ index, key }: NoneSince): ConcurrencyConflict => ({
  error: 'ConcurrencyConflict',
  stream: null,
  expected: null,
  actual: null,
  joined: { index: index.name, key: index.keysArePersonal === true ? '' : key },
})

/** The failure of a log that does not contain a known event. */
export const logDiverged: LogDiverged = Object.freeze({
  error: 'LogDiverged',
  problem:
    'The log does not hold an event that was read from it before: it was restored from a backup, replaced, or is another log. ' +
    'Close the register and open it again; to restart a subscription, remove its checkpoint.',
})

const messageOf = (failure: StoreFailure): string => {
  if ('problem' in failure) return failure.problem
  return failure.error === 'StoreClosed' ? 'The register is closed: open it again.' : failure.error
}

/** Creates an `Error` that carries a failure, for readers that throw. */
export const failureError = (failure: StoreFailure): Error =>
  Object.assign(new Error(messageOf(failure)), { name: failure.error, failure })

// A new failure does not compile until it is listed here.
const failures: { readonly [K in StoreFailure['error']]: true } = {
  ConcurrencyConflict: true,
  StoreUnavailable: true,
  StoreUnreadable: true,
  LogDiverged: true,
  ClockAhead: true,
  StoreFull: true,
  EventUnreadable: true,
  AppendRefused: true,
  WritesFailed: true,
  MalformedOptions: true,
  MasterKeyMissing: true,
  MasterKeyWrong: true,
  KeyNotFound: true,
  StoreClosed: true,
}

/** Whether the error of an outcome is a failure of the store. */
export const isStoreFailure = (ended: { readonly error: string }): ended is StoreFailure =>
  Object.hasOwn(failures, ended.error)

// Errors of other libraries may have a `failure` too.
const isFailure = (value: unknown): value is StoreFailure =>
  typeof value === 'object' &&
  value !== null &&
  'error' in value &&
  typeof value.error === 'string' &&
  isStoreFailure({ error: value.error })

/** Returns the failure that a reader threw; `null` for any other error. */
export const failureOf = (error: unknown): StoreFailure | null =>
  error instanceof Error && 'failure' in error && isFailure(error.failure) ? error.failure : null
