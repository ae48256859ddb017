import { withLength } from './lengthened.js'

/** A set of small numbers, one bit each. */
export type Bits = Uint32Array

const wordsFor = (size: number): number => (size + 31) >>> 5

/** The empty set of numbers below `size`. */
export const bitsFor = (size: number): Bits => new Uint32Array(wordsFor(size))

/** The set of all numbers below `size`, and a few more. */
export const fullBits = (size: number): Bits => bitsFor(size).fill(0xffffffff)

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

/** Takes every number in the set, from the smallest on. */
export const eachBit = (bits: Bits, take: (at: number) => void): void => {
  for (let word = 0; word < bits.length; word += 1)
    for (let left = bits[word] ?? 0; left !== 0; left &= left - 1) take((word << 5) + 31 - Math.clz32(left & -left))
}

/** At most `limit` numbers of the set, from the smallest on, after as many as `offset`. */
export const someBits = (bits: Bits, offset: number, limit: number): readonly number[] => {
  const found: number[] = []
  let passed = 0
  for (let word = 0; word < bits.length && found.length < limit; word += 1) {
    const here = onesIn(bits[word] ?? 0)
    if (passed + here > offset)
      for (let left = bits[word] ?? 0, at = passed; left !== 0 && found.length < limit; left &= left - 1, at += 1)
        if (at >= offset) found.push((word << 5) + 31 - Math.clz32(left & -left))
    passed += here
  }
  return found
}

/** A copy with room for more numbers. */
export const grownTo = (bits: Bits, size: number): Bits => withLength(bits, wordsFor(size), Uint32Array)

/** How many numbers are in both sets. */
export const countShared = (bits: Bits, others: Bits): number => {
  let count = 0
  const shared = Math.min(bits.length, others.length)
  for (let at = 0; at < shared; at += 1) {
    const both = (bits[at] ?? 0) & (others[at] ?? 0)
    if (both !== 0) count += onesIn(both)
  }
  return count
}
