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
  /** Indexes what was recorded since. */
  catchUp(): void
}

/** What a log is made from: the loaded entries, and those recorded since. */
type Loaded = { events(): Iterable<EventRecord>; entryAt(address: number): HistoryEntry }
type Recorded = { at(line: number): HistoryEntry; reader(): () => Iterable<LinkedLine> }

/** Creates a log of the entries that were loaded; `catchUp` adds those recorded since. */
export const createLog = (past: Loaded, since: Recorded): HistoryLog => {
  const index = createEventIndex()
  for (const record of past.events()) index.add(record)
  const loaded = index.size
  const newLines = since.reader()

  const recordOf = ({ line, subjects }: LinkedLine): EventRecord =>
    recordOfEntry(since.at(line), subjects, loaded + line)

  function* records(): Iterable<EventRecord> {
    let address = 0
    for (const record of past.events()) {
      yield { ...record, address }
      address += 1
    }
    for (const linked of since.reader()()) yield recordOf(linked)
  }

  return {
    index,
    records,
    entryAt: (event) => (event < loaded ? past.entryAt(index.columns.addresses[event] ?? 0) : since.at(event - loaded)),
    catchUp: () => {
      for (const linked of newLines()) index.add(recordOf(linked))
    },
  }
}
