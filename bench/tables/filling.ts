import type { Clientele } from '@clientele/adapters'
import type Database from 'better-sqlite3'

export type Value = string | number | boolean | null | undefined

/** The source of the rows. `rankOf` is the position of a customer in the order of names. */
export type Source = { readonly crm: Clientele; readonly asOf: string; readonly rankOf: ReadonlyMap<string, number> }

/**
 * A table as a hand-written program would define it in SQLite for these questions: columns, and its rows from a
 * register.
 */
export type SqlTable = {
  readonly name: string
  readonly columns: string
  readonly options?: string
  /** The columns of each index. */
  readonly indexes?: readonly string[]
  readonly rows: (source: Source) => Iterable<readonly Value[]>
}

const kept = (value: Value): string | number | null => (typeof value === 'boolean' ? Number(value) : (value ?? null))

const createOf = ({ name, columns, options = 'strict' }: SqlTable): string =>
  options.startsWith('using')
    ? `create virtual table ${name} ${options}`
    : `create table ${name} (${columns}) ${options}`

/** Creates a table, fills it, and then creates its indexes. */
export const fillTable = (db: Database.Database, source: Source, table: SqlTable): void => {
  const { name, columns, options = '', indexes = [] } = table
  db.exec(createOf(table))
  const into = options.startsWith('using') ? `${name} (${columns})` : name
  let insert: Database.Statement<unknown[]> | null = null
  for (const row of table.rows(source)) {
    insert ??= db.prepare<unknown[]>(`insert into ${into} values (${row.map(() => '?').join(',')})`)
    insert.run(...row.map(kept))
  }
  for (const [at, index] of indexes.entries()) db.exec(`create index ${name}_${at} on ${name} (${index})`)
}

/** A substring search as in the views: ignoring case and diacritics. */
export const trigrams = (columns: string): string =>
  `using fts5 (${columns}, content = '', tokenize = 'trigram remove_diacritics 1')`
