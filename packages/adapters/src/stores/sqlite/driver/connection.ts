import type { SqliteValue } from '@clientele/domain'

/** What a statement that changes rows did. */
export type Changes = { readonly changes: number; readonly lastInsertRowid: number | bigint }

/** A prepared statement; `Parameters` stand for its `?`, and `Found` is what a row of it is read as. */
export type Statement<Parameters extends readonly SqliteValue[], Found> = {
  /** Reads rows as arrays of their columns from now on. */
  raw(): Statement<Parameters, Found>
  /** Reads the first column of rows alone from now on. */
  pluck(): Statement<Parameters, Found>
  get(...values: Parameters): Found | undefined
  all(...values: Parameters): readonly Found[]
  iterate(...values: Parameters): IterableIterator<Found>
  run(...values: Parameters): Changes
}

/**
 * What is needed of a connection: that of `better-sqlite3` is one as it is. Integers are read as numbers and blobs as
 * buffers; errors carry the name of SQLite's result as their `code` (`SQLITE_BUSY_SNAPSHOT`).
 */
export type Connection = {
  /** Whether it is not closed. */
  readonly open: boolean
  readonly inTransaction: boolean
  prepare<Parameters extends readonly SqliteValue[], Found = unknown>(sql: string): Statement<Parameters, Found>
  /** Runs statements without values and rows. */
  exec(sql: string): unknown
  /** Runs `pragma text`, and returns the first column of its first row. */
  pragma(text: string, options: { readonly simple: true }): unknown
  /** Closes it; again is no error. */
  close(): unknown
}

/** How a file is opened. SQLite never waits for other connections itself: that would block the thread. */
export type OpenOptions = {
  readonly timeout: 0
  readonly readonly?: boolean
  readonly fileMustExist?: boolean
}

/** Opens a file; throws what `storeFailureOf` understands. */
export type OpenDatabase = (file: string, options: OpenOptions) => Connection
