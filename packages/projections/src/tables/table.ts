import type { SnapshotChunk } from '@clientele/domain'
import { createRowPages } from './row-pages.js'
import { createSharedLists, type ListColumn } from './shared-lists.js'
import { createTableIndexes } from './table-indexes.js'

/** What happened to one row: `before` is `null` for a new row, `after` for a removed one. */
export type RowChange<Row = unknown> = {
  readonly table: string
  readonly key: string
  readonly before: Row | null
  readonly after: Row | null
}

/** What a secondary index can be over: a value, or several. */
type Indexable = string | null | readonly string[]

/** The columns of a row an index can be over. */
export type IndexColumn<Row> = {
  [K in keyof Row & string]: Row[K] extends Indexable ? K : never
}[keyof Row & string]

/**
 * Rows by primary key and by declared columns. Rows are frozen plain objects, replaced one at a time; the container
 * itself is mutable and private. Every operation costs the same whatever the size, but that rows that come to or leave
 * the middle of many with one value are merged into them when these are next asked for.
 */
export type Table<Row, Column extends string = never, Text extends string = never> = {
  readonly name: string
  readonly size: number
  /** The primary key of a row. */
  keyOf(row: Row): string
  get(key: string): Row | undefined
  /** Every row, in the order in which the keys first came. */
  rows(): Iterable<Row>
  /** Keys of the rows whose column is, or holds, a value; in the order of the rows. */
  keysWhere(column: Column, value: string): Iterable<string>
  /** The rows behind `keysWhere`. Whoever takes them while rows change misses none that belonged from first to last. */
  rowsWhere(column: Column, value: string): Iterable<Row>
  /** Makes in small steps what the first question by a column would otherwise wait for. */
  prepare(column: Column): Iterable<void>
  /** The same rows, the last first. */
  newestWhere(column: Column, value: string): Iterable<Row>
  /** The rows in whose text a part is, folded as `folded` does; `null` when there are more than `most`. */
  rowsContaining(text: Text, part: string, most: number): readonly Row[] | null
  put(row: Row): void
  /** Replaces columns of a row; a row that is not there stays away. */
  patch(key: string, columns: Partial<Row>): void
  remove(key: string): void
  /** Every row, as they stand now. */
  contents(): readonly Row[]
  /** What it was filled with, as long as nobody looked. */
  readonly unreadContents: LazyContents<Row> | null
  /** Starts over with other contents, read when first asked for; nobody is told. */
  fill(contents: LazyContents<Row>): void
}

/** Rows nobody looked at yet, in their order, and the texts they are read from. */
export type LazyContents<Row> = { readonly chunks: readonly SnapshotChunk[]; read(): readonly Row[] }

/**
 * How a table is made: `blanks` are the indexed columns whose empty values are indexed too, under `none`; `texts` are
 * what is looked through for a part of a text.
 */
export type TableDefinition<Row, Column extends string, Text extends string = never> = {
  readonly name: string
  readonly keyOf: (row: Row) => string
  readonly indexes?: readonly Column[]
  readonly blanks?: readonly Column[]
  readonly texts?: { readonly [K in Text]: (row: Row) => string }
  /** Lists that many rows have the same of. */
  readonly lists?: readonly ListColumn<Row>[]
  /** A row with the same columns, written out; for wide rows that are often changed. */
  readonly copyOf?: (row: Row) => Row
}

// A frozen row is spread slowly, and one that is spread and then frozen has a shape of its own, which takes much room.
const anyCopy = <Row>(row: Row): Row => Object.assign({}, row)

/** Makes an empty table; `changed` hears of every change. */
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
    // A copy, for who takes its time, or changes what it is given.
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
