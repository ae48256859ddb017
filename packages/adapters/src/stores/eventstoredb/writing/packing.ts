import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'

/**
 * Divides values into groups of at most `most` bytes, in order. A value that is larger by itself gets its own group.
 */
export const packBySize = <A>(
  [first, ...rest]: ReadonlyNonEmptyArray<A>,
  most: number,
  bytesOf: (value: A) => number,
): ReadonlyNonEmptyArray<ReadonlyNonEmptyArray<A>> => {
  let group: [A, ...A[]] = [first]
  let bytes = bytesOf(first)
  const groups: [typeof group, ...(typeof group)[]] = [group]
  for (const value of rest) {
    const own = bytesOf(value)
    bytes += own
    if (bytes <= most) {
      group.push(value)
      continue
    }
    group = [value]
    bytes = own
    groups.push(group)
  }
  return groups
}
