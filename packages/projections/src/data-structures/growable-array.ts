type NumberArray = Int32Array | Uint32Array | Float64Array

/** A typed-array constructor; new arrays are zero-filled. */
export type NumberArrayConstructor<N extends NumberArray> = new (length: number) => N

/** Returns a copy with the given length, zero-filled at the end. */
export const resize = <N extends NumberArray>(numbers: N, length: number, make: NumberArrayConstructor<N>): N => {
  const resized = new make(length)
  resized.set(numbers)
  return resized
}

/** Returns a longer copy: `length`, or a quarter more than before if that is greater. */
export const grow = <N extends NumberArray>(numbers: N, length: number, make: NumberArrayConstructor<N>): N =>
  resize(numbers, Math.max(length, numbers.length + (numbers.length >>> 2)), make)
