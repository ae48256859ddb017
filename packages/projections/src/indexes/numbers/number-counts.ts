import { lowerBound } from '../../data-structures/sorting.js'

/** Counts numbers in a range: sorted on first use, then maintained. */
export type NumberCounts = {
  /** Adds a new number. */
  add(number: number): void
  /** Counts the numbers from `first` to `last`, inclusive. */
  between(first: number, last: number): number
  /** Clears the counts; they are rebuilt on next use. */
  clear(): void
}

// Recent numbers are counted one by one up to a limit (at least 64, or 1/64 of the sorted ones): sorting so few in costs more.
const minLimit = 64
const sortedPerUnsorted = 64

/** Creates the counts of `numbers`, which are distinct. */
export const createNumberCounts = (numbers: () => Iterable<number>): NumberCounts => {
  let sorted: Float64Array | null = null
  let unsorted: number[] = []

  const sort = (): Float64Array => {
    unsorted = []
    sorted = Float64Array.from(numbers()).sort()
    return sorted
  }

  const inOrder = (): Float64Array => {
    if (sorted === null || unsorted.length > Math.max(minLimit, sorted.length / sortedPerUnsorted)) return sort()
    return sorted
  }

  return {
    add: (number) => {
      if (sorted !== null) unsorted.push(number)
    },
    between: (first, last) => {
      const sortedNumbers = inOrder()
      const below = (limit: number): number =>
        lowerBound(sortedNumbers.length, (place) => (sortedNumbers[place] ?? 0) < limit)
      return (
        below(Math.max(last + 1, first)) -
        below(first) +
        unsorted.filter((number) => number >= first && number <= last).length
      )
    },
    clear: () => {
      sorted = null
      unsorted = []
    },
  }
}
