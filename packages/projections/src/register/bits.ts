/** A set of small numbers, one bit each. */
export type Bits = Uint32Array

/** The empty set of numbers below `size`. */
export const bitsFor = (size: number): Bits => new Uint32Array((size + 31) >>> 5)

export const setBit = (bits: Bits, at: number): void => {
  bits[at >>> 5] = (bits[at >>> 5] ?? 0) | (1 << (at & 31))
}

export const clearBit = (bits: Bits, at: number): void => {
  bits[at >>> 5] = (bits[at >>> 5] ?? 0) & ~(1 << (at & 31))
}

export const hasBit = (bits: Bits, at: number): boolean => (((bits[at >>> 5] ?? 0) >>> (at & 31)) & 1) === 1

/** Keeps in `bits` what is in `others` too. */
export const keepOnly = (bits: Bits, others: Bits): Bits => {
  for (let at = 0; at < bits.length; at += 1) bits[at] = (bits[at] ?? 0) & (others[at] ?? 0)
  return bits
}

/** Adds to `bits` what is in `others`. */
export const addAll = (bits: Bits, others: Bits): Bits => {
  const shared = Math.min(bits.length, others.length)
  for (let at = 0; at < shared; at += 1) bits[at] = (bits[at] ?? 0) | (others[at] ?? 0)
  return bits
}

/** Takes out of `bits` what is in `others`. */
export const takeOut = (bits: Bits, others: Bits): Bits => {
  const shared = Math.min(bits.length, others.length)
  for (let at = 0; at < shared; at += 1) bits[at] = (bits[at] ?? 0) & ~(others[at] ?? 0)
  return bits
}

const onesIn = (word: number): number => {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return (((fours + (fours >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}

/** How many numbers are in the set. */
export const countBits = (bits: Bits): number => {
  let count = 0
  for (let at = 0; at < bits.length; at += 1) count += onesIn(bits[at] ?? 0)
  return count
}

/** A copy with room for more numbers. */
export const grownTo = (bits: Bits, size: number): Bits => {
  const grown = bitsFor(size)
  grown.set(bits)
  return grown
}
