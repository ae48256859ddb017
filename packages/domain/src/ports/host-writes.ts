import type { RecordedEvent } from './recorded-event.js'

/** A row by column, as the driver returns it. */
export type SqlRow = { readonly [column: string]: unknown }

/** A parameter of an SQLite statement, for a `?`. */
export type SqliteValue = string | number | bigint | Uint8Array | null

/**
 * The transaction of an append on SQLite. Each call is one statement; statements that start or end transactions, or
 * change the connection, are refused. Unusable once the function that received it has returned.
 */
export type SqliteTransaction = {
  /** Runs a statement without result rows, and returns the number of changed rows. */
  run(sql: string, ...values: readonly SqliteValue[]): number
  /** Returns the rows of a statement. */
  all(sql: string, ...values: readonly SqliteValue[]): readonly SqlRow[]
}

/** The transaction of an append on PostgreSQL, with the same rules. Values are the parameters `$1`, `$2` and so on. */
export type PostgresTransaction = {
  query(sql: string, values?: readonly unknown[]): Promise<readonly SqlRow[]>
}

/** The stores in whose transactions a host may write. */
export type HostWritesKind = 'sqlite' | 'postgres'

/**
 * The writes of a host in the transaction of an append, by store. The function is called with the recorded events of
 * the append, decoded, before the commit: its writes are committed exactly if the events are. If it throws, or takes
 * longer than the store's timeout, the append is rolled back (`WritesFailed`); appends committed together with it are
 * not affected. It may be called again for the same events after a rollback, so it must change nothing except by
 * `transaction`. It is not called for events that were appended before.
 */
export type HostWrites = {
  readonly sqlite?: ((transaction: SqliteTransaction, events: readonly RecordedEvent[]) => void) | undefined
  readonly postgres?:
    | ((transaction: PostgresTransaction, events: readonly RecordedEvent[]) => Promise<void>)
    | undefined
  /**
   * Single statements in the SQL dialect of the store: `create table if not exists …`. They are run in one transaction
   * at every opening, before anything is written; if one fails, the register is not opened (`WritesFailed`).
   */
  readonly prepare?: readonly string[] | undefined
}
