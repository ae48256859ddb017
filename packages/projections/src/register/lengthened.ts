type Numbers = Int32Array | Uint32Array | Float64Array

/** The same numbers with room for more: `length` of them, or twice as many as there were when that is more. */
export const lengthened = <N extends Numbers>(numbers: N, length: number, make: new (length: number) => N): N => {
  const made = new make(Math.max(length, numbers.length * 2))
  made.set(numbers)
  return made
}
