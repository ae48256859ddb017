import { isBusy } from './failure.js'

const longestPause = 20

const pause = (attempt: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(longestPause, 2 + attempt)))

/**
 * Does what another connection may stand in the way of, until it is free or `patience` milliseconds are over. The
 * pauses are random and the thread is not blocked: SQLite's own waiting starves one of two writers.
 */
export const whenFree = async <A>(patience: number, action: () => A): Promise<A> => {
  const deadline = performance.now() + patience
  for (let attempt = 0; ; attempt += 1) {
    try {
      return action()
    } catch (error) {
      if (!isBusy(error) || performance.now() >= deadline) throw error
    }
    await pause(attempt)
  }
}
