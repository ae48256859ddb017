import type { Clientele } from '@clientele/adapters'
import Database from 'better-sqlite3'
import { customerTables } from './customers.js'
import { fillTable } from './filling.js'
import { groupTables } from './groups.js'
import { inOrder } from './in-order.js'
import { peopleTables } from './people.js'
import { traitTables } from './traits.js'

/**
 * The tables of a register as a hand-written program would define them in SQLite in memory, with an index per question
 * and the order of names as a number.
 */
export const tablesOf = (crm: Clientele, asOf: string): Database.Database => {
  const db = new Database(':memory:')
  const customers = inOrder(crm.register.tables.customers.rows(), ({ customerId: id, name }) => ({ id, name }))
  const rankOf = new Map(customers.map(({ customerId }, rank) => [customerId, rank + 1]))
  const fill = db.transaction(() => {
    for (const table of [...customerTables, ...traitTables, ...groupTables, ...peopleTables])
      fillTable(db, { crm, asOf, rankOf }, table)
  })
  fill()
  db.exec('analyze')
  return db
}

/** A statement and its values. */
export type Sql = readonly [text: string, ...values: readonly (string | number | null)[]]

export type SqlRow = { readonly [column: string]: unknown }

/** Queries or changes a database; each statement is prepared once. */
export const askerOf = (db: Database.Database): ((...sql: Sql) => readonly SqlRow[]) => {
  const prepared = new Map<string, Database.Statement<unknown[], SqlRow>>()
  return (text, ...values) => {
    const statement = prepared.get(text) ?? db.prepare<unknown[], SqlRow>(text)
    prepared.set(text, statement)
    if (statement.reader) return statement.all(...values)
    statement.run(...values)
    return []
  }
}
