import { inBackground } from '#platform'

const minDelay = 100
const maxDelay = 5_000

/** Waits some milliseconds, or until the signal aborts; does not keep the process alive. */
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

/** The delay after some failures in a row (from 1 on), in milliseconds: exponential backoff with jitter. */
export const backoff = (failures: number): number =>
  (0.5 + Math.random() / 2) * Math.min(maxDelay, minDelay * 2 ** (failures - 1))
