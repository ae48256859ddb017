import type { SnapshotStore } from '@clientele/domain'
import { yieldToEventLoop } from '#platform'
import type { Connection } from '../../stores/sqlite/driver/connection.js'
import { runImmediate } from '../../stores/sqlite/driver/transaction.js'
import { storeFailureOf } from '../../stores/sqlite/failure.js'
import { locatedFile } from '../../stores/sqlite/file/located.js'
import { reopeningConnection } from '../../stores/sqlite/file/reopening-connection.js'
import { retryWhileLocked } from '../../stores/sqlite/retry-while-locked.js'
import { snapshotsFor } from './over-storage.js'
import { connect, discard, patience } from './sqlite-file.js'
import type { SnapshotStorage } from './storage.js'

export type SqliteSnapshotsOptions = {
  /**
   * The file, created if it is missing; its directory must exist. By convention the store's file name plus
   * `.snapshots`.
   */
  readonly file: string
}

const listNames = (connection: Connection): readonly string[] =>
  connection.prepare<[], number>('select key from snapshots order by key desc').pluck().all().map(String)

/** The number of lines read at a time. */
const pageSize = 16

type Line = { readonly nr: number; readonly line: Buffer }

const linesAfter = (connection: Connection, name: string, nr: number): readonly Line[] =>
  connection
    .prepare<[number, number, number], Line>(
      'select nr, line from lines where snapshot = ? and nr > ? order by nr limit ?',
    )
    .all(Number(name), nr, pageSize)

/** Reserves a new key that no other snapshot gets. */
const reserve = (connection: Connection): number =>
  runImmediate(connection, () => {
    const { lastInsertRowid } = connection.prepare<[]>('insert into snapshots default values').run()
    connection.prepare<[number | bigint]>('delete from snapshots where key = ?').run(lastInsertRowid)
    return Number(lastInsertRowid)
  })

const addPage = (connection: Connection, key: number, page: readonly Buffer[]): void => {
  const insert = connection.prepare<[number, Buffer]>('insert into lines (snapshot, line) values (?, ?)')
  runImmediate(connection, () => {
    for (const line of page) insert.run(key, line)
  })
}

/** Adds the lines of a snapshot that is not listed yet, one page per transaction; returns the number of lines. */
const addLines = async (connection: Connection, key: number, lines: AsyncIterable<Buffer>): Promise<number> => {
  let count = 0
  let page: Buffer[] = []
  const flush = async (): Promise<void> => {
    await retryWhileLocked(patience, () => addPage(connection, key, page))
    count += page.length
    page = []
    await yieldToEventLoop()
  }
  for await (const line of lines) if (page.push(line) === pageSize) await flush()
  await flush()
  return count
}

/**
 * Lists a snapshot if all its lines are there; returns whether it did, since a purge meanwhile may have removed some.
 */
const list = (connection: Connection, key: number, count: number): boolean =>
  runImmediate(connection, () => {
    const found = connection.prepare<[number], number>('select count(*) from lines where snapshot = ?').pluck().get(key)
    if (found !== count) return false
    connection.prepare<[number]>('insert into snapshots (key) values (?)').run(key)
    return true
  })

const removeLines = async (connection: Connection, where: string, key: number): Promise<void> => {
  const deletePage = connection.prepare<[number, number]>(
    `delete from lines where nr in (select nr from lines where snapshot ${where} ? limit ?)`,
  )
  while ((await retryWhileLocked(patience, () => deletePage.run(key, pageSize))).changes > 0) await yieldToEventLoop()
}

/** Removes all snapshots except the newest `keep`, and lines left by processes that were killed while saving. */
const removeOld = async (connection: Connection, keep: number): Promise<void> => {
  const last = connection
    .prepare<[number], number>('select key from snapshots order by key desc limit 1 offset ?')
    .pluck()
    .get(keep)
  if (last === undefined) return
  await retryWhileLocked(patience, () => connection.prepare<[number]>('delete from snapshots where key <= ?').run(last))
  await removeLines(connection, '<=', last)
}

/**
 * Saves a snapshot in many small transactions and yields to the event loop between them: committing one transaction of
 * hundreds of megabytes would block the event loop for seconds.
 */
const write = async (connection: Connection, lines: AsyncIterable<Buffer>, keep: number): Promise<void> => {
  const key = await retryWhileLocked(patience, () => reserve(connection))
  let isListed = false
  try {
    const count = await addLines(connection, key, lines)
    isListed = await retryWhileLocked(patience, () => list(connection, key, count))
  } finally {
    if (!isListed) await removeLines(connection, '=', key)
  }
  await removeOld(connection, keep)
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

const storage = (options: SqliteSnapshotsOptions): SnapshotStorage => {
  const file = locatedFile(options.file)
  const { get: connection, close } = reopeningConnection(file, () => connect(file))

  const discardFile = async (): Promise<void> => {
    await close()
    await discard(file)
  }

  /** Runs an action; if the file is damaged, removes it, so that the next call creates a new one. */
  const withConnection = async <A>(action: (connection: Connection) => A): Promise<Awaited<A>> => {
    const opened = await connection()
    try {
      return await action(opened)
    } catch (error) {
      if (isDamaged(error)) await discardFile()
      throw error
    }
  }

  return {
    name: `sqlite:${file}`,
    list: () => withConnection(listNames),
    read: async function* (name) {
      let page = await withConnection((opened) => linesAfter(opened, name, 0))
      for (let last = page.at(-1); last !== undefined; last = page.at(-1)) {
        const { nr } = last
        for (const { line } of page) yield line
        await yieldToEventLoop()
        page = await withConnection((opened) => linesAfter(opened, name, nr))
      }
    },
    write: (lines, keep) => withConnection((opened) => write(opened, lines, keep)),
    clear: () => withConnection((opened) => retryWhileLocked(patience, () => clear(opened))),
    close,
    failureOf: storeFailureOf,
  }
}

/** Stores snapshots in a separate SQLite file; several processes may share it. */
export const sqliteSnapshots = (options: SqliteSnapshotsOptions): SnapshotStore =>
  snapshotsFor('sqliteSnapshots', options, { file: 'path' }, storage)
