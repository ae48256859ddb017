import { createSignal } from '../timing/signal.js'

/** What a register has taken on and not answered yet. */
export type UnderWay = {
  /** Whether nothing more is taken on. */
  isClosing(): boolean
  /** How much it is. */
  count(): number
  enter(): void
  leave(): void
  /** Takes on nothing more, and resolves when everything taken on is done. */
  drained(): Promise<void>
}

/** Nothing is under way yet. */
export const createUnderWay = (): UnderWay => {
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

/** The `drain` of what was given to close, in milliseconds; 10,000 where it gives none that is one. */
export const drainIn = (given: { readonly drain?: number | undefined } | null | undefined): number => {
  const drain = given?.drain
  return typeof drain === 'number' && drain >= 0 ? drain : 10_000
}
