import type { PageRequest } from '../context.js'

/** Rows in groups, with the number of rows of a group. */
export type RowGroups<G, T> = {
  readonly groups: Iterable<G>
  lengthOf(group: G): number
  rowsOf(group: G): Iterable<T>
}

/** One page of the rows of groups: skips whole groups by their length, and stops after the page. */
export const pageOfGroups = function* <G, T>(
  { groups, lengthOf, rowsOf }: RowGroups<G, T>,
  { offset = 0, limit = Number.POSITIVE_INFINITY }: PageRequest,
): Iterable<T> {
  if (limit <= 0) return
  let at = 0
  for (const group of groups) {
    const end = at < offset ? at + lengthOf(group) : at
    if (at < offset && end <= offset) {
      at = end
      continue
    }
    for (const row of rowsOf(group)) {
      if (at >= offset) yield row
      at += 1
      if (at >= offset + limit) return
    }
  }
}
