/** Work side by side: so many pieces at a time, those that share a key one after another in the order they came. */
export type Flow = {
  /** Takes a piece of work on; resolves when there is room for the next. Rejects when a piece has thrown. */
  start(keys: readonly string[], work: () => Promise<void>): Promise<void>
  /** Resolves when all that was taken on is done. */
  settled(): Promise<void>
}

type Done = Promise<void>

/** A flow of at most `most` pieces at a time. */
export const createFlow = (most: number): Flow => {
  const lines = new Map<string, Done>()
  const thrown: unknown[] = []
  let running = 0
  let finished = (): void => {}
  let someFinished: Done = Promise.resolve()

  const expect = (): void => {
    someFinished = new Promise((resolve) => {
      finished = resolve
    })
  }

  const rethrow = (): void => {
    if (thrown.length > 0) throw thrown[0]
  }

  const until = async (count: number): Promise<void> => {
    while (running > count) {
      expect()
      await someFinished
    }
    rethrow()
  }

  const run = async (before: readonly Done[], work: () => Promise<void>): Promise<void> => {
    try {
      if (before.length > 0) await Promise.all(before)
      await work()
    } catch (error) {
      thrown.push(error)
    }
    running -= 1
    finished()
  }

  const lineUp = (keys: readonly string[], done: Done): void => {
    for (const key of keys) lines.set(key, done)
    void done.then(() => {
      for (const key of keys) if (lines.get(key) === done) lines.delete(key)
    })
  }

  return {
    start: (keys, work) => {
      running += 1
      const before = keys.flatMap((key) => lines.get(key) ?? [])
      lineUp(keys, run(before, work))
      return until(most - 1)
    },
    settled: () => until(0),
  }
}
