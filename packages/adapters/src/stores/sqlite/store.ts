import { type EventStore, failureError, logDiverged } from '@clientele/domain'
import { idsOf } from '../../event-id.js'
import { markOf } from '../../log/position.js'
import type { RecordingTime } from '../../timing/clock.js'
import { createSignal } from '../../timing/signal.js'
import type { Row } from '../numbered-log/recorded.js'
import { storeOver } from '../numbered-log/store.js'
import { createGroupCommit } from './appending/group-commit.js'
import { writeAlone } from './appending/host-writes.js'
import { createTransaction } from './appending/transaction.js'
import { chainIn } from './chain/source.js'
import type { Connection, OpenDatabase } from './driver/connection.js'
import { storeFailureOf } from './failure.js'
import { createLogCheck } from './file/log-check.js'
import { readerOf } from './pages.js'
import { retryWhileLocked } from './retry-while-locked.js'
import { type Columns, columns, type Names, rowFrom, streamNames } from './rows.js'
import { applicationId } from './schema.js'
import { subscriptionsInFile } from './subscriptions/subscriptions.js'
import { tailOf } from './tail.js'
import { createWatch } from './watch.js'

type StoreOptions = {
  readonly file: string
  /** Opens another connection to the file. */
  readonly open: OpenDatabase
  readonly timeAfter: RecordingTime
  readonly patience: number
}

const rowsBetweenIds = `select ${columns} from events e where e.id between ? and ? order by e.position`

const rowsOfCommands = (connection: Connection, names: Names): ((commandId: string) => readonly Row[]) => {
  const query = connection.prepare<[string, string], Columns>(rowsBetweenIds).raw()
  return (commandId) => {
    const { first, last } = idsOf(commandId)
    return query.all(first, last).map((row) => rowFrom(names, row))
  }
}

const checkEventFile =
  (store: Connection) =>
  (connection: Connection): void => {
    if (!store.open) throw failureError({ error: 'StoreClosed' })
    if (connection.pragma('application_id', { simple: true }) !== applicationId) throw failureError(logDiverged)
  }

// Uses a separate connection: the store's own may be in a transaction, and notices links as writes of another
// connection.
const withOwnConnection = async <A>(
  { open, file }: StoreOptions,
  use: (connection: Connection) => Promise<A>,
): Promise<A> => {
  const connection = open(file, { timeout: 0, fileMustExist: true })
  try {
    return await use(connection)
  } finally {
    connection.close()
  }
}

/** The store over an open event file. */
export const storeOverFile = (connection: Connection, options: StoreOptions): EventStore => {
  const { file, open, timeAfter, patience } = options
  const names = streamNames(connection)
  const signal = createSignal()
  const rowsOf = rowsOfCommands(connection, names)
  const tail = tailOf(connection)
  // Uses a separate connection: this one may be in a transaction.
  const subscriptions = subscriptionsInFile({ file, patience, mustExist: true, prepare: checkEventFile(connection) })
  const check = createLogCheck(connection, open, file)
  return storeOver({
    signal,
    commits: createGroupCommit(createTransaction(connection, names, timeAfter), {
      patience,
      check,
      onCommit: signal.notify,
    }),
    pages: { ...readerOf(connection, names, { patience, check }), watch: createWatch(connection, signal, check) },
    rowsOf: (commandId) =>
      retryWhileLocked(patience, () => {
        check.now()
        return rowsOf(commandId)
      }),
    head: () =>
      retryWhileLocked(patience, () => {
        check.now()
        const last = tail()
        return last.position === 0 ? null : markOf(last)
      }),
    failureOf: storeFailureOf,
    withChain: (use) => withOwnConnection(options, (own) => use(chainIn(own, patience))),
    subscriptions,
    isRemote: false,
    hostWrites: 'sqlite',
    prepareHostWrites: ({ sqlite: writes }) =>
      withOwnConnection(options, (own) => retryWhileLocked(patience, () => writes && writeAlone(own, writes))),
    release: async () => {
      await subscriptions.close()
      connection.close()
    },
  })
}
