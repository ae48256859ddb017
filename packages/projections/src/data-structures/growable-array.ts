type NumberArray = Int32Array | Uint32Array | Float64Array

/** How numbers of a kind are made, all nought. */
export type NumberArrayConstructor<N extends NumberArray> = new (length: number) => N

/** A copy of numbers with room for as many as `length`. */
export const resize = <N extends NumberArray>(numbers: N, length: number, make: NumberArrayConstructor<N>): N => {
  const made = new make(length)
  made.set(numbers)
  return made
}

/** The same numbers with room for more: `length` of them, or a quarter more than there were when that is more. */
export const grow = <N extends NumberArray>(numbers: N, length: number, make: NumberArrayConstructor<N>): N =>
  resize(numbers, Math.max(length, numbers.length + (numbers.length >>> 2)), make)
