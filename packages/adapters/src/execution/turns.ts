import type { StreamName } from '@clientele/domain'

/** Which streams this process is appending to right now: who wants to decide on one of them waits for its turn. */
export type Turns = {
  /** Resolves when one of the streams is free again; `null` when all are. */
  waitFor(streams: Iterable<StreamName>): Promise<void> | null
  /** Takes streams until the returned function is called. */
  take(streams: readonly StreamName[]): () => void
}

// A promise is made for who waits: mostly nobody does.
type Turn = { done: Promise<void> | null; finish: () => void }

const untilDone = (turn: Turn): Promise<void> => {
  turn.done ??= new Promise<void>((resolve) => {
    turn.finish = resolve
  })
  return turn.done
}

export const createTurns = (): Turns => {
  const taken = new Map<StreamName, Turn>()
  return {
    waitFor: (streams) => {
      if (taken.size === 0) return null
      for (const stream of streams) {
        const busy = taken.get(stream)
        if (busy !== undefined) return untilDone(busy)
      }
      return null
    },
    take: (streams) => {
      const mine: Turn = { done: null, finish: () => {} }
      for (const stream of streams) taken.set(stream, mine)
      return () => {
        for (const stream of streams) taken.delete(stream)
        mine.finish()
      }
    },
  }
}
