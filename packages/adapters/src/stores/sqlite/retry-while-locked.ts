import { isBusy } from './failure.js'

const maxPause = 20

const pause = (attempt: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(maxPause, 2 + attempt)))

/**
 * Runs an action, and retries it while another connection locks the file, for up to `patience` milliseconds. The delays
 * are random and do not block the thread: SQLite's own busy handler starves one of two writers.
 */
export const retryWhileLocked = async <A>(patience: number, action: () => A): Promise<A> => {
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
