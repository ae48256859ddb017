import { type EventStore, failureError, logDiverged } from '@clientele/domain'
import { idsOf } from '../event-id.js'
import { bell } from '../event-log/bell.js'
import type { RecordingTime } from '../event-log/clock.js'
import { markOf } from '../event-log/position.js'
import type { Row } from '../event-log/recorded.js'
import { storeOver } from '../event-log/store.js'
import { subscriptionsInFile } from '../subscriptions/sqlite-subscriptions.js'
import { storeFailureOf } from './failure.js'
import type { Connection } from './file.js'
import { commitsOver } from './group-commit.js'
import { logCheckOf } from './log-check.js'
import { readerOf } from './pages.js'
import { whenFree } from './patience.js'
import { type Columns, columns, type Names, rowFrom, streamNames } from './rows.js'
import { applicationId } from './schema.js'
import { tailOf } from './tail.js'
import { transactionsOf } from './transaction.js'
import { watchOf } from './watch.js'

type StoreOptions = { readonly file: string; readonly timeAfter: RecordingTime; readonly patience: number }

const between = `select ${columns} from events e where e.id between ? and ? order by e.position`

const rowsOfCommands = (connection: Connection, names: Names): ((commandId: string) => readonly Row[]) => {
  const query = connection.prepare<[string, string], Columns>(between).raw()
  return (commandId) => {
    const { first, last } = idsOf(commandId)
    return query.all(first, last).map((row) => rowFrom(names, row))
  }
}

const onlyBeside =
  (store: Connection) =>
  (connection: Connection): void => {
    if (!store.open) throw failureError({ error: 'StoreClosed' })
    if (connection.pragma('application_id', { simple: true }) !== applicationId) throw failureError(logDiverged)
  }

/** The store over an open file of ours. */
export const storeOverFile = (connection: Connection, { file, timeAfter, patience }: StoreOptions): EventStore => {
  const names = streamNames(connection)
  const rung = bell()
  const rowsOf = rowsOfCommands(connection, names)
  const tail = tailOf(connection)
  // A connection of its own: this one may be in the middle of a transaction.
  const subscriptions = subscriptionsInFile({ file, patience, mustExist: true, prepare: onlyBeside(connection) })
  const check = logCheckOf(connection, file)
  return storeOver({
    bell: rung,
    commits: commitsOver(transactionsOf(connection, names, timeAfter), { patience, check, onCommit: rung.ring }),
    pages: { ...readerOf(connection, names, { patience, check }), watch: watchOf(connection, rung, check) },
    rowsOf: (commandId) =>
      whenFree(patience, () => {
        check.now()
        return rowsOf(commandId)
      }),
    head: () =>
      whenFree(patience, () => {
        check.now()
        const last = tail()
        return last.position === 0 ? null : markOf(last)
      }),
    failureOf: storeFailureOf,
    subscriptions,
    release: async () => {
      await subscriptions.close()
      connection.close()
    },
  })
}
