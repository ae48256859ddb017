import { type Checkpoint, type CheckpointStore, failureError, type LeaseStore } from '@clientele/domain'
import { longestLease } from '../../subscriptions/lease.js'
import type { Connection } from '../driver/connection.js'
import { loadDriver } from '../driver/load.js'
import { runImmediate } from '../driver/transaction.js'
import { storeFailureOf } from '../failure.js'
import { reopeningConnection } from '../file/reopening-connection.js'
import { retryWhileLocked } from '../retry-while-locked.js'

/** A file that stores checkpoints and leases. */
export type SubscriptionFile = {
  readonly file: string
  /** How long to wait for other processes that are writing to the file, in milliseconds. */
  readonly patience: number
  /** Whether opening fails if the file is missing. */
  readonly mustExist: boolean
  /** Checks the kind of the file; throws if it is another one. */
  readonly prepare: (connection: Connection) => void
}

/** Checkpoints and leases in a file; opens it at the first use. */
export type SqliteSubscriptions = {
  readonly checkpoints: CheckpointStore
  readonly leases: LeaseStore
  /** Closes the file. */
  close(): Promise<void>
}

const tables = `
  create table if not exists checkpoints (name text primary key, position text not null) strict;
  create table if not exists leases (name text primary key, holder text not null, until integer not null) strict;`

// Older versions store only positions and may run at the same time: `event_id` is valid only if `event_at` is the
// position.
const laterColumns = ['event_id', 'event_at'] as const

const missingColumns = (connection: Connection): readonly string[] => {
  const found = connection.prepare<[]>(`select name from pragma_table_info('checkpoints')`).pluck().all()
  return laterColumns.filter((column) => !found.includes(column))
}

const createTables = (connection: Connection): void => {
  runImmediate(connection, () => {
    connection.exec(tables)
    for (const column of missingColumns(connection))
      connection.exec(`alter table checkpoints add column ${column} text`)
  })
}

const tablesExist = (connection: Connection): boolean =>
  connection.prepare<[]>(`select count(*) from sqlite_schema where name in ('checkpoints', 'leases')`).pluck().get() ===
    2 && missingColumns(connection).length === 0

const connect = async ({ file, patience, mustExist, prepare }: SubscriptionFile): Promise<Connection> => {
  const connection = (await loadDriver())(file, { timeout: 0, fileMustExist: mustExist })
  try {
    await retryWhileLocked(patience, () => {
      prepare(connection)
      connection.exec('pragma synchronous = normal')
      if (!tablesExist(connection)) createTables(connection)
    })
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

const withStoreFailure = async <A>(action: () => Promise<A>): Promise<A> => {
  try {
    return await action()
  } catch (error) {
    throw failureError(storeFailureOf(error))
  }
}

const find = `select position, case when event_at = position then event_id end as eventId
  from checkpoints where name = ?`

const replace = `insert into checkpoints (name, position, event_id, event_at) values (?, ?, ?, ?)
  on conflict (name) do update
  set position = excluded.position, event_id = excluded.event_id, event_at = excluded.event_at`

// All processes run on one machine with one clock. A lease that seems to last too long was taken while it was ahead.
const hold = `insert into leases (name, holder, until) values (?, ?, ?)
  on conflict (name) do update set holder = excluded.holder, until = excluded.until
  where leases.holder = excluded.holder or leases.until not between ? and ?`

const release = 'delete from leases where name = ? and holder = ?'

/** Stores checkpoints and leases in a file, which any number of processes may share. */
export const subscriptionsInFile = (options: SubscriptionFile): SqliteSubscriptions => {
  const reopening = reopeningConnection(options.file, () => connect(options))
  const ask = <A>(question: (connection: Connection) => A): Promise<A> =>
    withStoreFailure(async () => {
      const connection = await reopening.get()
      return retryWhileLocked(options.patience, () => question(connection))
    })
  const change = (text: string, ...values: readonly (string | number | null)[]): Promise<number> =>
    ask((connection) => connection.prepare<(string | number | null)[]>(text).run(...values).changes)
  return {
    checkpoints: {
      load: (name) => ask((connection) => connection.prepare<[string], Checkpoint>(find).get(name) ?? null),
      save: async (name, { position, eventId }) => {
        await change(replace, name, position, eventId, position)
      },
    },
    leases: {
      hold: async (name, holder, milliseconds) => {
        const now = Date.now()
        const until = Math.ceil(now + Math.min(milliseconds, longestLease))
        return (await change(hold, name, holder, until, now + 1, now + longestLease + 1)) > 0
      },
      release: async (name, holder) => {
        await change(release, name, holder)
      },
    },
    close: reopening.close,
  }
}
