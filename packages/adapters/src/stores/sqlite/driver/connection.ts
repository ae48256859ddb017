import type { SqliteValue } from '@clientele/domain'

/** The result of a statement that changes rows. */
export type Changes = { readonly changes: number; readonly lastInsertRowid: number | bigint }

/** A prepared statement; `Parameters` are the values for its `?`, and `Found` is the type of its rows. */
export type Statement<Parameters extends readonly SqliteValue[], Found> = {
  /** From now on returns rows as arrays of their columns. */
  raw(): Statement<Parameters, Found>
  /** From now on returns only the first column of rows. */
  pluck(): Statement<Parameters, Found>
  get(...values: Parameters): Found | undefined
  all(...values: Parameters): readonly Found[]
  iterate(...values: Parameters): IterableIterator<Found>
  run(...values: Parameters): Changes
}

/**
 * The part of a connection that the store uses; a connection of `better-sqlite3` has this shape. Integers are read as
 * numbers and blobs as buffers; errors have the name of SQLite's result as `code` (`SQLITE_BUSY_SNAPSHOT`).
 */
export type Connection = {
  /** False after `close`. */
  readonly open: boolean
  readonly inTransaction: boolean
  prepare<Parameters extends readonly SqliteValue[], Found = unknown>(sql: string): Statement<Parameters, Found>
  /** Executes statements without values; returns no rows. */
  exec(sql: string): unknown
  /** Runs `pragma text`, and returns the first column of its first row. */
  pragma(text: string, options: { readonly simple: true }): unknown
  /** Closes the connection; does nothing if it is closed. */
  close(): unknown
}

/** How to open a file. `timeout` is 0: if SQLite waited for other connections, it would block the thread. */
export type OpenOptions = {
  readonly timeout: 0
  readonly readonly?: boolean
  readonly fileMustExist?: boolean
}

/** Opens a file; throws errors that `storeFailureOf` converts. */
export type OpenDatabase = (file: string, options: OpenOptions) => Connection
