import {
  type CalendarDate,
  categoryOf,
  type Instant,
  idOfStream,
  type KnownEvent,
  type Position,
  rowFor,
  type SnapshotChunk,
} from '@clientele/domain'
import type { Register } from '../register/register.js'
import { type HistoryKind, type HistorySubject, type KeptChange, type Line, topicText, whoseIs } from './line.js'
import { lines } from './lines/index.js'

/** A line as it is kept: what a reader saw when it happened. `customerId` is the other party whose visibility counts, or several. */
export type HistoryEntry = {
  readonly position: Position
  readonly recordedAt: Instant
  readonly effectiveDate: CalendarDate | null
  readonly by: string
  readonly type: string
  readonly topic: string | null
  readonly topicOf: readonly string[] | null
  readonly changes: readonly KeptChange[]
  readonly customerId: string | readonly string[] | null
}

/** The time line: every event under every subject it touches. */
export type History = {
  /** Notes an event; comes before the register applies it, whose old values and names it takes. */
  apply(event: KnownEvent): void
  /** The lines of a subject in the order of recording. */
  of(subject: HistorySubject): readonly HistoryEntry[]
  /** The kinds of subject with lines under an id. */
  kindsOf(id: string): readonly HistoryKind[]
  /** How many lines there are, by subject. */
  counts(): ReadonlyMap<string, number>
  /** What it was filled with, and what it noted since, as it stands now. */
  contents(): HistoryContents
  /** Starts over from a past. */
  fill(past: Past): void
}

/** The first `count` lines of one subject in the order of recording; more may come behind them. */
export type SubjectLines = HistorySubject & { readonly entries: readonly HistoryEntry[]; readonly count: number }

/** Lines noted earlier and elsewhere, looked up when asked for, and the texts they are read from. */
export type Past = {
  readonly chunks: readonly SnapshotChunk[]
  of(subject: HistorySubject): readonly HistoryEntry[]
  /** Every subject with its number of lines; a subject may come more than once. */
  subjects(): Iterable<HistorySubject & { readonly count: number }>
  kindsOf(id: string): readonly HistoryKind[]
}

export type HistoryContents = { readonly past: Past; readonly since: readonly SubjectLines[] }

const noPast: Past = { chunks: [], of: () => [], subjects: () => [], kindsOf: () => [] }

/** The kinds of subject, by the category of their streams. */
export const kinds: { readonly [category: string]: HistoryKind } = {
  customer: 'customer',
  person: 'contact',
  employee: 'employee',
  project: 'project',
  customerGroups: 'customerGroup',
  specialGroups: 'specialGroup',
  roles: 'role',
  classifiers: 'classifier',
  customerNumbers: 'customerNumber',
  settings: 'settings',
  activity: 'activity',
  listPreferences: 'listPreferences',
  report: 'report',
}

const subjectOf = (stream: string): HistorySubject => ({
  kind: kinds[categoryOf(stream)] ?? 'settings',
  id: idOfStream(stream),
})

const entryOf = (event: KnownEvent, { effectiveDate, topic, changes, customerId }: Line): HistoryEntry => ({
  position: event.position,
  recordedAt: event.recordedAt,
  effectiveDate: effectiveDate ?? null,
  by: event.metadata.by,
  type: event.type,
  topic: topicText(topic),
  topicOf: whoseIs(topic).length === 0 ? null : whoseIs(topic),
  changes,
  customerId: customerId ?? null,
})

type Lists = ReadonlyMap<HistoryKind, Map<string, HistoryEntry[]>>

const noLists = (): Lists => new Map(Object.values(kinds).map((kind) => [kind, new Map()]))

function* subjectsIn(lists: Lists): Iterable<SubjectLines> {
  for (const [kind, byId] of lists) for (const [id, entries] of byId) yield { kind, id, entries, count: entries.length }
}

const countsOf = (past: Past, lists: Lists): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  const count = ({ kind, id }: HistorySubject, more: number): void => {
    const subject = `${kind}\t${id}`
    counts.set(subject, (counts.get(subject) ?? 0) + more)
  }
  for (const subject of past.subjects()) count(subject, subject.count)
  for (const subject of subjectsIn(lists)) count(subject, subject.count)
  return counts
}

/** A history in which nothing has happened; `register` is where names and old values are looked up. */
export const createHistory = (register: Register): History => {
  let past = noPast
  let lists = noLists()
  let joined = noLists()

  const add = ({ kind, id }: HistorySubject, entry: HistoryEntry): void => {
    const known = lists.get(kind)?.get(id)
    if (known === undefined) lists.get(kind)?.set(id, [entry])
    else known.push(entry)
    joined.get(kind)?.get(id)?.push(entry)
  }

  const since = ({ kind, id }: HistorySubject): readonly HistoryEntry[] => lists.get(kind)?.get(id) ?? []

  const join = (subject: HistorySubject): readonly HistoryEntry[] => {
    const before = past.of(subject)
    if (before.length === 0) return since(subject)
    const all = [...before, ...since(subject)]
    joined.get(subject.kind)?.set(subject.id, all)
    return all
  }

  const here = (id: string): readonly HistoryKind[] =>
    [...lists].filter(([, byId]) => byId.has(id)).map(([kind]) => kind)

  return {
    apply: (event) => {
      const { stream } = event
      const happening = { register, stream, id: idOfStream(stream), event }
      const line = rowFor<Line>(lines, event.type)?.(event.data, happening)
      if (line === undefined) return
      const entry = entryOf(event, line)
      add(line.subject ?? subjectOf(stream), entry)
      for (const other of line.also ?? []) add(other, entry)
    },
    of: (subject) => joined.get(subject.kind)?.get(subject.id) ?? (past === noPast ? since(subject) : join(subject)),
    kindsOf: (id) => {
      const known = new Set([...past.kindsOf(id), ...here(id)])
      return [...lists.keys()].filter((kind) => known.has(kind))
    },
    counts: () => countsOf(past, lists),
    contents: () => ({ past, since: [...subjectsIn(lists)] }),
    fill: (other) => {
      past = other
      lists = noLists()
      joined = noLists()
    },
  }
}
