import { resize } from '../../data-structures/growable-array.js'

/** All ordinals by name, and the rank of each ordinal. */
export type SortOrder = { readonly byName: Uint32Array; readonly rankOf: Uint32Array }

/** Creates the sort order of sorted items. */
export const sortOrderOf = (sorted: readonly { readonly ordinal: number }[]): SortOrder => {
  const ranking = { byName: new Uint32Array(sorted.length), rankOf: new Uint32Array(sorted.length) }
  sorted.forEach(({ ordinal }, rank) => {
    ranking.byName[rank] = ordinal
    ranking.rankOf[ordinal] = rank
  })
  return ranking
}

/** An ordinal that is new or renamed, and its new rank. */
export type Move = { readonly ordinal: number; readonly place: number }

/**
 * Returns the sort order after some ordinals moved: the others keep their order, are not compared again, and are copied
 * block by block. Ranks are written only where they change.
 */
export const applyMoves = (before: SortOrder, moved: readonly Move[], size: number): SortOrder => {
  const ranking: SortOrder = { byName: new Uint32Array(size), rankOf: resize(before.rankOf, size, Uint32Array) }
  const { byName, rankOf } = ranking
  const known = before.byName.length
  const gone = Uint32Array.from(
    moved.filter(({ ordinal }) => ordinal < known),
    ({ ordinal }) => before.rankOf[ordinal] ?? 0,
  )
  gone.sort()
  let [place, from, next] = [0, 0, 0]

  const copy = (count: number): void => {
    byName.set(before.byName.subarray(from, from + count), place)
    if (from !== place) for (let at = place; at < place + count; at += 1) rankOf[byName[at] ?? 0] = at
    place += count
    from += count
  }

  const copyUntil = (end: number): void => {
    while (place < end && from < known) {
      const stop = gone[next] ?? known
      copy(Math.min(end - place, stop - from))
      if (from < stop) return
      from += 1
      next += 1
    }
  }

  for (const one of moved.toSorted((a, b) => a.place - b.place)) {
    copyUntil(one.place)
    byName[place] = one.ordinal
    rankOf[one.ordinal] = place
    place += 1
  }
  copyUntil(size)
  return ranking
}
