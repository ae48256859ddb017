import { inBackground, yieldToEventLoop } from '#platform'

/** Does small steps one after another, others having their turn in between; resolves after the last. */
export const betweenOthers = async (steps: Iterable<void>): Promise<void> => {
  for (const _ of steps) await yieldToEventLoop()
}

/**
 * Does small steps one after another, others having their turn in between, and answers how to stop. Keeps no process
 * alive. Timers, for nobody would wake a loop that has nothing else to do for an immediate that keeps nothing alive.
 */
export const inSpareTime = (steps: Iterable<void>): (() => void) => {
  const left = steps[Symbol.iterator]()
  const next = (): NodeJS.Timeout =>
    inBackground(
      setTimeout(() => {
        if (left.next().done !== true) waiting = next()
      }, 0),
    )
  let waiting = next()
  return () => clearTimeout(waiting)
}
