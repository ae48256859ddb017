import type { RecordedEvent } from './recorded-event.js'

/** A row as the driver hands it over, by column. */
export type SqlRow = { readonly [column: string]: unknown }

/** What a statement of SQLite takes in place of a `?`. */
export type SqliteValue = string | number | bigint | Uint8Array | null

/**
 * The transaction of an append on SQLite. Each call is one statement; one that begins or ends transactions, or changes
 * the connection, is refused. Unusable once the function it was given to has returned.
 */
export type SqliteTransaction = {
  /** Runs a statement that gives no rows, and returns how many it changed. */
  run(sql: string, ...values: readonly SqliteValue[]): number
  /** Returns the rows of a statement. */
  all(sql: string, ...values: readonly SqliteValue[]): readonly SqlRow[]
}

/** The transaction of an append on PostgreSQL; the same holds. Values stand for `$1`, `$2` and so on. */
export type PostgresTransaction = {
  query(sql: string, values?: readonly unknown[]): Promise<readonly SqlRow[]>
}

/** The stores in whose transactions a host may write. */
export type HostWritesKind = 'sqlite' | 'postgres'

/**
 * What a host writes in the transaction of an append, by store. It is called with the recorded events of the append, as they read,
 * before the commit: what it writes is there exactly if the events are. One that throws, or takes longer than the store's
 * patience, has the append undone (`WritesFailed`); appends committed together with it are not affected. It may be called
 * again for the same events after they were undone, so it changes nothing but by `transaction`. It is not called for
 * events that were appended before.
 */
export type HostWrites = {
  readonly sqlite?: (transaction: SqliteTransaction, events: readonly RecordedEvent[]) => void
  readonly postgres?: (transaction: PostgresTransaction, events: readonly RecordedEvent[]) => Promise<void>
  /**
   * Statements, one each, in the words of the store that is opened: `create table if not exists …`. They are run in one
   * transaction at every opening, before anything is written; where one fails the register is not opened (`WritesFailed`).
   */
  readonly prepare?: readonly string[]
}
