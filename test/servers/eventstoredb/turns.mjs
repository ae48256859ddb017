import { randomFrom, shuffled } from '../../seeded.mjs'

// Calls that a client sends in one turn arrive within this many milliseconds.
const gatherMs = 2

/**
 * Orders calls: as they arrive, or, with a seed, those that wait at the same time in a random order determined by the
 * seed.
 * @param {number | null} seed
 */
export const turnsOf = (seed) => {
  if (seed === null) return async () => {}
  const random = randomFrom(seed)
  let waiting = []
  const letThrough = () => {
    const gathered = waiting
    waiting = []
    for (const resolve of shuffled(gathered, random)) resolve()
  }
  return () =>
    new Promise((resolve) => {
      if (waiting.length === 0) setTimeout(letThrough, gatherMs)
      waiting.push(resolve)
    })
}
