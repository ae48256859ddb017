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
  isOver,
  unlessControlling,
  writesAreAsync,
  writesThrew,
  writesTouchedLog,
} from '../../numbered-log/writes-failed.js'
import type { Connection } from '../driver/connection.js'
import { runImmediate } from '../driver/transaction.js'
import { storeFailureOf } from '../failure.js'
import { type Tail, tailOf } from '../tail.js'

/** What a host writes on SQLite. */
export type SqliteWrites = NonNullable<HostWrites['sqlite']>

/** A transaction lent to a host, until it is taken back. */
type Lent = { readonly transaction: SqliteTransaction; readonly takeBack: () => void }

const lend = (connection: Connection): Lent => {
  let over = false
  const prepared = (sql: string) => {
    if (over) throw isOver()
    unlessControlling(sql)
    return connection.prepare<SqliteValue[], SqlRow>(sql)
  }
  return {
    transaction: Object.freeze({
      run: (sql: string, ...values: readonly SqliteValue[]) => prepared(sql).run(...values).changes,
      all: (sql: string, ...values: readonly SqliteValue[]) => prepared(sql).all(...values),
    }),
    takeBack: () => {
      over = true
    },
  }
}

const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, 'then') === 'function'

const ignore = (): void => undefined

const writeBeside = (connection: Connection, writes: SqliteWrites, rows: readonly Row[]): StoreFailure | null => {
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
 * Lets a host write beside events that were just inserted, and returns why that failed; `null` when it did not. `tail`
 * reads the last event, which is still the last of these.
 */
export const failureOfWrites = (
  connection: Connection,
  writes: SqliteWrites,
  rows: Rows,
  tail: () => Tail,
): StoreFailure | null => {
  const failure = writeBeside(connection, writes, rows)
  if (failure !== null) return failure
  return connection.inTransaction && tail().id === rows.at(-1)?.id ? null : writesTouchedLog
}

/** Lets a host write in a transaction of its own, without events. Throws what `storeFailureOf` understands. */
export const writeAlone = (connection: Connection, writes: SqliteWrites): void =>
  runImmediate(connection, () => {
    const tail = tailOf(connection)
    const before = tail().id
    const failure = writeBeside(connection, writes, [])
    if (failure !== null) throw failureError(failure)
    if (!connection.inTransaction || tail().id !== before) throw failureError(writesTouchedLog)
  })
