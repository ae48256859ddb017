import { type Checkpoint, type CheckpointStore, failureError, type LeaseStore } from '@clientele/domain'
import { longestLease } from '../../subscriptions/holding.js'
import type { Connection } from '../driver/connection.js'
import { loadDriver } from '../driver/load.js'
import { runImmediate } from '../driver/transaction.js'
import { storeFailureOf } from '../failure.js'
import { keptConnection } from '../file/kept-connection.js'
import { whenFree } from '../patience.js'

/** A file in which checkpoints and leases are kept. */
export type SubscriptionFile = {
  readonly file: string
  /** How long to wait for other processes that write to the file, in milliseconds. */
  readonly patience: number
  /** Whether it is never made here. */
  readonly mustExist: boolean
  /** Makes sure of what the file is; throws when it is something else. */
  readonly prepare: (connection: Connection) => void
}

/** What is kept in it; it is opened when first needed. */
export type SqliteSubscriptions = {
  readonly checkpoints: CheckpointStore
  readonly leases: LeaseStore
  /** Lets go of the file. */
  close(): Promise<void>
}

const tables = `
  create table if not exists checkpoints (name text primary key, position text not null) strict;
  create table if not exists leases (name text primary key, holder text not null, until integer not null) strict;`

// Positions alone were kept at first, and are by an older program that runs meanwhile: an id counts for its position.
const later = ['event_id', 'event_at'] as const

const missingIn = (connection: Connection): readonly string[] => {
  const found = connection.prepare<[]>(`select name from pragma_table_info('checkpoints')`).pluck().all()
  return later.filter((column) => !found.includes(column))
}

const makeTables = (connection: Connection): void => {
  runImmediate(connection, () => {
    connection.exec(tables)
    for (const column of missingIn(connection)) connection.exec(`alter table checkpoints add column ${column} text`)
  })
}

const areThere = (connection: Connection): boolean =>
  connection.prepare<[]>(`select count(*) from sqlite_schema where name in ('checkpoints', 'leases')`).pluck().get() ===
    2 && missingIn(connection).length === 0

const connect = async ({ file, patience, mustExist, prepare }: SubscriptionFile): Promise<Connection> => {
  const connection = (await loadDriver())(file, { timeout: 0, fileMustExist: mustExist })
  try {
    await whenFree(patience, () => {
      prepare(connection)
      connection.exec('pragma synchronous = normal')
      if (!areThere(connection)) makeTables(connection)
    })
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

const named = async <A>(action: () => Promise<A>): Promise<A> => {
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

// All processes are on one machine, and so is their clock. It may have been ahead when the lease was taken.
const hold = `insert into leases (name, holder, until) values (?, ?, ?)
  on conflict (name) do update set holder = excluded.holder, until = excluded.until
  where leases.holder = excluded.holder or leases.until not between ? and ?`

const release = 'delete from leases where name = ? and holder = ?'

/** Checkpoints and leases in a file, shared by as many processes as like. */
export const subscriptionsInFile = (options: SubscriptionFile): SqliteSubscriptions => {
  const kept = keptConnection(options.file, () => connect(options))
  const asking = <A>(question: (connection: Connection) => A): Promise<A> =>
    named(async () => {
      const connection = await kept.get()
      return whenFree(options.patience, () => question(connection))
    })
  const changing = (text: string, ...values: readonly (string | number | null)[]): Promise<number> =>
    asking((connection) => connection.prepare<(string | number | null)[]>(text).run(...values).changes)
  return {
    checkpoints: {
      load: (name) => asking((connection) => connection.prepare<[string], Checkpoint>(find).get(name) ?? null),
      save: async (name, { position, eventId }) => {
        await changing(replace, name, position, eventId, position)
      },
    },
    leases: {
      hold: async (name, holder, milliseconds) => {
        const now = Date.now()
        const until = Math.ceil(now + Math.min(milliseconds, longestLease))
        return (await changing(hold, name, holder, until, now + 1, now + longestLease + 1)) > 0
      },
      release: async (name, holder) => {
        await changing(release, name, holder)
      },
    },
    close: kept.close,
  }
}
