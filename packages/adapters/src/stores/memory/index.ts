import {
  type AppendBatch,
  type Appended,
  type EventStore,
  failureOf,
  type StoreFailure,
  type StoreSource,
} from '@clientele/domain'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import { eventIds } from '../../event-id.js'
import { markOf } from '../../log/position.js'
import { refuseHostWrites } from '../../log/refuse-host-writes.js'
import { sourceFor } from '../../options.js'
import { type ClockOptions, type RecordingTime, recordingTime } from '../../timing/clock.js'
import { appendedFrom, appendResult, type Rows, rowsOf } from '../numbered-log/appended.js'
import { chainOver } from '../numbered-log/chain/chain.js'
import { type AppendState, checkAppend } from '../numbered-log/check-append.js'
import { createReadAll, createReadStream, type Pages } from '../numbered-log/reading.js'
import type { Row } from '../numbered-log/recorded.js'
import { type SerializedBatch, serializeBatch } from '../numbered-log/serialized.js'
import { createSubscribe } from '../numbered-log/subscribing.js'
import { chainOfLog } from './chain.js'
import { memoryKeys } from './keys.js'
import { addRows, createAppendState, emptyLog, type MemoryLog, pageOfAll, pageOfStream } from './log.js'

/**
 * `clock` gives the recording time of events, by default the system clock; `maxClockSkew` is how far it may be ahead of
 * the system clock, in milliseconds (a day by default), before appends fail with `ClockAhead`.
 */
export type MemoryOptions = ClockOptions

type Handle = {
  readonly log: MemoryLog
  readonly questions: AppendState
  readonly timeAfter: RecordingTime
  isClosed: boolean
}

const addBatch = (handle: Handle, batch: SerializedBatch): Either<StoreFailure, Rows> => {
  const at = handle.timeAfter(handle.log.rows.at(-1)?.recordedAt ?? null)
  if (isLeft(at)) return at
  const rows = rowsOf(batch, handle.log.rows.length, at.right)
  addRows(handle.log, rows)
  handle.log.signal.notify()
  return right(rows)
}

const append = (handle: Handle, batch: AppendBatch): Either<StoreFailure, Appended> => {
  const refused = refuseHostWrites(batch, null)
  if (refused !== null) return left(refused)
  const serialized = serializeBatch(batch)
  if (isLeft(serialized)) return serialized
  const known = checkAppend(handle.questions, serialized.right)
  if (isLeft(known)) return known
  const rows = known.right === null ? addBatch(handle, serialized.right) : right(known.right)
  return isLeft(rows) ? rows : right(appendResult(serialized.right, rows.right))
}

const appendedBy = ({ log }: Handle, commandId: string): Appended | null => {
  const idOf = eventIds(commandId)
  const rows: Row[] = []
  for (let row = log.ids.get(idOf(0)); row !== undefined; row = log.ids.get(idOf(rows.length))) rows.push(row)
  return isNonEmpty(rows) ? appendedFrom(rows) : null
}

const pagesOf = (handle: Handle): Pages => ({
  signal: handle.log.signal,
  isClosed: () => handle.isClosed,
  watch: () => () => {},
  ofStream: async (stream, cursor, most) => pageOfStream(handle.log, stream, cursor, most),
  ofAll: async (filter, cursor, most) => pageOfAll(handle.log, filter, cursor, most),
})

const toStoreFailure = (error: unknown): StoreFailure => {
  const failure = failureOf(error)
  if (failure === null) throw error
  return failure
}

const storeOf = (handle: Handle): EventStore => {
  const pages = pagesOf(handle)
  const unlessClosed =
    <A>(answer: () => Either<StoreFailure, A>) =>
    async (): Promise<Either<StoreFailure, A>> =>
      handle.isClosed ? left({ error: 'StoreClosed' }) : answer()
  return {
    capabilities: {
      checksReads: 'exact',
      atomicAcrossStreams: true,
      durable: false,
      checksHistory: 'atCommit',
      leases: true,
      seals: 'log',
    },
    append: (batch) => unlessClosed(() => append(handle, batch)),
    readStream: createReadStream(pages),
    readAll: createReadAll(pages, false),
    subscribe: createSubscribe(pages),
    subscriptions: handle.log.subscriptions,
    appendedBy: (commandId) => unlessClosed(() => right(appendedBy(handle, commandId))),
    chain: chainOver({
      withSource: (use) => use(chainOfLog(handle.log)),
      isClosed: pages.isClosed,
      failureOf: toStoreFailure,
    }),
    head: () => unlessClosed(() => right(markOf(handle.log.rows.at(-1) ?? null))),
    close: async () => {
      handle.isClosed = true
      handle.log.signal.notify()
    },
  }
}

/** A store in memory, the reference for all others. Every handle opened from one source shares the same events. */
export const memory = (options: MemoryOptions = {}): StoreSource =>
  sourceFor('memory', options, { clock: 'function', maxClockSkew: 'milliseconds' }, (given) => {
    const log = emptyLog()
    const questions = createAppendState(log)
    return {
      name: 'memory',
      keys: memoryKeys(),
      open: async () => right(storeOf({ log, questions, timeAfter: recordingTime(given), isClosed: false })),
    }
  })
