import type { ConcurrencyConflict } from '@clientele/domain'

/** How often a command is decided anew because others were quicker to append. */
export const mostAttempts = 50

/** How often a command is decided anew because what it read had moved. */
export const mostRounds: number = 10_000

/** What a command ends with that was decided anew too often. */
export const keptMoving: ConcurrencyConflict = Object.freeze({
  error: 'ConcurrencyConflict',
  stream: null,
  expected: null,
  actual: null,
  joined: null,
})

/** Before trying again after a conflict: at once at first, then after a growing, jittered pause. */
export const pauseAfter = (attempt: number): Promise<void> | null =>
  attempt < 3 ? null : new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(2 ** attempt, 100)))
