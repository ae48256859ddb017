import { categoryOf, type StoreFailure } from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { RecordingTime } from '../../../timing/clock.js'
import { type Rows, rowsOf } from '../../numbered-log/appended.js'
import { checkAppend } from '../../numbered-log/check-append.js'
import type { Row } from '../../numbered-log/recorded.js'
import type { SerializedBatch } from '../../numbered-log/serialized.js'
import { createAppendState } from '../append-state.js'
import { createSealing, type Sealing } from '../chain/sealing.js'
import type { Connection } from '../driver/connection.js'
import { createHeadCache, type HeadCache } from '../heads.js'
import type { Names } from '../rows.js'
import { createChangeDetector, emptyTail, type Tail, tailOf } from '../tail.js'
import { failureOfWrites, type SqliteWrites } from './host-writes.js'

/** The host's writes ended the transaction: it was rolled back. */
export type TransactionLost = { readonly lostBy: StoreFailure }

/** The result of a batch in a transaction. */
export type BatchResult = Either<StoreFailure, Rows> | TransactionLost

/**
 * One transaction at a time. Each batch is checked separately; a conflict or a failure of host writes does not affect
 * the other batches.
 */
export type Transaction = {
  begin(): void
  append(batch: SerializedBatch): BatchResult
  commit(): void
  rollback(): void
}

type Insert = (row: Row) => void

const insertStream = 'insert into streams (name, category) values (?, ?)'
const insertEvent = `insert into events
  (position, stream, revision, id, type, schema_version, ordinal, recorded_at, data, metadata)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

const createInsert = (connection: Connection, heads: HeadCache): Insert => {
  const stream = connection.prepare<[string, string]>(insertStream)
  const event = connection.prepare<(string | number)[]>(insertEvent)
  const keyOf = (name: string): number =>
    heads.of(name)?.key ?? Number(stream.run(name, categoryOf(name)).lastInsertRowid)
  return (row) => {
    const { position, revision, id, type, schemaVersion, ordinal, recordedAt, data, metadata } = row
    const key = keyOf(row.stream)
    event.run(position, key, revision, id, type, schemaVersion, ordinal, recordedAt, data, metadata)
    heads.set(row.stream, { key, revision })
  }
}

const controls = {
  begin: 'begin immediate',
  commit: 'commit',
  rollback: 'rollback',
  save: 'savepoint host_writes',
  release: 'release host_writes',
  undo: 'rollback to host_writes',
} as const

type Control = (name: keyof typeof controls) => void

const controlOf = (connection: Connection): Control => {
  const prepared = new Map(Object.entries(controls).map(([name, text]) => [name, connection.prepare<[]>(text)]))
  return (name) => void prepared.get(name)?.run()
}

/** The state of an open log; `tail` is the last event of the transaction, `committed` the last event of the file. */
type OpenLog = {
  readonly connection: Connection
  readonly control: Control
  readonly heads: HeadCache
  readonly names: Names
  readonly readTail: () => Tail
  readonly sealing: Sealing
  committed: Tail
  tail: Tail
}

/** A state to return to: the last event of the log, and how many events of the transaction were sealed. */
type SavedState = { readonly tail: Tail; readonly sealed: number }

// Undoes one batch; the earlier batches of the transaction stay.
const undo = (log: OpenLog, { events }: SerializedBatch, before: SavedState): void => {
  log.control('undo')
  log.control('release')
  log.tail = before.tail
  log.sealing.undo(before.sealed)
  log.heads.drop(events.map(({ stream }) => stream))
  log.names.clear()
}

/** Adds a batch together with the host's writes: both or neither. */
const addWithWrites = (log: OpenLog, add: Add, batch: SerializedBatch, writes: SqliteWrites): BatchResult => {
  const before = { tail: log.tail, sealed: log.sealing.count() }
  log.control('save')
  const added = add(batch)
  const failure = isLeft(added) ? null : failureOfWrites(log.connection, writes, added.right, log.readTail)
  if (failure === null) {
    log.control('release')
    return added
  }
  if (!log.connection.inTransaction) return { lostBy: failure }
  undo(log, batch, before)
  return left(failure)
}

type Add = (batch: SerializedBatch) => Either<StoreFailure, Rows>

const createAdd = (log: OpenLog, timeAfter: RecordingTime): Add => {
  const insert = createInsert(log.connection, log.heads)
  return (batch) => {
    const at = timeAfter(log.tail.recordedAt)
    if (isLeft(at)) return at
    const rows = rowsOf(batch, log.tail.position, at.right)
    for (const row of rows) insert(row)
    log.tail = rows.at(-1) ?? log.tail
    log.sealing.add(rows)
    return right(rows)
  }
}

const openLog = (connection: Connection, names: Names): OpenLog => ({
  connection,
  control: controlOf(connection),
  heads: createHeadCache(connection, names),
  names,
  readTail: tailOf(connection),
  sealing: createSealing(connection),
  committed: emptyTail,
  tail: emptyTail,
})

/** Transactions over a connection that no other code writes with. */
export const createTransaction = (connection: Connection, names: Names, timeAfter: RecordingTime): Transaction => {
  const log = openLog(connection, names)
  const { control, heads, sealing } = log
  const hasChanged = createChangeDetector(connection)
  const add = createAdd(log, timeAfter)
  const questions = createAppendState(connection, { heads, names, tail: () => log.tail })
  let stale = true
  const reload = (): void => {
    heads.reload(log.committed.position)
    log.committed = log.readTail()
    sealing.reload()
    stale = false
  }
  return {
    begin: () => {
      control('begin')
      stale = hasChanged() || stale
      if (stale) reload()
      log.tail = log.committed
      sealing.begin(log.tail.position)
    },
    append: (batch) => {
      const known = checkAppend(questions, batch)
      if (isLeft(known)) return known
      if (known.right !== null) return right(known.right)
      const writes = batch.hostWrites?.sqlite
      return writes === undefined ? add(batch) : addWithWrites(log, add, batch, writes)
    },
    commit: () => {
      sealing.write()
      control('commit')
      sealing.committed()
      log.committed = log.tail
      heads.commit()
    },
    rollback: () => {
      if (connection.inTransaction) control('rollback')
      heads.rollback()
      names.clear()
    },
  }
}
