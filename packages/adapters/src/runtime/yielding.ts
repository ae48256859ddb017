import { inBackground, yieldToEventLoop } from '#platform'

/**
 * Runs small steps and yields to the event loop after each; resolves after the last, or rejects with the reason of the
 * signal before the next one.
 */
export const runYielding = async (steps: Iterable<void>, signal?: AbortSignal): Promise<void> => {
  signal?.throwIfAborted()
  for (const _ of steps) {
    await yieldToEventLoop()
    signal?.throwIfAborted()
  }
}

/**
 * Runs small steps in the background, and returns a function that stops them. Does not keep the process alive. Uses
 * timers, because an unreferenced immediate does not wake an idle event loop.
 */
export const runInBackground = (steps: Iterable<void>): (() => void) => {
  const left = steps[Symbol.iterator]()
  const next = (): NodeJS.Timeout =>
    inBackground(
      setTimeout(() => {
        if (left.next().done !== true) timer = next()
      }, 0),
    )
  let timer = next()
  return () => clearTimeout(timer)
}
