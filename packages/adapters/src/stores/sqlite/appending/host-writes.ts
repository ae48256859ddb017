import {
  failureError,
  type HostWrites,
  type SqliteTransaction,
  type SqliteValue,
  type SqlRow,
  type StoreFailure,
} from '@clientele/domain'
import type { Rows } from '../../numbered-log/appended.js'
import { type Row, recordedFrom } from '../../numbered-log/recorded.js'
import {
  refuseTransactionControl,
  transactionOver,
  writesAreAsync,
  writesThrew,
  writesTouchedLog,
} from '../../numbered-log/writes-failed.js'
import type { Connection } from '../driver/connection.js'
import { runImmediate } from '../driver/transaction.js'
import { storeFailureOf } from '../failure.js'
import { type Tail, tailOf } from '../tail.js'

/** The host's function that writes on SQLite. */
export type SqliteWrites = NonNullable<HostWrites['sqlite']>

/** A transaction for the host to use until `takeBack` is called. */
type LentTransaction = { readonly transaction: SqliteTransaction; readonly takeBack: () => void }

const lend = (connection: Connection): LentTransaction => {
  let over = false
  const prepareAllowed = (sql: string) => {
    if (over) throw transactionOver()
    refuseTransactionControl(sql)
    return connection.prepare<SqliteValue[], SqlRow>(sql)
  }
  return {
    transaction: Object.freeze({
      run: (sql: string, ...values: readonly SqliteValue[]) => prepareAllowed(sql).run(...values).changes,
      all: (sql: string, ...values: readonly SqliteValue[]) => prepareAllowed(sql).all(...values),
    }),
    takeBack: () => {
      over = true
    },
  }
}

const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, 'then') === 'function'

const ignore = (): void => undefined

const runWrites = (connection: Connection, writes: SqliteWrites, rows: readonly Row[]): StoreFailure | null => {
  const { transaction, takeBack } = lend(connection)
  try {
    const returned: unknown = writes(transaction, rows.map(recordedFrom))
    if (!isPromise(returned)) return null
    returned.then(ignore, ignore)
    return writesAreAsync
  } catch (error) {
    const failure = storeFailureOf(error)
    return failure.error === 'StoreFull' ? failure : writesThrew(error)
  } finally {
    takeBack()
  }
}

/**
 * Runs the host's writes for events that were just inserted, and returns the failure, or `null`. `tail` reads the last
 * event of the log: if it is not the last of these events, the host changed the log.
 */
export const failureOfWrites = (
  connection: Connection,
  writes: SqliteWrites,
  rows: Rows,
  tail: () => Tail,
): StoreFailure | null => {
  const failure = runWrites(connection, writes, rows)
  if (failure !== null) return failure
  return connection.inTransaction && tail().id === rows.at(-1)?.id ? null : writesTouchedLog
}

/** Runs the host's writes in a separate transaction, without events. Throws errors that `storeFailureOf` converts. */
export const writeAlone = (connection: Connection, writes: SqliteWrites): void =>
  runImmediate(connection, () => {
    const tail = tailOf(connection)
    const before = tail().id
    const failure = runWrites(connection, writes, [])
    if (failure !== null) throw failureError(failure)
    if (!connection.inTransaction || tail().id !== before) throw failureError(writesTouchedLog)
  })
