// Numbers below one, the same for the same seed (mulberry32).
const randomFrom = (seed) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const shuffle = (list, random) => {
  for (let last = list.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1))
    ;[list[last], list[other]] = [list[other], list[last]]
  }
}

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
    shuffle(gathered, random)
    for (const resolve of gathered) resolve()
  }
  return () =>
    new Promise((resolve) => {
      if (waiting.length === 0) setTimeout(letThrough, gathering)
      waiting.push(resolve)
    })
}
