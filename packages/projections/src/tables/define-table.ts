import type { IndexColumn, TableOptions } from './definition.js'
import { createTable, type Table } from './table.js'

/** Defines a table by its primary key; the row type is that of the parameter of `keyOf`. */
export const defineTable =
  <Row extends object, Column extends IndexColumn<Row> = never, Text extends string = never>(
    keyOf: (row: Row) => string,
    options: TableOptions<Row, Column, Text> = {},
  ) =>
  (name: string): Table<Row, Column, Text> =>
    createTable({ name, keyOf, ...options })
