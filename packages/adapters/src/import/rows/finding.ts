import type { Known } from '../kind.js'

/** Finds things by a key of theirs, such as a name, with those that rows of the same file bring. */
export type Finder = {
  find(known: Known, key: string): readonly string[]
  /** Takes note of what a row is about to bring. */
  note(key: string, id: string): void
}

/** An index over rows of the register that is made when something is looked for; what it finds may have changed since. */
export const createFinder = <Row>(
  rowsIn: (known: Known) => Iterable<Row>,
  keyOf: (row: Row) => string,
  idOf: (row: Row) => string,
): Finder => {
  let found: Map<string, Set<string>> | null = null
  const add = (ids: Map<string, Set<string>>, key: string, id: string): void => {
    const known = ids.get(key)
    if (known === undefined) ids.set(key, new Set([id]))
    else known.add(id)
  }
  const made = (known: Known): Map<string, Set<string>> => {
    const ids = new Map<string, Set<string>>()
    for (const row of rowsIn(known)) add(ids, keyOf(row), idOf(row))
    return ids
  }
  return {
    find: (known, key) => {
      found ??= made(known)
      return [...(found.get(key) ?? [])]
    },
    note: (key, id) => {
      if (found !== null) add(found, key, id)
    },
  }
}
