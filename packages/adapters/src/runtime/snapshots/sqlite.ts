import type { SnapshotStore } from '@clientele/domain'
import { yieldToEventLoop } from '#platform'
import type { Connection } from '../../stores/sqlite/driver/connection.js'
import { runImmediate } from '../../stores/sqlite/driver/transaction.js'
import { storeFailureOf } from '../../stores/sqlite/failure.js'
import { reopeningConnection } from '../../stores/sqlite/file/reopening-connection.js'
import { retryWhileLocked } from '../../stores/sqlite/retry-while-locked.js'
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

/** A key that nothing has, and that nothing gets later. */
const reserve = (connection: Connection): number =>
  runImmediate(connection, () => {
    const { lastInsertRowid } = connection.prepare<[]>('insert into snapshots default values').run()
    connection.prepare<[number | bigint]>('delete from snapshots where key = ?').run(lastInsertRowid)
    return Number(lastInsertRowid)
  })

const add = (connection: Connection, key: number, page: readonly Buffer[]): void => {
  const insert = connection.prepare<[number, Buffer]>('insert into lines (snapshot, line) values (?, ?)')
  runImmediate(connection, () => {
    for (const line of page) insert.run(key, line)
  })
}

/** Adds the lines of a snapshot that nobody sees yet, a page in a transaction, and returns how many there are. */
const addAll = async (connection: Connection, key: number, lines: AsyncIterable<Buffer>): Promise<number> => {
  let count = 0
  let page: Buffer[] = []
  const flush = async (): Promise<void> => {
    await retryWhileLocked(patience, () => add(connection, key, page))
    count += page.length
    page = []
    await yieldToEventLoop()
  }
  for await (const line of lines) if (page.push(line) === pageSize) await flush()
  await flush()
  return count
}

/** Shows a snapshot whose lines are all there, and returns whether it does: who purges meanwhile removes some. */
const show = (connection: Connection, key: number, count: number): boolean =>
  runImmediate(connection, () => {
    const found = connection.prepare<[number], number>('select count(*) from lines where snapshot = ?').pluck().get(key)
    if (found !== count) return false
    connection.prepare<[number]>('insert into snapshots (key) values (?)').run(key)
    return true
  })

const removeLines = async (connection: Connection, where: string, key: number): Promise<void> => {
  const some = connection.prepare<[number, number]>(
    `delete from lines where nr in (select nr from lines where snapshot ${where} ? limit ?)`,
  )
  while ((await retryWhileLocked(patience, () => some.run(key, pageSize))).changes > 0) await yieldToEventLoop()
}

/** Removes all snapshots but the newest `keep`, and what others left behind that were killed while they saved. */
const removeBehind = async (connection: Connection, keep: number): Promise<void> => {
  const last = connection
    .prepare<[number], number>('select key from snapshots order by key desc limit 1 offset ?')
    .pluck()
    .get(keep)
  if (last === undefined) return
  await retryWhileLocked(patience, () => connection.prepare<[number]>('delete from snapshots where key <= ?').run(last))
  await removeLines(connection, '<=', last)
}

/**
 * Saves a snapshot in many small transactions, between which others have their turn: one of hundreds of megabytes would
 * stop the event loop for seconds when it is committed.
 */
const write = async (connection: Connection, lines: AsyncIterable<Buffer>, keep: number): Promise<void> => {
  const key = await retryWhileLocked(patience, () => reserve(connection))
  let isShown = false
  try {
    const count = await addAll(connection, key, lines)
    isShown = await retryWhileLocked(patience, () => show(connection, key, count))
  } finally {
    if (!isShown) await removeLines(connection, '=', key)
  }
  await removeBehind(connection, keep)
  connection.exec('pragma wal_checkpoint(truncate)')
}

const clear = (connection: Connection): void => {
  runImmediate(connection, () => {
    connection.exec('delete from lines')
    connection.exec('delete from snapshots')
  })
  connection.exec('vacuum')
  connection.exec('pragma wal_checkpoint(truncate)')
}

const isDamaged = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CORRUPT')

const storage = ({ file }: SqliteSnapshotsOptions): SnapshotStorage => {
  const { get: connection, close } = reopeningConnection(file, () => connect(file))

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
    clear: () => using((opened) => retryWhileLocked(patience, () => clear(opened))),
    close,
    failureOf: storeFailureOf,
  }
}

/** Snapshots in a file of SQLite of their own; several processes may share it. */
export const sqliteSnapshots = (options: SqliteSnapshotsOptions): SnapshotStore =>
  snapshotsFor('sqliteSnapshots', options, { file: 'text' }, storage)
