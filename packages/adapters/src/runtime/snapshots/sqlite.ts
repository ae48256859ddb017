import type { SnapshotStore } from '@clientele/domain'
import { yieldToEventLoop } from '#platform'
import type { Connection } from '../../stores/sqlite/driver/connection.js'
import { runImmediate } from '../../stores/sqlite/driver/transaction.js'
import { storeFailureOf } from '../../stores/sqlite/failure.js'
import { keptConnection } from '../../stores/sqlite/file/kept-connection.js'
import { whenFree } from '../../stores/sqlite/patience.js'
import { snapshotsFor } from './over-storage.js'
import { connect, discard, patience } from './sqlite-file.js'
import type { SnapshotStorage } from './storage.js'

export type SqliteSnapshotsOptions = {
  /** The file, made when there is none; its directory is not. By custom the store's with `.snapshots` behind it. */
  readonly file: string
}

const names = (connection: Connection): readonly string[] =>
  connection.prepare<[], number>('select key from snapshots order by key desc').pluck().all().map(String)

/** Lines read at a time. */
const pageSize = 16

type Line = { readonly nr: number; readonly line: Buffer }

const linesAfter = (connection: Connection, name: string, nr: number): readonly Line[] =>
  connection
    .prepare<[number, number, number], Line>(
      'select nr, line from lines where snapshot = ? and nr > ? order by nr limit ?',
    )
    .all(Number(name), nr, pageSize)

const insert = async (connection: Connection, lines: AsyncIterable<Buffer>): Promise<void> => {
  const { lastInsertRowid: key } = connection.prepare<[]>('insert into snapshots default values').run()
  const add = connection.prepare<[number | bigint, Buffer]>('insert into lines (snapshot, line) values (?, ?)')
  for await (const line of lines) add.run(key, line)
}

const removeBehind = (connection: Connection, keep: number): void => {
  const last = connection
    .prepare<[number], number>('select key from snapshots order by key desc limit 1 offset ?')
    .pluck()
    .get(keep)
  if (last === undefined) return
  connection.prepare<[number]>('delete from lines where snapshot <= ?').run(last)
  connection.prepare<[number]>('delete from snapshots where key <= ?').run(last)
}

/** In one transaction that stays open while lines come: its connection serves nobody else meanwhile. */
const write = async (connection: Connection, lines: AsyncIterable<Buffer>, keep: number): Promise<void> => {
  await whenFree(patience, () => connection.exec('begin immediate'))
  try {
    await insert(connection, lines)
    removeBehind(connection, keep)
    await whenFree(patience, () => connection.exec('commit'))
  } finally {
    if (connection.inTransaction) connection.exec('rollback')
  }
  connection.exec('pragma wal_checkpoint(truncate)')
}

const clear = (connection: Connection): void => {
  runImmediate(connection, () => removeBehind(connection, 0))
  connection.exec('vacuum')
  connection.exec('pragma wal_checkpoint(truncate)')
}

const isDamaged = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CORRUPT')

const storage = ({ file }: SqliteSnapshotsOptions): SnapshotStorage => {
  const { get: connection, close } = keptConnection(file, () => connect(file))

  const startOver = async (): Promise<void> => {
    await close()
    await discard(file)
  }

  /** What is damaged is of no use to anybody: the next time it is a new file. */
  const using = async <A>(action: (connection: Connection) => A): Promise<Awaited<A>> => {
    const opened = await connection()
    try {
      return await action(opened)
    } catch (error) {
      if (isDamaged(error)) await startOver()
      throw error
    }
  }

  return {
    name: `sqlite:${file}`,
    list: () => using(names),
    read: async function* (name) {
      let page = await using((opened) => linesAfter(opened, name, 0))
      for (let last = page.at(-1); last !== undefined; last = page.at(-1)) {
        const { nr } = last
        for (const { line } of page) yield line
        await yieldToEventLoop()
        page = await using((opened) => linesAfter(opened, name, nr))
      }
    },
    write: (lines, keep) => using((opened) => write(opened, lines, keep)),
    clear: () => using((opened) => whenFree(patience, () => clear(opened))),
    close,
    failureOf: storeFailureOf,
  }
}

/** Snapshots in a file of SQLite of their own; several processes may share it. */
export const sqliteSnapshots = (options: SqliteSnapshotsOptions): SnapshotStore =>
  snapshotsFor('sqliteSnapshots', options, { file: 'text' }, storage)
