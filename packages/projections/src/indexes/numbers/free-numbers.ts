import { createNumberCounts } from './number-counts.js'

/** Which numbers are still free, answered without walking the reserved ones. */
export type FreeNumbers = {
  reserve(number: number): void
  /** The smallest number from `start` on that was never reserved. */
  from(start: number): number
  /** How many of the numbers from `first` to `last`, both included, were reserved. */
  reservedIn(first: number, last: number): number
  /** Starts over from the numbers reserved, read when first asked for. */
  fill(reserved: () => Iterable<number>): void
}

/** Every reserved number points towards the next free one; the way is shortened each time it is walked (INV-07). */
export const createFreeNumbers = (): FreeNumbers => {
  const next = new Map<number, number>()
  const counts = createNumberCounts(() => next.keys())
  let unread: (() => Iterable<number>) | null = null

  const reserve = (number: number): void => {
    if (next.has(number)) return
    next.set(number, number + 1)
    counts.add(number)
  }

  const read = (): void => {
    if (unread === null) return
    const numbers = unread
    unread = null
    for (const number of numbers()) reserve(number)
  }

  const from = (start: number): number => {
    read()
    let free = start
    for (let step = next.get(free); step !== undefined; step = next.get(free)) free = step
    for (let at = start; at !== free; ) {
      const step = next.get(at) ?? free
      next.set(at, free)
      at = step
    }
    return free
  }

  return {
    from,
    reservedIn: (first, last) => {
      read()
      return counts.between(first, last)
    },
    reserve: (number) => {
      read()
      reserve(number)
    },
    fill: (reserved) => {
      next.clear()
      counts.clear()
      unread = reserved
    },
  }
}
