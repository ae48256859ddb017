import { searchKey } from '../../data-structures/search-key.js'
import type { PersonRow } from '../../tables/rows.js'
import { type Derived, derived, type Prepared, type RowSource } from '../derived.js'

/** A name of a person. */
export type NameColumn = 'firstName' | 'lastName'

/** The distinct names of persons: far fewer than persons. Built on first use, then maintained. */
export type PersonNameIndex = Prepared<PersonRow> & {
  /** The names with `text`, a `searchKey`, anywhere in them, at their start or at their end. */
  search(column: NameColumn, text: string, where?: Where): ReadonlySet<string>
}

type Where = 'anywhere' | 'start' | 'end'

const matches: { readonly [K in Where]: (name: string, text: string) => boolean } = {
  anywhere: (name, text) => name.includes(text),
  start: (name, text) => name.startsWith(text),
  end: (name, text) => name.endsWith(text),
}

type Name = { readonly searchKey: string; count: number }

type Names = Map<string, Name>

const add = (names: Names, name: string | null): void => {
  if (name === null) return
  const existing = names.get(name)
  if (existing === undefined) names.set(name, { searchKey: searchKey(name), count: 1 })
  else existing.count += 1
}

const remove = (names: Names, name: string | null): void => {
  const existing = name === null ? undefined : names.get(name)
  if (existing === undefined) return
  existing.count -= 1
  if (existing.count === 0) names.delete(name ?? '')
}

/** Creates the index of the names of `persons`. */
export const createPersonNameIndex = (persons: RowSource<PersonRow>): PersonNameIndex => {
  const namesIn = (column: NameColumn): Derived<PersonRow, Names> =>
    derived({
      from: persons,
      make: () => new Map(),
      add: (names, row) => add(names, row[column]),
      remove: (names, row) => remove(names, row[column]),
      replace: (names, before, after) => {
        if (before[column] === after[column]) return
        remove(names, before[column])
        add(names, after[column])
      },
    })

  const columns = { firstName: namesIn('firstName'), lastName: namesIn('lastName') }

  return {
    search: (column, text, where = 'anywhere') => {
      const found = new Set<string>()
      for (const [name, existing] of columns[column].state())
        if (matches[where](existing.searchKey, text)) found.add(name)
      return found
    },
    prepare: function* () {
      for (const column of Object.values(columns)) yield* column.prepare()
    },
    changed: (change) => {
      for (const column of Object.values(columns)) column.changed(change)
    },
    clear: () => {
      for (const column of Object.values(columns)) column.clear()
    },
  }
}
