import type { ConcurrencyConflict } from '@clientele/domain'

/** How many times a command is decided because of conflicts at the append. */
export const maxAttempts = 50

/** How many times a command is decided because the states it read have changed. */
export const maxRounds: number = 10_000

/** The conflict of a command that was decided too often. */
export const tooManyRounds: ConcurrencyConflict = Object.freeze({
  error: 'ConcurrencyConflict',
  stream: null,
  expected: null,
  actual: null,
  joined: null,
})

/** The delay before a retry after a conflict: none at first, then growing with jitter. */
export const pauseAfter = (attempt: number): Promise<void> | null =>
  attempt < 3 ? null : new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(2 ** attempt, 100)))
