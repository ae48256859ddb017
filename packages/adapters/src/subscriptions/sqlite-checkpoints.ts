import { type CheckpointStore, failureError, type Position, type StoreFailure } from '@clientele/domain'
import Database from 'better-sqlite3'
import { storeFailureOf } from '../sqlite/failure.js'
import { keptConnection } from '../sqlite/kept-connection.js'
import { whenFree } from '../sqlite/patience.js'

export type SqliteCheckpointOptions = {
  /** A file of its own, made when there is none; its directory is not. */
  readonly file: string
  /** How long to wait for other processes that write to the file, in milliseconds; 10,000 by default. */
  readonly patience?: number
}

/** Checkpoints in a file; it is opened when first needed. */
export type SqliteCheckpoints = CheckpointStore & {
  /** Lets go of the file. */
  close(): Promise<void>
}

type Connection = Database.Database

// `CLNC`: a file of events is `CLNT`.
const applicationId = 0x434c4e43

const unreadable = (file: string): StoreFailure => ({
  error: 'StoreUnreadable',
  problem: `${file} holds something else than checkpoints: give them a file of their own.`,
})

const isEmpty = (connection: Connection): boolean =>
  connection.prepare('select 1 from sqlite_schema limit 1').get() === undefined

const prepare = (connection: Connection, file: string): void => {
  const application = connection.pragma('application_id', { simple: true })
  if (application !== applicationId && !isEmpty(connection)) throw failureError(unreadable(file))
  connection.pragma('journal_mode = wal')
  connection.pragma('synchronous = normal')
  const create = connection.transaction(() => {
    connection.exec(`create table if not exists checkpoints (name text primary key, position text not null) strict;
      pragma application_id = ${applicationId};`)
  })
  if (application !== applicationId) create.immediate()
}

const connect = async ({ file, patience = 10_000 }: SqliteCheckpointOptions): Promise<Connection> => {
  const connection = new Database(file, { timeout: 0 })
  try {
    await whenFree(patience, () => prepare(connection, file))
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

const upsert = `insert into checkpoints (name, position) values (?, ?)
  on conflict (name) do update set position = excluded.position`

/**
 * Checkpoints in a file of their own, shared by as many processes as like. Losing power may set them back a little, never
 * forward: some events are then delivered again. A file that is removed or replaced meanwhile is opened again as it is.
 */
export const sqliteCheckpoints = (options: SqliteCheckpointOptions): SqliteCheckpoints => {
  const { patience = 10_000 } = options
  const kept = keptConnection(options.file, () => connect(options))
  const asking = <A>(question: (connection: Connection) => A): Promise<A> =>
    named(async () => {
      const connection = await kept.get()
      return whenFree(patience, () => question(connection))
    })
  return {
    load: (name) =>
      asking((connection) => {
        const query = connection.prepare<[string], Position>('select position from checkpoints where name = ?').pluck()
        return query.get(name) ?? null
      }),
    save: (name, position) =>
      asking((connection) => {
        connection.prepare<[string, string]>(upsert).run(name, position)
      }),
    close: kept.close,
  }
}
