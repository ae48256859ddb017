import { categoryOf, joins, type LeaseStore, type StreamName, type SubscriptionStore } from '@clientele/domain'
import { createSignal, type Signal } from '../../timing/signal.js'
import type { Link } from '../numbered-log/chain/link.js'
import type { Log } from '../numbered-log/check-append.js'
import type { Filter, Page } from '../numbered-log/reading.js'
import { dataIn, type Row, recordedFrom } from '../numbered-log/recorded.js'
import { memoryCheckpoints, memoryLeases } from '../subscriptions/memory-checkpoints.js'

/** Rows by the id of their event. */
type RowsById = { get(id: string): Row | undefined; set(id: string, row: Row): void }

// A map of half a million entries takes a tenth of a second to grow: many small ones grow one after another.
const rowsById = (): RowsById => {
  const maps = Array.from({ length: 64 }, () => new Map<string, Row>())
  // Digits of the hash of the command's id: the parts of one command share the others.
  const mapOf = (id: string): Map<string, Row> | undefined => maps[(16 * id.charCodeAt(16) + id.charCodeAt(17)) % 64]
  return {
    get: (id) => mapOf(id)?.get(id),
    set: (id, row) => void mapOf(id)?.set(id, row),
  }
}

/** Everything appended: in order, by stream and by id; the event at position n is `rows[n - 1]`. */
export type MemoryLog = {
  readonly rows: Row[]
  readonly streams: Map<StreamName, Row[]>
  readonly ids: RowsById
  /** The chain over the rows, made as far as it was asked for: nobody else can change them meanwhile. */
  readonly links: Link[]
  readonly signal: Signal
  readonly subscriptions: SubscriptionStore & { readonly leases: LeaseStore }
}

/** A log without events. */
export const emptyLog = (): MemoryLog => ({
  rows: [],
  streams: new Map(),
  ids: rowsById(),
  links: [],
  signal: createSignal(),
  subscriptions: { checkpoints: memoryCheckpoints(), leases: memoryLeases() },
})

/** What is asked of the log before an append. */
export const questionsTo = ({ rows, streams, ids }: MemoryLog): Log => ({
  revisionOf: (stream) => {
    const count = streams.get(stream)?.length
    return count === undefined ? 'noStream' : count - 1
  },
  withId: (id) => ids.get(id) ?? null,
  holds: (position, id) => rows[position - 1]?.id === id,
  at: (position) => rows[position - 1] ?? null,
  joinedSince: (guard) => rows.slice(guard.after).some((row) => joins(guard, row.type, () => dataIn(row))),
})

const addToStream = ({ streams }: MemoryLog, row: Row): void => {
  const stream = streams.get(row.stream)
  if (stream === undefined) streams.set(row.stream, [row])
  else stream.push(row)
}

/** Adds rows that belong at the end. */
export const addRows = (log: MemoryLog, rows: readonly Row[]): void => {
  for (const row of rows) {
    log.rows.push(row)
    log.ids.set(row.id, row)
    addToStream(log, row)
  }
}

/** Events of a stream after a revision. */
export const pageOfStream = ({ streams }: MemoryLog, stream: StreamName, cursor: number, most: number): Page => {
  const events = (streams.get(stream) ?? []).slice(cursor + 1, cursor + 1 + most).map(recordedFrom)
  return { events, cursor: cursor + events.length, more: events.length === most }
}

const admits =
  ({ types, categories }: Filter) =>
  ({ type, stream }: Row): boolean =>
    (types === null || types.includes(type)) && (categories === null || categories.includes(categoryOf(stream)))

/** Events of the whole log after a position. */
export const pageOfAll = ({ rows }: MemoryLog, filter: Filter, start: number, most: number): Page => {
  const admitted = admits(filter)
  const events = []
  let cursor = start
  for (; cursor < rows.length && events.length < most; cursor += 1) {
    const row = rows[cursor]
    if (row !== undefined && admitted(row)) events.push(recordedFrom(row))
  }
  return { events, cursor, more: cursor < rows.length }
}
