import type { SnapshotChunk } from '@clientele/domain'
import { createRowsByText, type RowsByText } from './rows-by-text.js'
import { createRowsByValue, type RowsByValue } from './rows-by-value.js'
import { createSharedLists, type ListColumn } from './shared-lists.js'

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

/** The index value of a column that holds nothing; no id is empty. */
export const none = ''

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
  /** The rows behind `keysWhere`. */
  rowsWhere(column: Column, value: string): Iterable<Row>
  /** The same rows, the last first. */
  newestWhere(column: Column, value: string): Iterable<Row>
  /** The rows in whose text a part is, folded as `folded` does; `null` when there are more than `most`. */
  rowsHolding(text: Text, part: string, most: number): readonly Row[] | null
  put(row: Row): void
  /** Replaces columns of a row; a row that is not there stays away. */
  patch(key: string, columns: Partial<Row>): void
  remove(key: string): void
  /** Every row, as they stand now. */
  contents(): readonly Row[]
  /** What it was filled with, as long as nobody looked. */
  readonly unread: Unread<Row> | null
  /** Starts over with other contents, read when first asked for; nobody is told. */
  fill(contents: Unread<Row>): void
}

/** Rows nobody looked at yet, in their order, and the texts they are read from. */
export type Unread<Row> = { readonly chunks: readonly SnapshotChunk[]; read(): readonly Row[] }

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

const noValues: readonly string[] = []
const blank: readonly string[] = [none]

const valuesIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value]
  return Array.isArray(value) ? value : noValues
}

// A frozen row is spread slowly, and one that is spread and then frozen has a shape of its own, which takes much room.
const anyCopy = <Row>(row: Row): Row => Object.assign({}, row)

// Fewer gaps than this are not worth closing.
const fewGaps = 1_024

/** Makes an empty table; `changed` hears of every change. */
export const createTable = <Row extends object, Column extends IndexColumn<Row> = never, Text extends string = never>(
  { name, keyOf, indexes = [], blanks = [], texts, lists = [], copyOf = anyCopy }: TableDefinition<Row, Column, Text>,
  changed: (change: RowChange<Row>) => void = () => undefined,
): Table<Row, Column, Text> => {
  const places = new Map<string, number>()
  let rows: (Row | undefined)[] = []
  let unread: Unread<Row> | null = null

  const indexed =
    (column: Column) =>
    (row: Row): readonly string[] => {
      const values = valuesIn(row[column])
      return values.length === 0 && blanks.includes(column) ? blank : values
    }

  const indexOver = (column: Column): [Column, RowsByValue<Row>] => [
    column,
    createRowsByValue(() => rows, indexed(column)),
  ]
  const byValue = new Map(indexes.map(indexOver))

  const textOver = ([text, textOf]: readonly [string, (row: Row) => string]): [string, RowsByText<Row>] => [
    text,
    createRowsByText(() => rows, textOf),
  ]
  const byText = new Map(Object.entries<(row: Row) => string>(texts ?? {}).map(textOver))

  const withSharedLists = createSharedLists(lists)

  /** Gives rows their places, and forgets what was made of others. */
  const arrange = (settled: Row[]): void => {
    places.clear()
    rows = settled
    for (let at = 0; at < settled.length; at += 1) places.set(keyOf(settled[at] as Row), at)
    for (const list of byValue.values()) list.clear()
    for (const list of byText.values()) list.clear()
  }

  const settle = (others: readonly Row[]): void => arrange(others.map((row) => Object.freeze(withSharedLists(row))))

  const read = (): void => {
    if (unread === null) return
    const { read: others } = unread
    unread = null
    settle(others())
  }

  const contents = (): Row[] => {
    read()
    return rows.filter((row) => row !== undefined)
  }

  const reindex = (place: number, before: Row | undefined, after: Row | undefined): void => {
    for (const [column, list] of byValue)
      if (before === undefined || before[column] !== after?.[column]) list.changed(place, before, after)
    for (const list of byText.values()) list.changed(place, before, after)
  }

  const rowAt = (key: string): Row | undefined => {
    read()
    const place = places.get(key)
    return place === undefined ? undefined : rows[place]
  }

  const put = (row: Row): void => {
    read()
    const key = keyOf(row)
    const known = places.get(key)
    const place = known ?? rows.length
    if (known === undefined) places.set(key, place)
    const before = rows[place]
    rows[place] = Object.freeze(withSharedLists(row))
    reindex(place, before, row)
    changed({ table: name, key, before: before ?? null, after: row })
  }

  const remove = (key: string): void => {
    const before = rowAt(key)
    const place = places.get(key)
    if (before === undefined || place === undefined) return
    places.delete(key)
    rows[place] = undefined
    reindex(place, before, undefined)
    changed({ table: name, key, before, after: null })
    if (rows.length > 2 * places.size + fewGaps) arrange(contents())
  }

  const placesOf = (column: Column, value: string): readonly number[] => {
    read()
    return byValue.get(column)?.of(value) ?? []
  }

  function* rowsWhere(column: Column, value: string): Iterable<Row> {
    const found = placesOf(column, value)
    const held = rows
    for (const place of found) {
      const row = held[place]
      if (row !== undefined) yield row
    }
  }

  function* newestWhere(column: Column, value: string): Iterable<Row> {
    const found = placesOf(column, value)
    const held = rows
    for (let index = found.length - 1; index >= 0; index -= 1) {
      const row = held[found[index] ?? -1]
      if (row !== undefined) yield row
    }
  }

  function* keysWhere(column: Column, value: string): Iterable<string> {
    for (const row of rowsWhere(column, value)) yield keyOf(row)
  }

  function* all(): Iterable<Row> {
    read()
    for (const row of rows) if (row !== undefined) yield row
  }

  const rowsHolding = (text: Text, part: string, most: number): readonly Row[] | null => {
    read()
    const places = byText.get(text)?.holding(part, most) ?? null
    return places === null ? null : places.flatMap((place) => rows[place] ?? [])
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
    newestWhere,
    rowsHolding,
    put,
    patch: (key, columns) => {
      const row = rowAt(key)
      if (row !== undefined) put(Object.assign(copyOf(row), columns))
    },
    remove,
    contents,
    get unread() {
      return unread
    },
    fill: (others) => {
      settle([])
      unread = others
    },
  }
}
