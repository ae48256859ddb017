import type { KnownEvent } from '@clientele/domain'
import { createHistoryColumns } from './columns/history-columns.js'
import { createLineReader, type LinkedLine } from './columns/line-reader.js'
import { createLinks, type Links, linksUpTo, none } from './columns/links.js'
import { areVisible, type HistoryFilter } from './limits.js'
import type { HistoryEntry, HistorySubject, Line } from './line.js'
import { subjectKey, subjectKeyOfStream, subjectOfKey } from './subject-keys.js'

/** The line numbers of one subject; `own` are the lines whose first subject it is. */
export type SubjectLines = HistorySubject & {
  readonly count: number
  all(): Uint32Array
  own(): Uint32Array
}

/** A capture of the lines recorded since loading, numbered from 0, and their subjects. */
export type LinesSince = {
  readonly size: number
  readonly subjects: readonly SubjectLines[]
  at(line: number): HistoryEntry
  /** The lines in order, with their subjects. */
  linked(): Iterable<LinkedLine>
}

/** The lines recorded since loading. */
export type RecordedLines = {
  /** The number of lines. */
  readonly size: number
  /** Captures the current lines; later ones are not included. */
  now(): LinesSince
  has(subject: HistorySubject): boolean
  at(line: number): HistoryEntry
  /** Creates a reader of lines in order. Each call reads the lines recorded since the last call. */
  reader(): () => Iterable<LinkedLine>
  /** Records a line; `reasonOf` lists the persons that the reason is about. */
  record(event: KnownEvent, line: Line, reasonOf: readonly string[]): void
  /** The entries of a subject, newest first, read lazily. */
  backwards(subject: HistorySubject): Iterable<HistoryEntry>
  /** The entries that pass the filter, newest first, as functions that read them. */
  newest(subject: HistorySubject, filter: HistoryFilter): Iterable<() => HistoryEntry>
}

const subjectLines = (links: Links, key: string, last: number): SubjectLines => ({
  ...subjectOfKey(key),
  count: links.count(last),
  all: () => linksUpTo(links, last).map(links.lineOf),
  own: () => linksUpTo(links, last).filter(links.isHome).map(links.lineOf),
})

/** Creates an empty record of lines. */
export const createRecordedLines = (): RecordedLines => {
  const [columns, links] = [createHistoryColumns(), createLinks()]
  // The last link of each subject, by its key.
  const lasts = new Map<string, number>()

  const linkAt = (key: string, line: number, before = lasts.get(key) ?? none): void => {
    // A line may mention a subject twice.
    if (before === none || links.lineOf(before) !== line) lasts.set(key, links.add(line, before))
  }

  // Fast path: most stream names are known subject keys.
  const linkOwn = (stream: string, line: number): void => {
    const last = lasts.get(stream)
    if (last === undefined) linkAt(subjectKeyOfStream(stream), line)
    else linkAt(stream, line, last)
  }

  function* linesBackwards(subject: HistorySubject): Iterable<number> {
    const last = lasts.get(subjectKey(subject)) ?? none
    for (let link = last; link !== none; link = links.before(link)) yield links.lineOf(link)
  }

  const linesUpTo = (end: number) =>
    function* (): Iterable<LinkedLine> {
      for (const linked of createLineReader(links, lasts)()) {
        if (linked.line >= end) return
        yield linked
      }
    }

  return {
    get size() {
      return columns.size
    },
    now: () => ({
      size: columns.size,
      subjects: Array.from(lasts, ([key, last]) => subjectLines(links, key, last)),
      at: columns.at,
      linked: linesUpTo(columns.size),
    }),
    at: columns.at,
    reader: () => createLineReader(links, lasts),
    has: (subject) => lasts.has(subjectKey(subject)),
    record: (event, line, reasonOf) => {
      const number = columns.add(event, line, reasonOf)
      if (line.subject === undefined) linkOwn(event.stream, number)
      else linkAt(subjectKey(line.subject), number)
      if (line.also !== undefined) for (const other of line.also) linkAt(subjectKey(other), number)
    },
    backwards: function* (subject) {
      for (const line of linesBackwards(subject)) yield columns.at(line)
    },
    newest: function* (subject, filter) {
      const isWithinLimits = columns.within(filter.limits)
      for (const line of linesBackwards(subject))
        if (isWithinLimits(line) && areVisible(columns.customerOf(line), filter)) yield () => columns.at(line)
    },
  }
}
