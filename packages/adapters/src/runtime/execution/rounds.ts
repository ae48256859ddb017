import type { ConcurrencyConflict } from '@clientele/domain'

/** The maximum number of append conflicts of a command before it fails. */
export const maxAttempts = 50

/** The maximum number of times a command is decided because what it read had changed. */
export const maxRounds: number = 10_000

/** A conflict that names no stream: what a command or batch has read kept changing, or its batch expired. */
export const conflictWithoutStream: ConcurrencyConflict = Object.freeze({
  error: 'ConcurrencyConflict',
  stream: null,
  expected: null,
  actual: null,
  joined: null,
})

/** The delay before a retry after a conflict: none at first, then growing with jitter. */
export const pauseAfter = (attempt: number): Promise<void> | null =>
  attempt < 3 ? null : new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(2 ** attempt, 100)))
