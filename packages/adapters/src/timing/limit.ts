import Queue from 'yocto-queue'

/** The places of a limited number of actions; who finds none waits, first come, first served. */
export type Places = {
  /** Takes a place: at once (`null`), or when the promise resolves. */
  take(): Promise<void> | null
  /** Gives a place back, to the first who waits. */
  leave(): void
}

/** Creates places for at most so many actions at once. */
export const createPlaces = (most: number): Places => {
  const waiting = new Queue<() => void>()
  let taken = 0
  return {
    take: () => {
      if (taken >= most) return new Promise((resolve) => waiting.enqueue(resolve))
      taken += 1
      return null
    },
    leave: () => {
      const start = waiting.dequeue()
      if (start === undefined) taken -= 1
      else start()
    },
  }
}

/** Runs a limited number of actions at once; the others queue, first come, first served. */
export type Limit = <A>(action: () => Promise<A>) => Promise<A>

/** Creates a limit. An action that need not queue starts at once. */
export const createLimit = (most: number): Limit => {
  const places = createPlaces(most)
  return async (action) => {
    const turn = places.take()
    if (turn !== null) await turn
    try {
      return await action()
    } finally {
      places.leave()
    }
  }
}
