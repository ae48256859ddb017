import { type EventStore, failureError, logDiverged } from '@clientele/domain'
import { idsOf } from '../../event-id.js'
import { markOf } from '../../log/position.js'
import type { RecordingTime } from '../../timing/clock.js'
import { createSignal } from '../../timing/signal.js'
import type { Row } from '../numbered-log/recorded.js'
import { storeOver } from '../numbered-log/store.js'
import { commitsOver } from './appending/group-commit.js'
import { writeAlone } from './appending/host-writes.js'
import { transactionsOf } from './appending/transaction.js'
import { chainIn } from './chain/source.js'
import type { Connection, OpenDatabase } from './driver/connection.js'
import { storeFailureOf } from './failure.js'
import { logCheckOf } from './file/log-check.js'
import { readerOf } from './pages.js'
import { whenFree } from './patience.js'
import { type Columns, columns, type Names, rowFrom, streamNames } from './rows.js'
import { applicationId } from './schema.js'
import { subscriptionsInFile } from './subscriptions/subscriptions.js'
import { tailOf } from './tail.js'
import { watchOf } from './watch.js'

type StoreOptions = {
  readonly file: string
  /** Opens the file once more. */
  readonly open: OpenDatabase
  readonly timeAfter: RecordingTime
  readonly patience: number
}

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

// A connection of its own: this one may be in the middle of a transaction, and learns of links as of what others write.
const beside = async <A>({ open, file }: StoreOptions, use: (connection: Connection) => Promise<A>): Promise<A> => {
  const connection = open(file, { timeout: 0, fileMustExist: true })
  try {
    return await use(connection)
  } finally {
    connection.close()
  }
}

/** The store over an open file of ours. */
export const storeOverFile = (connection: Connection, options: StoreOptions): EventStore => {
  const { file, open, timeAfter, patience } = options
  const names = streamNames(connection)
  const signal = createSignal()
  const rowsOf = rowsOfCommands(connection, names)
  const tail = tailOf(connection)
  // A connection of its own: this one may be in the middle of a transaction.
  const subscriptions = subscriptionsInFile({ file, patience, mustExist: true, prepare: onlyBeside(connection) })
  const check = logCheckOf(connection, open, file)
  return storeOver({
    signal,
    commits: commitsOver(transactionsOf(connection, names, timeAfter), { patience, check, onCommit: signal.notify }),
    pages: { ...readerOf(connection, names, { patience, check }), watch: watchOf(connection, signal, check) },
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
    withChain: (use) => beside(options, (another) => use(chainIn(another, patience))),
    subscriptions,
    isRemote: false,
    hostWrites: 'sqlite',
    prepareHostWrites: ({ sqlite: writes }) =>
      beside(options, (another) => whenFree(patience, () => writes && writeAlone(another, writes))),
    release: async () => {
      await subscriptions.close()
      connection.close()
    },
  })
}
