import { existsSync } from 'node:fs'
import type { KeyStore, KeyStoreSource, StoredKeys, StoreFailure } from '@clientele/domain'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { Connection } from './driver/connection.js'
import { loadDriver } from './driver/load.js'
import { runImmediate } from './driver/transaction.js'
import { storeFailureOf } from './failure.js'
import { connectToFile } from './file/connect-to-file.js'
import { createFileCheck } from './file/file-check.js'
import type { FileKind } from './file/file-kind.js'
import { locatedFile } from './file/located.js'
import { retryWhileLocked } from './retry-while-locked.js'

export type SqliteKeysOptions = {
  /** The file, created if it is missing; its directory must exist. By convention the store's file name plus `.keys`. */
  readonly file: string
}

/** How long to wait for another process that writes to the file, in milliseconds. */
const patience = 10_000

const kindOf = (file: string): FileKind => ({
  file,
  // `CLKY`
  applicationId: 0x434c4b59,
  version: 1,
  tables: 'create table keys (subject text not null primary key, wrapped text) strict, without rowid;',
  foreign: `${file} holds no keys: give another file.`,
  newer: () => `${file} was written by a newer version: update.`,
})

// Deleted content is overwritten, and no journal with its old content is left behind.
const applySettings = (connection: Connection): void => {
  connection.exec('pragma secure_delete = on')
  connection.exec('pragma journal_mode = truncate')
  connection.exec('pragma synchronous = full')
}

const connect = async (file: string): Promise<Connection> =>
  connectToFile(await loadDriver(), { file, kind: kindOf(file), patience, applySettings })

const readIn = (connection: Connection, subjects: Iterable<string>): StoredKeys => {
  const one = connection.prepare<[string], string | null>('select wrapped from keys where subject = ?').pluck()
  const found = new Map<string, string | null>()
  for (const subject of subjects) {
    const wrapped = one.get(subject)
    if (wrapped !== undefined) found.set(subject, wrapped)
  }
  return found
}

const readAllIn = (connection: Connection): StoredKeys =>
  new Map(connection.prepare<[], [string, string | null]>('select subject, wrapped from keys').raw().all())

const runForEach = (connection: Connection, sql: string, rows: Iterable<readonly [string, string | null]>): void => {
  const statement = connection.prepare<[string, string | null]>(sql)
  for (const [subject, wrapped] of rows) statement.run(subject, wrapped)
}

const insert = 'insert into keys (subject, wrapped) values (?, ?) on conflict (subject)'

const storeOver = (connection: Connection, file: string): KeyStore => {
  const check = createFileCheck(file)
  const checked =
    <A>(action: () => A) =>
    (): A => {
      check.now()
      return action()
    }
  const toTask =
    <A>(action: () => A) =>
    async (): Promise<Either<StoreFailure, A>> => {
      try {
        return right(await retryWhileLocked(patience, action))
      } catch (error) {
        return left(storeFailureOf(error))
      }
    }
  const transaction = <A>(action: () => A) => toTask(() => runImmediate(connection, checked(action)))
  return {
    name: `sqlite:${file}`,
    read: (subjects) => toTask(checked(() => readIn(connection, subjects))),
    readAll: () => toTask(checked(() => readAllIn(connection))),
    add: (keys) =>
      transaction(() => {
        runForEach(connection, `${insert} do nothing`, keys)
        return readIn(connection, keys.keys())
      }),
    replace: (keys) =>
      transaction(() =>
        runForEach(connection, `${insert} do update set wrapped = excluded.wrapped where wrapped is not null`, keys),
      ),
    destroy: (subjects) =>
      transaction(() =>
        runForEach(
          connection,
          `${insert} do update set wrapped = null`,
          subjects.map((subject) => [subject, null] as const),
        ),
      ),
    close: async () => {
      connection.close()
    },
  }
}

/**
 * Stores keys in a separate SQLite file, where destroyed keys are overwritten (`secure_delete`); several processes may
 * share it. Never keep a backup of it together with a backup of the log.
 */
export const sqliteKeys = (options: SqliteKeysOptions): KeyStoreSource => {
  const file = locatedFile(options.file)
  return {
    name: `sqlite:${options.file}`,
    exists: async () => existsSync(file),
    open: async () => {
      try {
        return right(storeOver(await connect(file), file))
      } catch (error) {
        return left(storeFailureOf(error))
      }
    },
  }
}
