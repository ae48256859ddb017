import type { IndexColumn, TableDefinition } from './definition.js'
import { createRowStorage, type LazyContents, type RowStorage } from './row-storage.js'
import { createSharedLists } from './shared-lists.js'
import { createTableIndexes, type TableIndexes } from './table-indexes.js'

export type { LazyContents } from './row-storage.js'

/** A change of one row: `before` is `null` for an insert, `after` for a delete. */
export type RowChange<Row = unknown> = {
  readonly table: string
  readonly key: string
  readonly before: Row | null
  readonly after: Row | null
}

/**
 * Rows by primary key and by indexed columns. Rows are frozen plain objects; the container
 * itself is mutable. Operations take constant time, except that changes in the middle of a long index
 * entry are merged on the next lookup.
 */
export type Table<Row, Column extends string = never, Text extends string = never> = {
  readonly name: string
  readonly size: number
  /** The primary key of a row. */
  keyOf(row: Row): string
  get(key: string): Row | undefined
  /** Iterates over all rows in insertion order. */
  rows(): Iterable<Row>
  /** Keys of the rows whose column equals or contains a value, in insertion order. */
  keysWhere(column: Column, value: string): Iterable<string>
  /** The rows of `keysWhere`. Iterating while rows change skips no row that matched throughout. */
  rowsWhere(column: Column, value: string): Iterable<Row>
  /** Builds the index of a column in steps, ahead of the first lookup. */
  prepare(column: Column): Iterable<void>
  /** The same for all columns. */
  prepareAll(): Iterable<void>
  /** The same rows in reverse order. */
  newestWhere(column: Column, value: string): Iterable<Row>
  /** Rows whose text contains `part`, a `searchKey`; `null` if there are more than `maxRows`. */
  rowsContaining(text: Text, part: string, maxRows: number): readonly Row[] | null
  put(row: Row): void
  /** Replaces columns of a row; does nothing if the row does not exist. */
  patch(key: string, columns: Partial<Row>): void
  remove(key: string): void
  /** A copy of all current rows. */
  contents(): readonly Row[]
  /** The contents passed to `fill`, while they have not been read; otherwise `null`. */
  readonly unreadContents: LazyContents<Row> | null
  /** Reads the contents passed to `fill` in steps, ahead of the first access. */
  prepareRows(): Iterable<void>
  /** Replaces the contents. Rows are parsed lazily; listeners are not notified. */
  fill(contents: LazyContents<Row>): void
  /** The current rows, for a table of the past. Later changes do not affect them; nothing is parsed. */
  copy(): LazyContents<Row>
  /** Calls back with every change from now on. */
  listen(listener: (change: RowChange<Row>) => void): void
}

// Spreading a frozen row is slow, and freezing the result gives each row its own hidden class, which costs memory.
const anyCopy = <Row>(row: Row): Row => Object.assign({}, row)

type Lookups = 'keysWhere' | 'rowsWhere' | 'newestWhere' | 'prepare' | 'prepareAll' | 'rowsContaining'

/** The lookups of a table by its indexes. */
const createLookups = <Row, Column extends string, Text extends string>(
  keyOf: (row: Row) => string,
  { pages }: RowStorage<Row>,
  indexes: TableIndexes<Row, Column>,
): Pick<Table<Row, Column, Text>, Lookups> => {
  function* rowsWhere(column: Column, value: string): Iterable<Row> {
    const rows = pages()
    // A copy, because callers may change rows during iteration.
    for (const place of indexes.of(column, value).slice()) {
      const row = rows.at(place)
      if (row !== undefined) yield row
    }
  }

  return {
    rowsWhere,
    keysWhere: function* (column, value) {
      for (const row of rowsWhere(column, value)) yield keyOf(row)
    },
    newestWhere: function* (column, value) {
      const rows = pages()
      const places = indexes.of(column, value)
      for (let index = places.length - 1; index >= 0; index -= 1) {
        const row = rows.at(places[index] ?? -1)
        if (row !== undefined) yield row
      }
    },
    prepare: (column) => {
      pages()
      return indexes.prepare(column)
    },
    prepareAll: () => {
      pages()
      return indexes.prepareAll()
    },
    rowsContaining: (text, part, maxRows) => {
      const rows = pages()
      const places = indexes.searchText(text, part, maxRows)
      return places === null ? null : places.flatMap((place) => rows.at(place) ?? [])
    },
  }
}

/** Creates an empty table. */
export const createTable = <Row extends object, Column extends IndexColumn<Row> = never, Text extends string = never>({
  name,
  keyOf,
  indexes: columns = [],
  blanks = [],
  texts,
  lists = [],
  copyOf = anyCopy,
}: TableDefinition<Row, Column, Text> & { readonly name: string }): Table<Row, Column, Text> => {
  const listeners: ((change: RowChange<Row>) => void)[] = []
  const storage = createRowStorage<Row>({
    keyOf,
    stored: createSharedLists(lists),
    changed: (key, place, before, after) => {
      indexes.changed(place, before, after)
      const change = { table: name, key, before: before ?? null, after: after ?? null }
      for (const listener of listeners) listener(change)
    },
    replaced: () => indexes.clear(),
  })
  const indexes = createTableIndexes<Row, Column>(storage.pages, { indexes: columns, blanks, texts: texts ?? {} })
  const { get, put } = storage

  return {
    name,
    keyOf,
    get size() {
      return storage.size
    },
    get,
    rows: function* () {
      yield* storage.pages().rows()
    },
    ...createLookups<Row, Column, Text>(keyOf, storage, indexes),
    put,
    patch: (key, columns) => {
      const row = get(key)
      if (row !== undefined) put(Object.assign(copyOf(row), columns))
    },
    remove: storage.remove,
    contents: () => [...storage.pages().rows()],
    get unreadContents() {
      return storage.unread()
    },
    prepareRows: storage.prepare,
    fill: storage.fill,
    copy: storage.copy,
    listen: (listener) => void listeners.push(listener),
  }
}
