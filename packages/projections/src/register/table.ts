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
}

/** How a table is made: `blanks` are the indexed columns whose empty values are indexed too, under `none`. */
export type TableDefinition<Row, Column extends string> = {
  readonly name: string
  readonly keyOf: (row: Row) => string
  readonly indexes?: readonly Column[]
  readonly blanks?: readonly Column[]
}

/** The keys under each value; most values have one key, which is kept without a set around it. */
type Postings = Map<string, string | Set<string>>

const noValues: readonly string[] = []
const blank: readonly string[] = [none]

const valuesIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value]
  if (value === true) return [set]
  return Array.isArray(value) ? value : noValues
}

const enter = (postings: Postings, value: string, key: string): void => {
  const keys = postings.get(value)
  if (keys === undefined) postings.set(value, key)
  else if (typeof keys !== 'string') keys.add(key)
  else if (keys !== key) postings.set(value, new Set([keys, key]))
}

const leave = (postings: Postings, value: string, key: string): void => {
  const keys = postings.get(value)
  if (keys === key || (typeof keys === 'object' && keys.delete(key) && keys.size === 0)) postings.delete(value)
}

const keysIn = (postings: Postings | undefined, value: string): Iterable<string> => {
  const keys = postings?.get(value)
  if (keys === undefined) return noValues
  return typeof keys === 'string' ? [keys] : keys
}

/** Makes an empty table; `changed` hears of every change. */
export const createTable = <Row extends object, Column extends IndexColumn<Row> = never>(
  { name, keyOf, indexes = [], blanks = [] }: TableDefinition<Row, Column>,
  changed: (change: RowChange<Row>) => void = () => undefined,
): Table<Row, Column> => {
  const byKey = new Map<string, Row>()
  const postings = new Map<Column, Postings>(indexes.map((column) => [column, new Map()]))

  const indexed = (column: Column, row: Row): readonly string[] => {
    const values = valuesIn(row[column])
    return values.length === 0 && blanks.includes(column) ? blank : values
  }

  const reindex = (key: string, before: Row | undefined, after: Row | undefined): void => {
    for (const [column, lists] of postings) {
      if (before !== undefined && after !== undefined && before[column] === after[column]) continue
      if (before !== undefined) for (const value of indexed(column, before)) leave(lists, value, key)
      if (after !== undefined) for (const value of indexed(column, after)) enter(lists, value, key)
    }
  }

  const put = (row: Row): void => {
    const key = keyOf(row)
    const before = byKey.get(key)
    byKey.set(key, Object.freeze(row))
    reindex(key, before, row)
    changed({ table: name, key, before: before ?? null, after: row })
  }

  const remove = (key: string): void => {
    const before = byKey.get(key)
    if (before === undefined) return
    byKey.delete(key)
    reindex(key, before, undefined)
    changed({ table: name, key, before, after: null })
  }

  const keysWhere = (column: Column, value: string): Iterable<string> => keysIn(postings.get(column), value)

  function* rowsWhere(column: Column, value: string): Iterable<Row> {
    for (const key of keysWhere(column, value)) {
      const row = byKey.get(key)
      if (row !== undefined) yield row
    }
  }

  return {
    name,
    get size() {
      return byKey.size
    },
    get: (key) => byKey.get(key),
    rows: () => byKey.values(),
    keysWhere,
    rowsWhere,
    put,
    patch: (key, columns) => {
      const row = byKey.get(key)
      if (row !== undefined) put({ ...row, ...columns })
    },
    remove,
  }
}
