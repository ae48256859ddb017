import { type Bits, bitsFor, hasBit, setBit } from './bits.js'

/** The numbers of all customers by name, and the place of each number among them. */
export type Ranking = { readonly byName: Uint32Array; readonly rankOf: Uint32Array }

/** The ranking of numbers in order. */
export const rankingOf = (sorted: readonly { readonly ordinal: number }[]): Ranking => {
  const ranking = { byName: new Uint32Array(sorted.length), rankOf: new Uint32Array(sorted.length) }
  sorted.forEach(({ ordinal }, rank) => {
    ranking.byName[rank] = ordinal
    ranking.rankOf[ordinal] = rank
  })
  return ranking
}

/** A number that came or whose name has changed, and its place now. */
export type Moved = { readonly ordinal: number; readonly place: number }

const setOf = (moved: readonly Moved[], size: number): Bits => {
  const bits = bitsFor(size)
  for (const { ordinal } of moved) setBit(bits, ordinal)
  return bits
}

/** A ranking after some numbers have moved: the others stay in the order they had, and are not compared again. */
export const movedIn = ({ byName: before }: Ranking, moved: readonly Moved[], size: number): Ranking => {
  const ranking = { byName: new Uint32Array(size), rankOf: new Uint32Array(size) }
  const [inOrder, others] = [moved.toSorted((a, b) => a.place - b.place), setOf(moved, size)]
  let [next, from] = [0, 0]
  for (let place = 0; place < size; place += 1) {
    const one = inOrder[next]
    while (hasBit(others, before[from] ?? 0) && from < before.length) from += 1
    const isMoved = one?.place === place
    const ordinal = isMoved ? one.ordinal : (before[from] ?? 0)
    if (isMoved) next += 1
    else from += 1
    ranking.byName[place] = ordinal
    ranking.rankOf[ordinal] = place
  }
  return ranking
}
