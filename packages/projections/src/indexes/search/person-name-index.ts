import { searchKey } from '../../data-structures/search-key.js'
import type { PersonRow } from '../../tables/rows.js'
import type { RowChange } from '../../tables/table.js'

type NameColumn = 'firstName' | 'lastName'

/** The distinct names of persons: far fewer than persons. Built on first use, then maintained. */
export type PersonNameIndex = {
  /** The names that contain `text`, a `searchKey`. */
  search(column: NameColumn, text: string): ReadonlySet<string>
  changed(change: RowChange<PersonRow>): void
  /** Clears the index; it is rebuilt from the current persons on next use. */
  clear(): void
}

type Name = { readonly searchKey: string; count: number }

type Names = Map<string, Name>

const add = (names: Names, name: string | null | undefined): void => {
  if (name == null) return
  const known = names.get(name)
  if (known === undefined) names.set(name, { searchKey: searchKey(name), count: 1 })
  else known.count += 1
}

const remove = (names: Names, name: string | null | undefined): void => {
  const known = name == null ? undefined : names.get(name)
  if (known === undefined) return
  known.count -= 1
  if (known.count === 0) names.delete(name ?? '')
}

/** Creates the index of the names of `persons`. */
export const createPersonNameIndex = (persons: () => Iterable<PersonRow>): PersonNameIndex => {
  const kept = new Map<NameColumn, Names>()

  const namesIn = (column: NameColumn): Names => {
    const known = kept.get(column)
    if (known !== undefined) return known
    const made: Names = new Map()
    for (const row of persons()) add(made, row[column])
    kept.set(column, made)
    return made
  }

  return {
    search: (column, text) => {
      const found = new Set<string>()
      for (const [name, known] of namesIn(column)) if (known.searchKey.includes(text)) found.add(name)
      return found
    },
    changed: ({ before, after }) => {
      for (const [column, names] of kept) {
        if (before?.[column] === after?.[column]) continue
        remove(names, before?.[column])
        add(names, after?.[column])
      }
    },
    clear: () => kept.clear(),
  }
}
