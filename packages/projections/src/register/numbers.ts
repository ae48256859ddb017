/** Which numbers are still free, answered without walking the reserved ones. */
export type FreeNumbers = {
  reserve(number: number): void
  /** The smallest number from `start` on that was never reserved. */
  from(start: number): number
}

/** Every reserved number points towards the next free one; the way is shortened each time it is walked (INV-07). */
export const createFreeNumbers = (): FreeNumbers => {
  const next = new Map<number, number>()

  const from = (start: number): number => {
    let free = start
    for (let step = next.get(free); step !== undefined; step = next.get(free)) free = step
    for (let at = start; at !== free; ) {
      const step = next.get(at) ?? free
      next.set(at, free)
      at = step
    }
    return free
  }

  return { from, reserve: (number) => void (next.has(number) || next.set(number, number + 1)) }
}
