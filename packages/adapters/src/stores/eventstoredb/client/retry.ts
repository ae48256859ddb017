import { failureError } from '@clientele/domain'
import { atMost } from '../../../timing/at-most.js'
import { createSignal } from '../../../timing/signal.js'
import { isTransient, storeFailureOf } from './failure.js'

const maxPause = 1_000

/** The delay before the n-th retry, in milliseconds: exponential backoff with jitter. */
export const retryDelay = (attempt: number): number =>
  Math.min(maxPause, 25 * 2 ** Math.min(attempt, 10)) * (0.5 + Math.random() / 2)

/** Waits for some milliseconds. */
export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Waits for some milliseconds, or until the function that it adds to `sleepers` is called. */
export const pauseUntilWoken = async (sleepers: Set<() => void>, milliseconds: number): Promise<void> => {
  const { notify, next } = createSignal()
  sleepers.add(notify)
  await atMost(milliseconds, next())
  sleepers.delete(notify)
}

const timeoutError = Object.assign(new Error('no answer in time'), { type: 'deadline-exceeded' })

/** Whether an error is the timeout of `withTimeout` or `withInactivityTimeout`. */
export const isTimeout = (error: unknown): boolean => error === timeoutError

/** Runs an action; rejects after some milliseconds without activity. The action reports activity by calling `heard`. */
export const withInactivityTimeout = <A>(milliseconds: number, action: (heard: () => void) => Promise<A>): Promise<A> =>
  new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer)
      timer = undefined
    }
    const fail = (error: unknown): void => {
      stop()
      reject(error)
    }
    const succeed = (answer: A): void => {
      stop()
      resolve(answer)
    }
    let timer: NodeJS.Timeout | undefined = setTimeout(fail, milliseconds, timeoutError)
    action(() => timer?.refresh()).then(succeed, fail)
  })

/** The answer, or a timeout error after some milliseconds: a client may never answer. */
export const withTimeout = <A>(milliseconds: number, answer: Promise<A>): Promise<A> =>
  withInactivityTimeout(milliseconds, () => answer)

/** The minimum time of one attempt, in milliseconds, if that much is left. */
export const minAttemptTime: number = 1_000

/**
 * The time of one attempt: half of the total, because a call or a connection can be lost although the server is well.
 */
export const attemptTime = (milliseconds: number): number =>
  Math.min(milliseconds, Math.max(minAttemptTime, milliseconds / 2))

/** How long to wait for the server, and whether its client was closed meanwhile. */
export type Limits = { readonly patience: number; readonly isHungUp?: boolean }

/**
 * Retries an idempotent action until it succeeds, is refused, or the time is over; then throws an error that carries a
 * `StoreFailure`. The action gets the time of one attempt, in milliseconds. An attempt without answer leaves time for
 * another one, which finds out whether the first was executed.
 */
export const retry = async <A>(limits: Limits, action: (share: number) => Promise<A>): Promise<A> => {
  const deadline = performance.now() + limits.patience
  const share = attemptTime(limits.patience)
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await action(Math.max(1, Math.min(share, deadline - performance.now())))
    } catch (error) {
      if (!isTransient(error)) throw error
      const wait = retryDelay(attempt)
      if (limits.isHungUp === true || performance.now() + wait >= deadline) throw failureError(storeFailureOf(error))
      await pause(wait)
    }
  }
}
