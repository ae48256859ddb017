type Numbers = Int32Array | Uint32Array | Float64Array

/** How numbers of a kind are made, all nought. */
export type Make<N extends Numbers> = new (length: number) => N

/** A copy of numbers with room for as many as `length`. */
export const withLength = <N extends Numbers>(numbers: N, length: number, make: Make<N>): N => {
  const made = new make(length)
  made.set(numbers)
  return made
}

/** The same numbers with room for more: `length` of them, or a quarter more than there were when that is more. */
export const lengthened = <N extends Numbers>(numbers: N, length: number, make: Make<N>): N =>
  withLength(numbers, Math.max(length, numbers.length + (numbers.length >>> 2)), make)
