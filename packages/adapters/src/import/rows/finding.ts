import type { Known } from '../kind.js'

/** Finds ids by a key, such as a name; includes those that rows of the same file create. */
export type Finder = {
  find(known: Known, key: string): readonly string[]
  /** Adds an id that a row will create. */
  note(key: string, id: string): void
}

/** Creates a finder over rows of the register. The index is built at the first lookup and may be outdated later. */
export const createFinder = <Row>(
  rowsIn: (known: Known) => Iterable<Row>,
  keyOf: (row: Row) => string,
  idOf: (row: Row) => string,
): Finder => {
  let index: Map<string, Set<string>> | null = null
  const add = (ids: Map<string, Set<string>>, key: string, id: string): void => {
    const known = ids.get(key)
    if (known === undefined) ids.set(key, new Set([id]))
    else known.add(id)
  }
  // Rows that are noted before the first lookup may not be in the register yet: they are committed in groups.
  const noted: (readonly [key: string, id: string])[] = []
  const buildIndex = (known: Known): Map<string, Set<string>> => {
    const ids = new Map<string, Set<string>>()
    for (const row of rowsIn(known)) add(ids, keyOf(row), idOf(row))
    for (const [key, id] of noted.splice(0)) add(ids, key, id)
    return ids
  }
  return {
    find: (known, key) => {
      index ??= buildIndex(known)
      return [...(index.get(key) ?? [])]
    },
    note: (key, id) => {
      if (index === null) noted.push([key, id])
      else add(index, key, id)
    },
  }
}
