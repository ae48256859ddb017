import { categoryOf, joins, type LeaseStore, type StreamName, type SubscriptionStore } from '@clientele/domain'
import { createSignal, type Signal } from '../../timing/signal.js'
import type { Link } from '../numbered-log/chain/link.js'
import type { AppendState } from '../numbered-log/check-append.js'
import type { Filter, Page } from '../numbered-log/reading.js'
import { dataIn, type Row, recordedFrom } from '../numbered-log/recorded.js'
import { memoryCheckpoints, memoryLeases } from '../subscriptions/memory-checkpoints.js'

/** Rows by the id of their event. */
type RowsById = { get(id: string): Row | undefined; set(id: string, row: Row): void }

// Growing a map of half a million entries takes 0.1 s: of many smaller maps only one grows at a time.
const rowsById = (): RowsById => {
  const maps = Array.from({ length: 64 }, () => new Map<string, Row>())
  // These digits come from the hash of the command id; the ids of one command's parts share the other digits.
  const mapOf = (id: string): Map<string, Row> | undefined => maps[(16 * id.charCodeAt(16) + id.charCodeAt(17)) % 64]
  return {
    get: (id) => mapOf(id)?.get(id),
    set: (id, row) => void mapOf(id)?.set(id, row),
  }
}

/** All events: in order, by stream and by id; the event at position n is `rows[n - 1]`. */
export type MemoryLog = {
  readonly rows: Row[]
  readonly streams: Map<StreamName, Row[]>
  readonly ids: RowsById
  /**
   * The chain over the rows, as far as it was read. It is safe to extend it later, since no other process can change
   * the rows.
   */
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

/** The state of the log as checked before an append. */
export const createAppendState = ({ rows, streams, ids }: MemoryLog): AppendState => ({
  revisionOf: (stream) => {
    const count = streams.get(stream)?.length
    return count === undefined ? 'noStream' : count - 1
  },
  withId: (id) => ids.get(id) ?? null,
  isAt: (position, id) => rows[position - 1]?.id === id,
  at: (position) => rows[position - 1] ?? null,
  joinedSince: (guard) => rows.slice(guard.after).some((row) => joins(guard, row.type, () => dataIn(row))),
})

const addToStream = ({ streams }: MemoryLog, row: Row): void => {
  const stream = streams.get(row.stream)
  if (stream === undefined) streams.set(row.stream, [row])
  else stream.push(row)
}

/** Adds rows at the end. */
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

const createFilter =
  ({ types, categories }: Filter) =>
  ({ type, stream }: Row): boolean =>
    (types === null || types.includes(type)) && (categories === null || categories.includes(categoryOf(stream)))

/** Events of the whole log after a position. */
export const pageOfAll = ({ rows }: MemoryLog, filter: Filter, start: number, most: number): Page => {
  const matches = createFilter(filter)
  const events = []
  let cursor = start
  for (; cursor < rows.length && events.length < most; cursor += 1) {
    const row = rows[cursor]
    if (row !== undefined && matches(row)) events.push(recordedFrom(row))
  }
  return { events, cursor, more: cursor < rows.length }
}
