/** A seeded random number generator; the same seed gives the same numbers on every machine. Not for secrets. */
export type Random = {
  /** A number from 0 (inclusive) to 1 (exclusive). */
  next(): number
  /** An integer from 0 (inclusive) to `below` (exclusive). */
  below(below: number): number
  /** True with this probability. */
  chance(share: number): boolean
  pick<A>(from: readonly [A, ...A[]]): A
  /** An integer from 0 (inclusive) to `below` (exclusive), with small numbers more likely. */
  skewed(below: number): number
}

// Mulberry32: 32 bits of state, a full period, and enough for names and dates.
const mulberry32 = (seed: number): (() => number) => {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

// FNV-1a.
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash
}

/**
 * Random numbers for one item, by topic and index: each item is generated without those before it, so that files of any
 * length are written as streams, and other files can regenerate an item.
 */
export const randomFor = (seed: number, topic: string, index: number): Random => {
  const next = mulberry32(hashOf(`${seed}/${topic}/${index}`))
  const below = (most: number): number => Math.floor(next() * most)
  return {
    next,
    below,
    chance: (share) => next() < share,
    pick: (from) => from[below(from.length)] ?? from[0],
    skewed: (most) => Math.floor(next() ** 3 * most),
  }
}
