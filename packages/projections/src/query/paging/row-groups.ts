import type { PageRequest } from '../context.js'

/** Rows that come in groups: how many are in one, and what they are. */
export type RowGroups<G, T> = {
  readonly groups: Iterable<G>
  lengthOf(group: G): number
  rowsOf(group: G): Iterable<T>
}

/** One page of the rows of some groups: those of the groups before it are counted, and what comes after is not looked at. */
export const pageOfGroups = function* <G, T>(
  { groups, lengthOf, rowsOf }: RowGroups<G, T>,
  { offset = 0, limit = Number.POSITIVE_INFINITY }: PageRequest,
): Iterable<T> {
  if (limit <= 0) return
  let at = 0
  for (const group of groups) {
    const passedBy = at < offset ? at + lengthOf(group) : at
    if (at < offset && passedBy <= offset) {
      at = passedBy
      continue
    }
    for (const row of rowsOf(group)) {
      if (at >= offset) yield row
      at += 1
      if (at >= offset + limit) return
    }
  }
}
