import { resize } from './growable-array.js'

/** A set of small numbers, one bit each. */
export type BitSet = Uint32Array

const wordsFor = (size: number): number => (size + 31) >>> 5

/** Creates an empty set with capacity for the numbers below `size`. */
export const emptyBitSet = (size: number): BitSet => new Uint32Array(wordsFor(size))

/** Creates a set of all numbers below `size`, rounded up to whole words. */
export const fullBitSet = (size: number): BitSet => emptyBitSet(size).fill(0xffffffff)

export const setBit = (bits: BitSet, at: number): void => {
  bits[at >>> 5] = (bits[at >>> 5] ?? 0) | (1 << (at & 31))
}

export const clearBit = (bits: BitSet, at: number): void => {
  bits[at >>> 5] = (bits[at >>> 5] ?? 0) & ~(1 << (at & 31))
}

export const hasBit = (bits: BitSet, at: number): boolean => (((bits[at >>> 5] ?? 0) >>> (at & 31)) & 1) === 1

/** Keeps the numbers that are in both sets; changes and returns `bits`. */
export const intersect = (bits: BitSet, others: BitSet): BitSet => {
  for (let at = 0; at < bits.length; at += 1) bits[at] = (bits[at] ?? 0) & (others[at] ?? 0)
  return bits
}

/** Adds the numbers of `others`; changes and returns `bits`. */
export const union = (bits: BitSet, others: BitSet): BitSet => {
  const shared = Math.min(bits.length, others.length)
  for (let at = 0; at < shared; at += 1) bits[at] = (bits[at] ?? 0) | (others[at] ?? 0)
  return bits
}

/** Removes the numbers of `others`; changes and returns `bits`. */
export const subtract = (bits: BitSet, others: BitSet): BitSet => {
  const shared = Math.min(bits.length, others.length)
  for (let at = 0; at < shared; at += 1) bits[at] = (bits[at] ?? 0) & ~(others[at] ?? 0)
  return bits
}

const popCount = (word: number): number => {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return (((fours + (fours >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}

/** Counts the numbers in the set. */
export const countBits = (bits: BitSet): number => {
  let count = 0
  for (let at = 0; at < bits.length; at += 1) count += popCount(bits[at] ?? 0)
  return count
}

/** Calls back with every number in the set, in ascending order. */
export const forEachBit = (bits: BitSet, take: (at: number) => void): void => {
  for (let word = 0; word < bits.length; word += 1)
    for (let left = bits[word] ?? 0; left !== 0; left &= left - 1) take((word << 5) + 31 - Math.clz32(left & -left))
}

/** Returns at most `limit` numbers of the set in ascending order, after skipping `offset`. */
export const sliceBits = (bits: BitSet, offset: number, limit: number): readonly number[] => {
  const found: number[] = []
  let passed = 0
  for (let word = 0; word < bits.length && found.length < limit; word += 1) {
    const here = popCount(bits[word] ?? 0)
    if (passed + here > offset)
      for (let left = bits[word] ?? 0, at = passed; left !== 0 && found.length < limit; left &= left - 1, at += 1)
        if (at >= offset) found.push((word << 5) + 31 - Math.clz32(left & -left))
    passed += here
  }
  return found
}

/** Returns a copy with capacity for the numbers below `size`. */
export const growBitSet = (bits: BitSet, size: number): BitSet => resize(bits, wordsFor(size), Uint32Array)

/** Counts the numbers that are in both sets, without building the intersection. */
export const countIntersection = (bits: BitSet, others: BitSet): number => {
  let count = 0
  const shared = Math.min(bits.length, others.length)
  for (let at = 0; at < shared; at += 1) {
    const both = (bits[at] ?? 0) & (others[at] ?? 0)
    if (both !== 0) count += popCount(both)
  }
  return count
}
