import type { Page } from './selection.js'

/** Rows that come in pieces: how many are in one, and what they are. */
export type Pieces<P, T> = {
  readonly pieces: Iterable<P>
  lengthOf(piece: P): number
  rowsOf(piece: P): Iterable<T>
}

/** One page of the rows of some pieces: those of the pieces before it are counted, and what comes after is not looked at. */
export const pageOfPieces = function* <P, T>(
  { pieces, lengthOf, rowsOf }: Pieces<P, T>,
  { offset = 0, limit = Number.POSITIVE_INFINITY }: Page,
): Iterable<T> {
  if (limit <= 0) return
  let at = 0
  for (const piece of pieces) {
    const passedBy = at < offset ? at + lengthOf(piece) : at
    if (at < offset && passedBy <= offset) {
      at = passedBy
      continue
    }
    for (const row of rowsOf(piece)) {
      if (at >= offset) yield row
      at += 1
      if (at >= offset + limit) return
    }
  }
}
