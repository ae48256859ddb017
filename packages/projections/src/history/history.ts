import { type KnownEvent, rowFor, type SnapshotChunk } from '@clientele/domain'
import type { Register } from '../register/register.js'
import { streamId } from '../register/stream-id.js'
import { createKeptLines, type KeptLines, type LineLimits, none } from './kept-lines.js'
import type { HistoryEntry, HistoryKind, HistorySubject, Line } from './line.js'
import { lines } from './lines/index.js'
import { allKinds, placeOf, placeOfStream, subjectAt } from './subject-places.js'

/** The time line: every event under every subject it touches. */
export type History = {
  /** Notes an event; comes before the register applies it, whose old values and names it takes. */
  apply(event: KnownEvent): void
  /** The lines of a subject in the order of recording. */
  of(subject: HistorySubject): readonly HistoryEntry[]
  /** Those within limits and visible, from the last to the first; each is made when it is called for. */
  newest(subject: HistorySubject, sought: Sought): Iterable<() => HistoryEntry>
  /** The kinds of subject with lines under an id. */
  kindsOf(id: string): readonly HistoryKind[]
  /** How many lines there are, by subject. */
  counts(): ReadonlyMap<string, number>
  /** What it was filled with, and what it noted since, as it stands now. */
  contents(): HistoryContents
  /** Starts over from a past. */
  fill(past: Past): void
}

/** Which lines of a subject are looked for, and whether a customer a line speaks of may be seen. */
export type Sought = { readonly limits: LineLimits; readonly isVisible: (customerId: string) => boolean }

/** The `count` lines there were of one subject, in the order of recording. */
export type SubjectLines = HistorySubject & {
  readonly count: number
  slice(start: number, end: number): readonly HistoryEntry[]
}

/** Lines noted earlier and elsewhere, looked up when asked for, and the texts they are read from. */
export type Past = {
  readonly chunks: readonly SnapshotChunk[]
  of(subject: HistorySubject): readonly HistoryEntry[]
  /** Every subject with its number of lines; a subject may come more than once. */
  subjects(): Iterable<HistorySubject & { readonly count: number }>
  kindsOf(id: string): readonly HistoryKind[]
}

export type HistoryContents = { readonly past: Past; readonly since: readonly SubjectLines[] }

const nobody: readonly HistorySubject[] = []

const noPast: Past = { chunks: [], of: () => [], subjects: () => [], kindsOf: () => [] }

/** The number of the last line of each subject, by its place. */
type Lasts = ReadonlyMap<string, number>

/** The numbers of the lines up to one, in the order of recording. */
const upTo = (kept: KeptLines, last: number): Uint32Array => {
  const numbers = new Uint32Array(kept.count(last))
  let line = last
  for (let at = numbers.length - 1; at >= 0; at -= 1) {
    numbers[at] = line
    line = kept.before(line)
  }
  return numbers
}

const linesUpTo = (kept: KeptLines, last: number): Omit<SubjectLines, keyof HistorySubject> => {
  let numbers: Uint32Array | null = null
  return {
    count: kept.count(last),
    slice: (start, end) => {
      numbers ??= upTo(kept, last)
      return Array.from(numbers.subarray(start, end), kept.at)
    },
  }
}

function* subjectsIn(kept: KeptLines, lasts: Lasts): Iterable<SubjectLines> {
  for (const [place, last] of lasts) yield { ...subjectAt(place), ...linesUpTo(kept, last) }
}

const countsOf = (past: Past, kept: KeptLines, lasts: Lasts): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  const count = ({ kind, id }: HistorySubject, more: number): void => {
    const subject = `${kind}\t${id}`
    counts.set(subject, (counts.get(subject) ?? 0) + more)
  }
  for (const subject of past.subjects()) count(subject, subject.count)
  for (const subject of subjectsIn(kept, lasts)) count(subject, subject.count)
  return counts
}

const isEntryWithin = ({ recordedAt, type, by }: HistoryEntry, { from, end, types, actor }: LineLimits): boolean =>
  recordedAt >= from &&
  (end === null || recordedAt < end) &&
  (types === null || types.includes(type)) &&
  (actor === null || by === actor)

const areVisible = (customers: HistoryEntry['customerId'], isVisible: Sought['isVisible']): boolean => {
  if (customers === null) return true
  return typeof customers === 'string' ? isVisible(customers) : customers.every(isVisible)
}

/** A history in which nothing has happened; `register` is where names and old values are looked up. */
export const createHistory = (register: Register): History => {
  let past = noPast
  let kept = createKeptLines()
  let lasts = new Map<string, number>()

  const lastOf = (subject: HistorySubject): number => lasts.get(placeOf(subject)) ?? none

  const addAt = (place: string, event: KnownEvent, line: Line, before = lasts.get(place)): void =>
    void lasts.set(place, kept.add(event, line, before ?? none))

  // Most streams are places that are known already: nothing has to be taken apart.
  const addOwn = (event: KnownEvent, line: Line): void => {
    const last = lasts.get(event.stream)
    if (last === undefined) addAt(placeOfStream(event.stream), event, line)
    else addAt(event.stream, event, line, last)
  }

  const note = (event: KnownEvent, line: Line): void => {
    if (line.subject === undefined) addOwn(event, line)
    else addAt(placeOf(line.subject), event, line)
    for (const other of line.also ?? nobody) addAt(placeOf(other), event, line)
  }

  function* newest(subject: HistorySubject, { limits, isVisible }: Sought): Iterable<() => HistoryEntry> {
    const isWithin = kept.within(limits)
    for (let line = lastOf(subject); line !== none; line = kept.before(line)) {
      const here = line
      if (isWithin(here) && areVisible(kept.customerOf(here), isVisible)) yield () => kept.at(here)
    }
    const before = past.of(subject)
    for (let at = before.length - 1; at >= 0; at -= 1) {
      const entry = before[at]
      if (entry !== undefined && isEntryWithin(entry, limits) && areVisible(entry.customerId, isVisible))
        yield () => entry
    }
  }

  const of = (subject: HistorySubject): readonly HistoryEntry[] => [
    ...past.of(subject),
    ...Array.from(upTo(kept, lastOf(subject)), kept.at),
  ]

  return {
    apply: (event) => {
      const { stream } = event
      const happening = { register, stream, id: streamId(stream), event }
      const line = rowFor<Line>(lines, event.type)?.(event.data, happening)
      if (line !== undefined) note(event, line)
    },
    of,
    newest,
    kindsOf: (id) => {
      const known = new Set(past.kindsOf(id))
      return allKinds.filter((kind) => known.has(kind) || lasts.has(placeOf({ kind, id })))
    },
    counts: () => countsOf(past, kept, lasts),
    contents: () => ({ past, since: [...subjectsIn(kept, lasts)] }),
    fill: (other) => {
      past = other
      kept = createKeptLines()
      lasts = new Map()
    },
  }
}
