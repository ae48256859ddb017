import Queue from 'yocto-queue'

/** Runs a limited number of actions at once; the others queue, first come, first served. */
export type Limit = <A>(action: () => Promise<A>) => Promise<A>

/** Creates a limit. An action that need not queue starts at once, without a promise of its own. */
export const createLimit = (most: number): Limit => {
  const waiting = new Queue<() => void>()
  let running = 0

  const startNext = (): void => {
    const start = waiting.dequeue()
    if (start === undefined) running -= 1
    else start()
  }

  return async (action) => {
    if (running < most) running += 1
    else await new Promise<void>((resolve) => waiting.enqueue(resolve))
    try {
      return await action()
    } finally {
      startNext()
    }
  }
}
