/** Random numbers from 0 (inclusive) to 1, determined by the seed (mulberry32). */
export const randomFrom = (seed) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** The elements in random order; every order is equally likely. */
export const shuffled = (list, random) => {
  const shuffling = [...list]
  for (let last = shuffling.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1))
    ;[shuffling[last], shuffling[other]] = [shuffling[other], shuffling[last]]
  }
  return shuffling
}
