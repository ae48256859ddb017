import { createSignal } from '../timing/signal.js'

/** Counts the running calls of a register. */
export type RunningCalls = {
  /** Whether no more calls are accepted. */
  isClosing(): boolean
  /** The number of running calls. */
  count(): number
  enter(): void
  leave(): void
  /** Accepts no more calls, and resolves when all running calls are done. */
  drained(): Promise<void>
}

/** Creates a counter without running calls. */
export const createRunningCalls = (): RunningCalls => {
  const { notify, next } = createSignal()
  let count = 0
  let closing = false
  return {
    isClosing: () => closing,
    count: () => count,
    enter: () => {
      count += 1
    },
    leave: () => {
      count -= 1
      if (closing && count === 0) notify()
    },
    drained: async () => {
      closing = true
      while (count > 0) await next()
    },
  }
}

/** The `drain` option of `close`, in milliseconds; 10,000 if it is missing or invalid. */
export const drainOf = (given: { readonly drain?: number | undefined } | null | undefined): number => {
  const drain = given?.drain
  return typeof drain === 'number' && drain >= 0 ? drain : 10_000
}
