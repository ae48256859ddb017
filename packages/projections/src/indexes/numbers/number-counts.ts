import { lowerBound } from '../../data-structures/sorting.js'

/** Numbers counted by range: sorted when first asked for, and then kept. */
export type NumberCounts = {
  /** A number that was not there came. */
  add(number: number): void
  /** How many there are from `first` to `last`, both included. */
  between(first: number, last: number): number
  /** Starts over from the numbers there are then. */
  clear(): void
}

// What has come since, up to a part of the rest, is counted one by one: so few are not worth sorting in.
const few = 64
const part = 64

/** Keeps the counts of `numbers`, each of which is there once. */
export const createNumberCounts = (numbers: () => Iterable<number>): NumberCounts => {
  let sorted: Float64Array | null = null
  let fresh: number[] = []

  const sort = (): Float64Array => {
    fresh = []
    sorted = Float64Array.from(numbers()).sort()
    return sorted
  }

  const inOrder = (): Float64Array => {
    if (sorted === null || fresh.length > Math.max(few, sorted.length / part)) return sort()
    return sorted
  }

  return {
    add: (number) => {
      if (sorted !== null) fresh.push(number)
    },
    between: (first, last) => {
      const known = inOrder()
      const below = (limit: number): number => lowerBound(known.length, (place) => (known[place] ?? 0) < limit)
      return (
        below(Math.max(last + 1, first)) -
        below(first) +
        fresh.filter((number) => number >= first && number <= last).length
      )
    },
    clear: () => {
      sorted = null
      fresh = []
    },
  }
}
