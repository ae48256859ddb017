import type { LinkedLine } from '../columns/line-reader.js'
import type { HistoryEntry } from '../line.js'
import { createEventIndex, type EventIndex } from './event-index.js'
import { type EventRecord, recordOfEntry } from './event-record.js'

/** The entries of all subjects by number, in the order of the log, and their index. */
export type HistoryLog = {
  readonly index: EventIndex
  /** The entry of an event, by its number in the log. */
  entryAt(event: number): HistoryEntry
  /** Its events in order, each with its number as its address. */
  records(): Iterable<EventRecord>
  /** Indexes all entries that are not indexed yet. */
  catchUp(): void
  /** Does the same in steps; more entries may be recorded between steps. */
  prepare(): Iterable<void>
}

/** The sources of a log: the loaded entries, and those recorded since. */
type Loaded = { events(): Iterable<EventRecord>; entryAt(address: number): HistoryEntry }
type Recorded = {
  readonly size: number
  at(line: number): HistoryEntry
  reader(): () => Iterable<LinkedLine>
}

const eventsPerStep = 500

/** Indexes the loaded entries, then those recorded since, a limited number at a time. */
const createIndexer = (
  index: EventIndex,
  past: Iterable<EventRecord>,
  recorded: { readonly size: () => number; newRecords(loaded: number): Iterable<EventRecord> },
) => {
  const loading = past[Symbol.iterator]()
  let loaded: number | null = null

  const loadSome = (max: number): number => {
    let remaining = max
    for (; remaining > 0 && loaded === null; remaining -= 1) {
      const { done, value } = loading.next()
      if (done === true) loaded = index.size
      else index.add(value)
    }
    return remaining
  }

  /** Indexes at most `max` events; returns whether there may be more. */
  const indexSome = (max: number): boolean => {
    let remaining = loadSome(max)
    if (loaded === null) return true
    index.reserve(loaded + recorded.size())
    // Reads from a new iterator in every step: entries recorded between steps replace the columns by longer ones.
    for (const record of recorded.newRecords(loaded)) {
      index.add(record)
      remaining -= 1
      if (remaining <= 0) return true
    }
    return false
  }

  return { indexSome, loaded: (): number => loaded ?? Number.POSITIVE_INFINITY }
}

/** Creates a log of loaded and newly recorded entries; `catchUp` or `prepare` indexes them. */
export const createLog = (past: Loaded, since: Recorded): HistoryLog => {
  const index = createEventIndex()
  const newLines = since.reader()

  const recordOf = ({ line, subjects }: LinkedLine, loaded: number): EventRecord =>
    recordOfEntry(since.at(line), subjects, loaded + line)

  function* newRecords(loaded: number): Iterable<EventRecord> {
    for (const linked of newLines()) yield recordOf(linked, loaded)
  }

  const { indexSome, loaded } = createIndexer(index, past.events(), { size: () => since.size, newRecords })

  function* records(): Iterable<EventRecord> {
    let address = 0
    for (const record of past.events()) {
      yield { ...record, address }
      address += 1
    }
    for (const linked of since.reader()()) yield recordOf(linked, address)
  }

  return {
    index,
    records,
    entryAt: (event) =>
      event < loaded() ? past.entryAt(index.columns.addresses[event] ?? 0) : since.at(event - loaded()),
    catchUp: () => void indexSome(Number.POSITIVE_INFINITY),
    prepare: function* () {
      while (indexSome(eventsPerStep)) yield
    },
  }
}
