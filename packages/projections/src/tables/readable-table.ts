import { freezeDeep } from '../data-structures/freeze-deep.js'
import type { Table } from './table.js'

type Reads = 'name' | 'size' | 'keyOf' | 'get' | 'keysWhere' | 'rows' | 'rowsWhere' | 'newestWhere' | 'rowsContaining'

/** A table as others read it: its rows are frozen, with everything in them. */
export type ReadableTable<T> =
  T extends Table<infer Row, infer Column, infer Text> ? Pick<Table<Row, Column, Text>, Reads> : never

const frozen = <Row>(row: Row): Row => {
  // A row is frozen when it is stored; what it holds, when somebody else gets it.
  for (const value of Object.values(Object(row))) freezeDeep(value)
  return row
}

function* frozenRows<Row>(rows: Iterable<Row>): Iterable<Row> {
  for (const row of rows) yield frozen(row)
}

const frozenOrNone = <Row>(row: Row | undefined): Row | undefined => (row === undefined ? undefined : frozen(row))

/** The reading functions of a table, without copies. */
export const readableTable = <Row, Column extends string, Text extends string>(
  table: Table<Row, Column, Text>,
): Pick<Table<Row, Column, Text>, Reads> =>
  Object.freeze({
    name: table.name,
    get size() {
      return table.size
    },
    keyOf: table.keyOf,
    get: (key: string) => frozenOrNone(table.get(key)),
    rows: () => frozenRows(table.rows()),
    keysWhere: table.keysWhere,
    rowsWhere: (column: Column, value: string) => frozenRows(table.rowsWhere(column, value)),
    newestWhere: (column: Column, value: string) => frozenRows(table.newestWhere(column, value)),
    rowsContaining: (text: Text, part: string, most: number) => {
      const rows = table.rowsContaining(text, part, most)
      return rows === null ? null : rows.map(frozen)
    },
  })

/** The reading functions of tables, by name. */
export type ReadableTables<T> = { readonly [K in keyof T]: ReadableTable<T[K]> }
