import { randomFrom, shuffled } from '../../seeded.mjs'

// What a client sends in one turn arrives within so many milliseconds.
const gathering = 2

/**
 * Gives calls their turns: as they come, or, with a seed, those that wait at the same time in another order, the same
 * for the same seed.
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
      if (waiting.length === 0) setTimeout(letThrough, gathering)
      waiting.push(resolve)
    })
}
