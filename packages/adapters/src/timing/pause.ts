import { inBackground } from '#platform'

const shortest = 100
const longest = 5_000

/** Waits some milliseconds, or until the signal says stop; keeps no process alive. */
export const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const done = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = inBackground(setTimeout(done, milliseconds))
    signal.addEventListener('abort', done)
  })

/** Milliseconds to wait after so many failures in a row (from 1 on): growing, and not the same for everybody. */
export const backoff = (failures: number): number =>
  (0.5 + Math.random() / 2) * Math.min(longest, shortest * 2 ** (failures - 1))
