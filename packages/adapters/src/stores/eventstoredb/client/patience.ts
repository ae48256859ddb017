import { failureError } from '@clientele/domain'
import { createSignal } from '../../../timing/signal.js'
import { isTransient, storeFailureOf } from './failure.js'

const longestPause = 1_000

/** How long to wait before the n-th repetition, in milliseconds: longer each time, never in step with others. */
export const pauseBefore = (attempt: number): number =>
  Math.min(longestPause, 25 * 2 ** Math.min(attempt, 10)) * (0.5 + Math.random() / 2)

/** Waits. */
export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Waits so long, or until somebody wakes the sleepers. */
export const restUntilWoken = async (sleepers: Set<() => void>, milliseconds: number): Promise<void> => {
  const { notify, next } = createSignal()
  sleepers.add(notify)
  await Promise.race([next(), pause(milliseconds)])
  sleepers.delete(notify)
}

const late = Object.assign(new Error('no answer in time'), { type: 'deadline-exceeded' })

/** Whether an answer did not come in time. */
export const isLate = (error: unknown): boolean => error === late

/** The answer, or an error once nothing was heard for so many milliseconds; the action tells what it hears. */
export const whileHeard = async <A>(milliseconds: number, action: (heard: () => void) => Promise<A>): Promise<A> => {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late), milliseconds)
  })
  try {
    return await Promise.race([action(() => timer?.refresh()), tooLate])
  } finally {
    clearTimeout(timer)
    timer = undefined
  }
}

/** The answer, or an error after so many milliseconds: a client may never answer at all. */
export const inTime = <A>(milliseconds: number, answer: Promise<A>): Promise<A> =>
  whileHeard(milliseconds, () => answer)

/** The least one attempt may take, in milliseconds, when there is as much. */
export const leastShare: number = 1_000

/** What one attempt may take of the time for all: a call or a connection can be lost while the server is well. */
export const shareOf = (milliseconds: number): number => Math.min(milliseconds, Math.max(leastShare, milliseconds / 2))

/** How long the server is waited for, and whether its client was given up meanwhile. */
export type Limits = { readonly patience: number; readonly isHungUp?: boolean }

/**
 * Does what can be repeated without harm until it is done, refused, or the time is over; throws a `StoreFailure` then.
 * The action is told what one attempt may take. An attempt that is not answered leaves time for another one, which
 * finds out what became of it.
 */
export const patiently = async <A>(limits: Limits, action: (share: number) => Promise<A>): Promise<A> => {
  const deadline = performance.now() + limits.patience
  const share = shareOf(limits.patience)
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await action(Math.max(1, Math.min(share, deadline - performance.now())))
    } catch (error) {
      if (!isTransient(error)) throw error
      const wait = pauseBefore(attempt)
      if (limits.isHungUp === true || performance.now() + wait >= deadline) throw failureError(storeFailureOf(error))
      await pause(wait)
    }
  }
}
