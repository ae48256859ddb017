import type { ListColumn } from './shared-lists.js'

/** Types that a secondary index supports: a value, or a list of values. */
type Indexable = string | null | readonly string[]

/** The columns of a row that can be indexed. */
export type IndexColumn<Row> = {
  [K in keyof Row & string]: Row[K] extends Indexable ? K : never
}[keyof Row & string]

/** The options of a table. */
export type TableOptions<Row, Column extends string, Text extends string> = {
  readonly indexes?: readonly Column[]
  /** Indexed columns whose empty values are indexed under `emptyValue`. */
  readonly blanks?: readonly Column[]
  /** The texts that support substring search. */
  readonly texts?: { readonly [K in Text]: (row: Row) => string }
  /** List columns whose values repeat, shared between rows to save memory. */
  readonly lists?: readonly ListColumn<Row>[]
  /** Copies a row with an object literal; for wide rows that change often. */
  readonly copyOf?: (row: Row) => Row
}

/** A table: its primary key, and options. */
export type TableDefinition<Row, Column extends string = never, Text extends string = never> = TableOptions<
  Row,
  Column,
  Text
> & { readonly keyOf: (row: Row) => string }
