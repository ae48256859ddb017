import type { KnownEvent, SnapshotChunk } from '@clientele/domain'
import type { Register } from '../register/register.js'
import { streamId } from '../register/stream-id.js'
import { createHistoryColumns } from './columns/history-columns.js'
import { createLinks, linksUpTo, none } from './columns/links.js'
import { isWithin, type LineLimits } from './limits.js'
import type { HistoryContext, HistoryEntry, HistoryKind, HistorySubject, Line } from './line.js'
import { nobody, personsIn } from './line.js'
import { lineOf } from './lines/index.js'
import { allKinds, subjectKey, subjectKeyOfStream, subjectOfKey } from './subject-keys.js'
import { personOfParty } from './word.js'

/** The audit trail: each event once, linked from every subject it affects. */
export type History = {
  /** Records an event. Call it before the register applies the event: old values and names are read from there. */
  apply(event: KnownEvent): void
  /** The entries of a subject, oldest first. */
  of(subject: HistorySubject): readonly HistoryEntry[]
  /** The entries of a subject, newest first, read lazily. */
  backwards(subject: HistorySubject): Iterable<HistoryEntry>
  /** The entries that pass the filter, newest first, as functions that read them. */
  newest(subject: HistorySubject, sought: HistoryFilter): Iterable<() => HistoryEntry>
  /** The kinds of subject that have entries under an id. */
  kindsOf(id: string): readonly HistoryKind[]
  /** The number of entries per subject. */
  counts(): ReadonlyMap<string, number>
  /** The loaded and the newly recorded entries, as a snapshot writes them. */
  contents(): HistoryContents
  /** Replaces the contents by loaded entries. */
  fill(past: Past): void
}

/** Limits of a history query, and the visibility of the customers and persons that lines mention. */
export type HistoryFilter = {
  readonly limits: LineLimits
  readonly isVisible: (customerId: string) => boolean
  readonly seesPerson: (personId: string) => boolean
}

/** The line numbers of one subject; `own` are those whose first subject it is. */
export type SubjectLines = HistorySubject & {
  readonly count: number
  all(): Uint32Array
  own(): Uint32Array
}

/** Entries loaded from a snapshot, read lazily, and the chunks they are read from. */
export type Past = {
  readonly chunks: readonly SnapshotChunk[]
  /** The entries of a subject, newest first. */
  backwards(subject: HistorySubject): Iterable<HistoryEntry>
  /** Every subject with its number of entries; a subject may occur more than once. */
  subjects(): Iterable<HistorySubject & { readonly count: number }>
  kindsOf(id: string): readonly HistoryKind[]
}

/** The lines recorded since, numbered from 0, and their subjects. */
export type LinesSince = {
  readonly size: number
  readonly subjects: readonly SubjectLines[]
  at(line: number): HistoryEntry
}

export type HistoryContents = { readonly past: Past; readonly since: LinesSince }

const noPast: Past = { chunks: [], backwards: () => [], subjects: () => [], kindsOf: () => [] }

/** The lines recorded since loading, the links to them, and the last link of each subject by its key. */
const createSince = () => ({ columns: createHistoryColumns(), links: createLinks(), lasts: new Map<string, number>() })

type Since = ReturnType<typeof createSince>

const subjectLines = ({ links }: Since, place: string, last: number): SubjectLines => ({
  ...subjectOfKey(place),
  count: links.count(last),
  all: () => linksUpTo(links, last).map(links.lineOf),
  own: () => linksUpTo(links, last).filter(links.isHome).map(links.lineOf),
})

const subjectsOf = (since: Since): readonly SubjectLines[] =>
  Array.from(since.lasts, ([place, last]) => subjectLines(since, place, last))

const countsOf = (past: Past, since: Since): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  const count = ({ kind, id }: HistorySubject, more: number): void => {
    const subject = `${kind}\t${id}`
    counts.set(subject, (counts.get(subject) ?? 0) + more)
  }
  for (const subject of past.subjects()) count(subject, subject.count)
  for (const subject of subjectsOf(since)) count(subject, subject.count)
  return counts
}

