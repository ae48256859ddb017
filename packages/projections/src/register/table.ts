import type { SnapshotChunk } from '@clientele/domain'
import { createPostings, type KeyOrder, type Postings } from './postings.js'

/** What happened to one row: `before` is `null` for a new row, `after` for a removed one. */
export type RowChange<Row = unknown> = {
  readonly table: string
  readonly key: string
  readonly before: Row | null
  readonly after: Row | null
}

/** What a secondary index can be over: a value, several, or a mark that is set or not. */
type Indexable = string | boolean | null | readonly string[]

/** The columns of a row an index can be over. */
export type IndexColumn<Row> = {
  [K in keyof Row & string]: Row[K] extends Indexable ? K : never
}[keyof Row & string]

/** The index value of a mark that is set. */
export const set = 'true'

/** The index value of a column that holds nothing; no id is empty. */
export const none = ''

/**
 * Rows by primary key and by declared columns. Rows are frozen plain objects, replaced one at a time; the container
 * itself is mutable and private. Every operation costs the same whatever the size.
 */
export type Table<Row, Column extends string = never> = {
  readonly name: string
  readonly size: number
  /** The primary key of a row. */
  keyOf(row: Row): string
  get(key: string): Row | undefined
  /** Every row, in the order in which the keys first came. */
  rows(): Iterable<Row>
  /** Keys of the rows whose column is, or holds, a value; in the order in which they came to it. */
  keysWhere(column: Column, value: string): Iterable<string>
  /** The rows behind `keysWhere`. */
  rowsWhere(column: Column, value: string): Iterable<Row>
  put(row: Row): void
  /** Replaces columns of a row; a row that is not there stays away. */
  patch(key: string, columns: Partial<Row>): void
  remove(key: string): void
  /** Everything it holds, as it stands now. */
  contents(): TableContents<Row>
  /** What it was filled with, as long as nobody looked. */
  readonly unread: Unread<Row> | null
  /** Starts over with other contents, read when first asked for; nobody is told. */
  fill(contents: Unread<Row>): void
}

/** The keys that came to a value of an indexed column, where the order of the rows does not tell theirs. */
export type IndexOrder = readonly [column: string, ...order: KeyOrder]

/** What is in a table: its rows in their order, and orders of its indexes. */
export type TableContents<Row> = { readonly rows: readonly Row[]; readonly orders: readonly IndexOrder[] }

/** Contents nobody looked at yet, and the texts they are read from. */
export type Unread<Row> = { readonly chunks: readonly SnapshotChunk[]; read(): TableContents<Row> }

/** How a table is made: `blanks` are the indexed columns whose empty values are indexed too, under `none`. */
export type TableDefinition<Row, Column extends string> = {
  readonly name: string
  readonly keyOf: (row: Row) => string
  readonly indexes?: readonly Column[]
  readonly blanks?: readonly Column[]
}

const noValues: readonly string[] = []
const blank: readonly string[] = [none]

const valuesIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value]
  if (value === true) return [set]
  return Array.isArray(value) ? value : noValues
}

const noKeys: readonly string[] = []

/** Makes an empty table; `changed` hears of every change. */
export const createTable = <Row extends object, Column extends IndexColumn<Row> = never>(
  { name, keyOf, indexes = [], blanks = [] }: TableDefinition<Row, Column>,
  changed: (change: RowChange<Row>) => void = () => undefined,
): Table<Row, Column> => {
  const byKey = new Map<string, Row>()
  let unread: Unread<Row> | null = null

  const indexed =
    (column: Column) =>
    (row: Row): readonly string[] => {
      const values = valuesIn(row[column])
      return values.length === 0 && blanks.includes(column) ? blank : values
    }

  const postings = new Map<Column, Postings<Row>>(indexes.map((column) => [column, createPostings(indexed(column))]))

  const take = ({ rows, orders }: TableContents<Row>): void => {
    const keys = rows.map(keyOf)
    rows.forEach((row, index) => void byKey.set(keys[index] ?? '', Object.freeze(row)))
    for (const [column, list] of postings) {
      const ofColumn = orders.flatMap(([where, ...order]) => (where === column ? [order] : []))
      list.fill({ keys, rows, orders: ofColumn })
    }
  }

  const read = (): Map<string, Row> => {
    if (unread === null) return byKey
    const { read: contents } = unread
    unread = null
    take(contents())
    return byKey
  }

  const reindex = (key: string, before: Row | undefined, after: Row | undefined): void => {
    for (const [column, list] of postings) {
      if (before !== undefined && after !== undefined && before[column] === after[column]) continue
      list.changed(key, before, after)
    }
  }

  const put = (row: Row): void => {
    const key = keyOf(row)
    const before = read().get(key)
    byKey.set(key, Object.freeze(row))
    reindex(key, before, row)
    changed({ table: name, key, before: before ?? null, after: row })
  }

  const remove = (key: string): void => {
    const before = read().get(key)
    if (before === undefined) return
    byKey.delete(key)
    reindex(key, before, undefined)
    changed({ table: name, key, before, after: null })
  }

  const keysWhere = (column: Column, value: string): Iterable<string> => {
    read()
    return postings.get(column)?.keysOf(value) ?? noKeys
  }

  function* rowsWhere(column: Column, value: string): Iterable<Row> {
    for (const key of keysWhere(column, value)) {
      const row = byKey.get(key)
      if (row !== undefined) yield row
    }
  }

  return {
    name,
    keyOf,
    get size() {
      return read().size
    },
    get: (key) => read().get(key),
    rows: () => read().values(),
    keysWhere,
    rowsWhere,
    put,
    patch: (key, columns) => {
      const row = read().get(key)
      if (row !== undefined) put({ ...row, ...columns })
    },
    remove,
    contents: () => ({
      rows: [...read().values()],
      orders: [...postings].flatMap(([column, list]) => list.orders().map((order) => [column, ...order] as const)),
    }),
    get unread() {
      return unread
    },
    fill: (contents) => {
      byKey.clear()
      unread = contents
    },
  }
}
