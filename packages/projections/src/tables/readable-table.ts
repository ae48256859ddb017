import { freezeDeep } from '../data-structures/freeze-deep.js'
import type { Table } from './table.js'

type ReadMethod =
  | 'name'
  | 'size'
  | 'keyOf'
  | 'get'
  | 'keysWhere'
  | 'rows'
  | 'rowsWhere'
  | 'newestWhere'
  | 'rowsContaining'

/** A read-only table; its rows are deeply frozen. */
export type ReadableTable<T> =
  T extends Table<infer Row, infer Column, infer Text> ? Pick<Table<Row, Column, Text>, ReadMethod> : never

const freezeRow = <Row>(row: Row): Row => {
  // Stored rows are frozen; the values in them are frozen on first read.
  for (const value of Object.values(Object(row))) freezeDeep(value)
  return row
}

function* frozenRows<Row>(rows: Iterable<Row>): Iterable<Row> {
  for (const row of rows) yield freezeRow(row)
}

const freezeIfPresent = <Row>(row: Row | undefined): Row | undefined => (row === undefined ? undefined : freezeRow(row))

/** The read methods of a table, without copies. */
export const readableTable = <Row, Column extends string, Text extends string>(
  table: Table<Row, Column, Text>,
): Pick<Table<Row, Column, Text>, ReadMethod> =>
  Object.freeze({
    name: table.name,
    get size() {
      return table.size
    },
    keyOf: table.keyOf,
    get: (key: string) => freezeIfPresent(table.get(key)),
    rows: () => frozenRows(table.rows()),
    keysWhere: table.keysWhere,
    rowsWhere: (column: Column, value: string) => frozenRows(table.rowsWhere(column, value)),
    newestWhere: (column: Column, value: string) => frozenRows(table.newestWhere(column, value)),
    rowsContaining: (text: Text, part: string, maxRows: number) => {
      const rows = table.rowsContaining(text, part, maxRows)
      return rows === null ? null : rows.map(freezeRow)
    },
  })

/** The read methods of tables, by name. */
export type ReadableTables<T> = { readonly [K in keyof T]: ReadableTable<T[K]> }
