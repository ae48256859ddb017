import { createNumberCounts } from './number-counts.js'

/** Finds free customer numbers without scanning the reserved numbers. */
export type FreeNumbers = {
  reserve(number: number): void
  /** The smallest number from `start` on that was never reserved. */
  from(start: number): number
  /** Counts the reserved numbers from `first` to `last`, inclusive. */
  reservedIn(first: number, last: number): number
  /** Replaces the reserved numbers; they are read on first use. */
  fill(reserved: () => Iterable<number>): void
}

/** Union-find: each reserved number points towards the next free one, with path compression. */
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
