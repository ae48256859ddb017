import { categoryOf, type StoreFailure } from '@clientele/domain'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { RecordingTime } from '../../../timing/clock.js'
import { type Rows, rowsOf } from '../../numbered-log/appended.js'
import { checkAppend } from '../../numbered-log/check-append.js'
import type { Row } from '../../numbered-log/recorded.js'
import type { SerializedBatch } from '../../numbered-log/serialized.js'
import type { Connection } from '../file/file.js'
import { type Heads, headsOf } from '../heads.js'
import { questionsTo } from '../questions.js'
import type { Names } from '../rows.js'
import { changeOf, emptyTail, type Tail, tailOf } from '../tail.js'

/** One transaction at a time; each batch in it is checked on its own, and a conflict leaves the others. */
export type Transaction = {
  begin(): void
  append(batch: SerializedBatch): Either<StoreFailure, Rows>
  commit(): void
  rollback(): void
}

type Insert = (row: Row) => void

const insertStream = 'insert into streams (name, category) values (?, ?)'
const insertEvent = `insert into events
  (position, stream, revision, id, type, schema_version, ordinal, recorded_at, data, metadata)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

const inserting = (connection: Connection, heads: Heads): Insert => {
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

type Control = { readonly begin: () => void; readonly commit: () => void; readonly rollback: () => void }

const controlOf = (connection: Connection): Control => {
  const [begin, commit, rollback] = ['begin immediate', 'commit', 'rollback'].map((text) => connection.prepare(text))
  return { begin: () => begin?.run(), commit: () => commit?.run(), rollback: () => rollback?.run() }
}

/** Transactions over a connection that nobody else writes with. */
export const transactionsOf = (connection: Connection, names: Names, timeAfter: RecordingTime): Transaction => {
  const control = controlOf(connection)
  const heads = headsOf(connection, names)
  const hasChanged = changeOf(connection)
  const readTail = tailOf(connection)
  const insert = inserting(connection, heads)
  let committed: Tail = emptyTail
  let tail = committed
  let stale = true
  const questions = questionsTo(connection, { heads, names, tail: () => tail })
  const takeOver = (): void => {
    heads.takeOver(committed.position)
    committed = readTail()
    stale = false
  }
  const add = (batch: SerializedBatch): Either<StoreFailure, Rows> => {
    const at = timeAfter(tail.recordedAt)
    if (isLeft(at)) return at
    const rows = rowsOf(batch, tail.position, at.right)
    for (const row of rows) insert(row)
    tail = rows.at(-1) ?? tail
    return right(rows)
  }
  return {
    begin: () => {
      control.begin()
      stale = hasChanged() || stale
      if (stale) takeOver()
      tail = committed
    },
    append: (batch) => {
      const known = checkAppend(questions, batch)
      if (isLeft(known)) return known
      return known.right === null ? add(batch) : right(known.right)
    },
    commit: () => {
      control.commit()
      committed = tail
      heads.keep()
    },
    rollback: () => {
      if (connection.inTransaction) control.rollback()
      heads.restore()
      names.forget()
    },
  }
}
