import type { Expected, NoneSince, Unchanged } from './expectations.js'

/** A stream stood elsewhere than expected, or somebody joined a looked-up key. Read again and decide again. */
export type ConcurrencyConflict = {
  readonly error: 'ConcurrencyConflict'
  /** The stream that moved, or `null` when a key was joined. */
  readonly stream: string | null
  readonly expected: Expected | null
  readonly actual: Expected | null
  /** The membership index that was joined, or `null`; a personal key is left out. */
  readonly joined: { readonly index: string; readonly key: string } | null
}

/** The store cannot be reached or used now; `problem` says what to do, without personal data or secrets. */
export type StoreUnavailable = { readonly error: 'StoreUnavailable'; readonly problem: string }

/**
 * What was found is no store of ours, one of a version this program does not know, a stream whose beginning is gone, or
 * a position that is none of its own.
 */
export type StoreUnreadable = { readonly error: 'StoreUnreadable'; readonly problem: string }

/** No room to write: the disk is full or a quota is used up. Nothing of the batch is there. */
export type StoreFull = { readonly error: 'StoreFull'; readonly problem: string }

/** An event of a known type whose data does not decode. Projections stop here rather than skip it. */
export type EventUnreadable = {
  readonly error: 'EventUnreadable'
  readonly stream: string
  readonly revision: number
  readonly type: string
  readonly problems: readonly { readonly path: string; readonly expected: string; readonly actual: string }[]
}

/** An append that no store may take: an empty write, an event that is no JSON, a stream that does not go on. */
export type AppendRefused = { readonly error: 'AppendRefused'; readonly problem: string }

/**
 * The log does not hold an event that this process, a checkpoint or a snapshot knows: it was restored from a backup,
 * replaced, or is another one. Whoever read it is to be started anew; `problem` says how.
 */
export type LogDiverged = { readonly error: 'LogDiverged'; readonly problem: string }

/**
 * The clock an event would be recorded by is too far ahead of what is known: nothing was done, for no later event could be
 * recorded before it. Set the clock right and give the command again.
 */
export type ClockAhead = { readonly error: 'ClockAhead'; readonly problem: string }

/** Options that nobody knows or that are something else than they may be; `problem` names the first, and the nearest known. */
export type MalformedOptions = { readonly error: 'MalformedOptions'; readonly problem: string }

/** The store was closed. */
export type StoreClosed = { readonly error: 'StoreClosed' }

/** The caller's signal asked to stop. */
export type Cancelled = { readonly error: 'Cancelled' }

/** What can go wrong with a store; no rejection, the rules had no say. */
export type StoreFailure =
  | ConcurrencyConflict
  | StoreUnavailable
  | StoreUnreadable
  | LogDiverged
  | ClockAhead
  | StoreFull
  | EventUnreadable
  | AppendRefused
  | MalformedOptions
  | StoreClosed

/** A conflict on a stream. */
export const streamConflict = ({ stream, revision }: Unchanged, actual: Expected): ConcurrencyConflict => ({
  error: 'ConcurrencyConflict',
  stream,
  expected: revision,
  actual,
  joined: null,
})

/** A conflict on a looked-up key. */
export const joinConflict = ({ index, key }: NoneSince): ConcurrencyConflict => ({
  error: 'ConcurrencyConflict',
  stream: null,
  expected: null,
  actual: null,
  joined: { index: index.name, key: index.keysArePersonal === true ? '' : key },
})

/** The failure of a log that does not hold an event that was known. */
export const logDiverged: LogDiverged = {
  error: 'LogDiverged',
  problem:
    'The log does not hold an event that was read from it before: it was restored from a backup, replaced, or is another one. ' +
    'Close the register and open it again; a subscription goes on when its checkpoint is removed.',
}

/** An `Error` that carries a failure, for the readers that throw. */
export const failureError = (failure: StoreFailure): Error =>
  Object.assign(new Error('problem' in failure ? failure.problem : failure.error), { name: failure.error, failure })

// A new one does not compile before it is named here.
const failures: { readonly [K in StoreFailure['error']]: true } = {
  ConcurrencyConflict: true,
  StoreUnavailable: true,
  StoreUnreadable: true,
  LogDiverged: true,
  ClockAhead: true,
  StoreFull: true,
  EventUnreadable: true,
  AppendRefused: true,
  MalformedOptions: true,
  StoreClosed: true,
}

/** Whether what something ended with is a failure of the store. */
export const isStoreFailure = (ended: { readonly error: string }): ended is StoreFailure =>
  Object.hasOwn(failures, ended.error)

// Errors of others have a `failure` too.
const isFailure = (value: unknown): value is StoreFailure =>
  typeof value === 'object' &&
  value !== null &&
  'error' in value &&
  typeof value.error === 'string' &&
  isStoreFailure({ error: value.error })

/** The failure a reader threw, or `null` when the error is none of ours. */
export const failureOf = (error: unknown): StoreFailure | null =>
  error instanceof Error && 'failure' in error && isFailure(error.failure) ? error.failure : null
