import type { SnapshotChunk } from '@clientele/domain'
import { createRowPages } from './row-pages.js'
import { createSharedLists, type ListColumn } from './shared-lists.js'
import { createTableIndexes } from './table-indexes.js'

/** A change of one row: `before` is `null` for an insert, `after` for a delete. */
export type RowChange<Row = unknown> = {
  readonly table: string
  readonly key: string
  readonly before: Row | null
  readonly after: Row | null
}

/** Types that a secondary index supports: a value, or a list of values. */
type Indexable = string | null | readonly string[]

/** The columns of a row that can be indexed. */
export type IndexColumn<Row> = {
  [K in keyof Row & string]: Row[K] extends Indexable ? K : never
}[keyof Row & string]

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
  /** The same rows in reverse order. */
  newestWhere(column: Column, value: string): Iterable<Row>
  /** Rows whose text contains `part`, a `searchKey`; `null` if there are more than `most`. */
  rowsContaining(text: Text, part: string, most: number): readonly Row[] | null
  put(row: Row): void
  /** Replaces columns of a row; does nothing if the row does not exist. */
  patch(key: string, columns: Partial<Row>): void
  remove(key: string): void
  /** A copy of all current rows. */
  contents(): readonly Row[]
  /** The contents passed to `fill`, while they have not been read; otherwise `null`. */
  readonly unreadContents: LazyContents<Row> | null
  /** Replaces the contents. Rows are parsed lazily; listeners are not notified. */
  fill(contents: LazyContents<Row>): void
}

/** Rows that are parsed on first access, and the serialized chunks they are parsed from. */
export type LazyContents<Row> = { readonly chunks: readonly SnapshotChunk[]; read(): readonly Row[] }

/**
 * Defines a table: `blanks` are indexed columns whose empty values are indexed under `emptyValue`; `texts` are
 * the texts that support substring search.
 */
export type TableDefinition<Row, Column extends string, Text extends string = never> = {
  readonly name: string
  readonly keyOf: (row: Row) => string
  readonly indexes?: readonly Column[]
  readonly blanks?: readonly Column[]
  readonly texts?: { readonly [K in Text]: (row: Row) => string }
  /** List columns whose values repeat, shared between rows to save memory. */
  readonly lists?: readonly ListColumn<Row>[]
  /** Copies a row with an object literal; for wide rows that change often. */
  readonly copyOf?: (row: Row) => Row
}

// Spreading a frozen row is slow, and freezing the result gives each row its own hidden class, which costs memory.
const anyCopy = <Row>(row: Row): Row => Object.assign({}, row)

/** Creates an empty table; `changed` is called for every change. */
export const createTable = <Row extends object, Column extends IndexColumn<Row> = never, Text extends string = never>(
  { name, keyOf, indexes = [], blanks = [], texts, lists = [], copyOf = anyCopy }: TableDefinition<Row, Column, Text>,
  changed: (change: RowChange<Row>) => void = () => undefined,
): Table<Row, Column, Text> => {
  const places = new Map<string, number>()
  let rows = createRowPages<Row>()
  let unread: LazyContents<Row> | null = null

  const found = createTableIndexes<Row, Column>(() => rows, { indexes, blanks, texts: texts ?? {} })
  const withSharedLists = createSharedLists(lists)

  const replaceAll = (others: readonly Row[]): void => {
    rows = createRowPages()
    places.clear()
    for (const row of others) places.set(keyOf(row), rows.add(Object.freeze(withSharedLists(row))))
    found.clear()
  }

  const read = (): void => {
    if (unread === null) return
    const { read: others } = unread
    unread = null
    replaceAll(others())
  }

  const contents = (): Row[] => {
    read()
    return [...rows.rows()]
  }

  const rowAt = (key: string): Row | undefined => {
    read()
    const place = places.get(key)
    return place === undefined ? undefined : rows.at(place)
  }

  const put = (row: Row): void => {
    read()
    const key = keyOf(row)
    const known = places.get(key)
    const before = known === undefined ? undefined : rows.at(known)
    Object.freeze(withSharedLists(row))
    const place = known ?? rows.add(row)
    if (known === undefined) places.set(key, place)
    else rows.replace(place, row)
    found.changed(place, before, row)
    changed({ table: name, key, before: before ?? null, after: row })
  }

  const remove = (key: string): void => {
    const before = rowAt(key)
    const place = places.get(key)
    if (before === undefined || place === undefined) return
    places.delete(key)
    rows.remove(place)
    found.changed(place, before, undefined)
    changed({ table: name, key, before, after: null })
  }

  const placesOf = (column: Column, value: string): readonly number[] => {
    read()
    return found.of(column, value)
  }

  function* rowsWhere(column: Column, value: string): Iterable<Row> {
    // Copied, because callers may change rows while they iterate.
    const at = placesOf(column, value).slice()
    const held = rows
    for (const place of at) {
      const row = held.at(place)
      if (row !== undefined) yield row
    }
  }

  function* newestWhere(column: Column, value: string): Iterable<Row> {
    const at = placesOf(column, value)
    const held = rows
    for (let index = at.length - 1; index >= 0; index -= 1) {
      const row = held.at(at[index] ?? -1)
      if (row !== undefined) yield row
    }
  }

  function* keysWhere(column: Column, value: string): Iterable<string> {
    for (const row of rowsWhere(column, value)) yield keyOf(row)
  }

  function* all(): Iterable<Row> {
    read()
    yield* rows.rows()
  }

  const rowsContaining = (text: Text, part: string, most: number): readonly Row[] | null => {
    read()
    const places = found.searchText(text, part, most)
    return places === null ? null : places.flatMap((place) => rows.at(place) ?? [])
  }

  return {
    name,
    keyOf,
    get size() {
      read()
      return places.size
    },
    get: rowAt,
    rows: all,
    keysWhere,
    rowsWhere,
    prepare: (column) => {
      read()
      return found.prepare(column)
    },
    newestWhere,
    rowsContaining,
    put,
    patch: (key, columns) => {
      const row = rowAt(key)
      if (row !== undefined) put(Object.assign(copyOf(row), columns))
    },
    remove,
    contents,
    get unreadContents() {
      return unread
    },
    fill: (others) => {
      replaceAll([])
      unread = others
    },
  }
}