const areVisible = (parties: HistoryEntry['customerId'], { isVisible, seesPerson }: HistoryFilter): boolean => {
  if (parties === null) return true
  if (typeof parties === 'string') return isVisible(parties)
  return parties.every((party) => {
    const personId = personOfParty(party)
    return personId === null ? isVisible(party) : seesPerson(personId)
  })
}

/**
 * The persons that the reason of an actor is about: all persons the line mentions or is linked to. The reason for an
 * erasure is about nobody.
 */
const personsOfReason = ({ register, stream, id, event }: HistoryContext, line: Line): readonly string[] => {
  if (event.metadata.reason === undefined || event.type === 'PersonErased') return nobody
  if (stream.startsWith('person-')) return [id]
  const contacts = (line.also ?? []).flatMap((one) => (one.kind === 'contact' ? [one.id] : []))
  const customers = [stream.startsWith('customer-') ? id : [], line.customerId ?? []].flat()
  const persons = customers.flatMap((customerId) => register.tables.customers.get(customerId)?.personId ?? [])
  return [...new Set([...personsIn(line), ...contacts, ...persons])]
}

/** Creates an empty history; names and old values are looked up in `register`. */
export const createHistory = (register: Register): History => {
  let past = noPast
  let since = createSince()

  const lastOf = (subject: HistorySubject): number => since.lasts.get(subjectKey(subject)) ?? none

  const linkAt = (place: string, line: number, before = since.lasts.get(place) ?? none): void => {
    // A line may mention a subject twice.
    if (before === none || since.links.lineOf(before) !== line) since.lasts.set(place, since.links.add(line, before))
  }

  // Fast path: most stream names are known subject keys.
  const linkOwn = (stream: string, line: number): void => {
    const last = since.lasts.get(stream)
    if (last === undefined) linkAt(subjectKeyOfStream(stream), line)
    else linkAt(stream, line, last)
  }

  const record = (context: HistoryContext, line: Line): void => {
    const { event } = context
    const number = since.columns.add(event, line, personsOfReason(context, line))
    if (line.subject === undefined) linkOwn(event.stream, number)
    else linkAt(subjectKey(line.subject), number)
    if (line.also !== undefined) for (const other of line.also) linkAt(subjectKey(other), number)
  }

  function* newest(subject: HistorySubject, sought: HistoryFilter): Iterable<() => HistoryEntry> {
    const { limits } = sought
    const { columns, links } = since
    const isWithinLimits = columns.within(limits)
    for (let link = lastOf(subject); link !== none; link = links.before(link)) {
      const line = links.lineOf(link)
      if (isWithinLimits(line) && areVisible(columns.customerOf(line), sought)) yield () => columns.at(line)
    }
    for (const entry of past.backwards(subject))
      if (isWithin(entry, limits) && areVisible(entry.customerId, sought)) yield () => entry
  }

  function* backwards(subject: HistorySubject): Iterable<HistoryEntry> {
    const { columns, links } = since
    for (let link = lastOf(subject); link !== none; link = links.before(link)) yield columns.at(links.lineOf(link))
    yield* past.backwards(subject)
  }

  return {
    apply: (event) => {
      const { stream } = event
      const context = { register, stream, id: streamId(stream), event }
      record(context, lineOf(context))
    },
    of: (subject) => [...backwards(subject)].reverse(),
    backwards,
    newest,
    kindsOf: (id) => {
      const known = new Set(past.kindsOf(id))
      return allKinds.filter((kind) => known.has(kind) || since.lasts.has(subjectKey({ kind, id })))
    },
    counts: () => countsOf(past, since),
    contents: () => ({ past, since: { size: since.columns.size, subjects: subjectsOf(since), at: since.columns.at } }),
    fill: (other) => {
      past = other
      since = createSince()
    },
  }
}
