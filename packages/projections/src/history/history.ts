import type { KnownEvent, SnapshotChunk } from '@clientele/domain'
import type { Register } from '../register/register.js'
import { streamId } from '../register/stream-id.js'
import { type HistoryFilter, isAboutAny, passes } from './limits.js'
import type { HistoryContext, HistoryEntry, HistoryKind, HistorySubject, Line } from './line.js'
import { noPersons, personsIn } from './line.js'
import { lineOf } from './lines/index.js'
import type { EventRecord } from './log/event-record.js'
import { createLog, type HistoryLog } from './log/history-log.js'
import { personBehind } from './names.js'
import { createRecordedLines, type LinesSince } from './recorded-lines.js'
import { allKinds } from './subject-keys.js'
import { customerAmongPersons, personOfParty } from './word.js'

/** The audit trail: each event once, linked from every subject it affects. */
export type History = {
  /** Records an event. Call it before the register applies the event: old values and names are read from there. */
  apply(event: KnownEvent): void
  /** The entries of a subject, oldest first. */
  of(subject: HistorySubject): readonly HistoryEntry[]
  /** The entries of a subject, newest first, read lazily. */
  backwards(subject: HistorySubject): Iterable<HistoryEntry>
  /** The entries that pass the filter, newest first, as functions that read them. */
  newest(subject: HistorySubject, filter: HistoryFilter): Iterable<() => HistoryEntry>
  /** The entries of all subjects in the order of the log, indexed on first use. */
  log(): HistoryLog
  /** Builds the index of `log` in steps, before its first use. */
  prepareLog(): Iterable<void>
  /** The kinds of subject that have entries under an id. */
  kindsOf(id: string): readonly HistoryKind[]
  /** The number of entries per subject. */
  counts(): ReadonlyMap<string, number>
  /** The entries loaded from a snapshot and those recorded since, for writing a snapshot. */
  contents(): HistoryContents
  /** Replaces the contents with entries loaded from a snapshot. */
  fill(past: Past): void
}

/** The part of a history that views read. */
export type HistoryLines = Pick<History, 'newest'>

/** Entries loaded from a snapshot, and the chunks they are read from lazily. */
export type Past = {
  readonly chunks: readonly SnapshotChunk[]
  /** The entries of a subject, newest first. */
  backwards(subject: HistorySubject): Iterable<HistoryEntry>
  /** Every subject with its number of entries; a subject may occur more than once. */
  subjects(): Iterable<HistorySubject & { readonly count: number }>
  kindsOf(id: string): readonly HistoryKind[]
  /** Its events in the order of the log. */
  events(): Iterable<EventRecord>
  /** The entry at the address of an event. */
  entryAt(address: number): HistoryEntry
}

export type HistoryContents = { readonly past: Past; readonly since: LinesSince }

const noEntry = (): never => {
  throw new RangeError('There is no entry at this address.')
}

const noPast: Past = {
  chunks: [],
  backwards: () => [],
  subjects: () => [],
  kindsOf: () => [],
  events: () => [],
  entryAt: noEntry,
}

const countsOf = (past: Past, since: LinesSince): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  const count = ({ kind, id }: HistorySubject, more: number): void => {
    const subject = `${kind}\t${id}`
    counts.set(subject, (counts.get(subject) ?? 0) + more)
  }
  for (const subject of past.subjects()) count(subject, subject.count)
  for (const subject of since.subjects) count(subject, subject.count)
  return counts
}

/** The person of a private customer; the customer itself if a later event of the same command registers it. */
const personOfCustomer = (register: Register, customerId: string): readonly string[] => {
  if (personOfParty(customerId) !== null) return noPersons
  const customer = register.tables.customers.get(customerId)
  return customer === undefined ? [customerAmongPersons(customerId)] : [customer.personId ?? []].flat()
}

/**
 * The persons that the reason of an actor is about: all persons that the line mentions or is linked to. The reason for
 * an erasure is about no person.
 */
const personsOfReason = ({ register, stream, id, event }: HistoryContext, line: Line): readonly string[] => {
  if (event.metadata.reason === undefined || event.type === 'PersonErased') return noPersons
  if (stream.startsWith('person-')) return [id]
  const contacts = (line.also ?? []).flatMap((one) => (one.kind === 'contact' ? [one.id] : []))
  const own = /^(customer|project)-/.test(stream) ? personBehind(register, stream, id) : null
  const customers = [line.customerId ?? []].flat()
  const persons = customers.flatMap((customerId) => personOfCustomer(register, customerId))
  return [...new Set([...personsIn(line), ...contacts, ...persons, ...(own === null ? [] : [own])])]
}

/** Creates an empty history; names and old values are looked up in `register`. */
export const createHistory = (register: Register): History => {
  let past = noPast
  let since = createRecordedLines()
  let log: HistoryLog | null = null

  function* within(subject: HistorySubject, filter: HistoryFilter): Iterable<() => HistoryEntry> {
    yield* since.newest(subject, filter)
    for (const entry of past.backwards(subject)) if (passes(entry, filter)) yield () => entry
  }

  function* newest(subject: HistorySubject, filter: HistoryFilter): Iterable<() => HistoryEntry> {
    const { isOthers } = filter
    if (isOthers === null) yield* within(subject, filter)
    else for (const read of within(subject, filter)) if (!isAboutAny(read(), isOthers)) yield read
  }

  function* backwards(subject: HistorySubject): Iterable<HistoryEntry> {
    yield* since.backwards(subject)
    yield* past.backwards(subject)
  }

  return {
    apply: (event) => {
      const { stream } = event
      const context = { register, stream, id: streamId(stream), event }
      const line = lineOf(context)
      since.record(event, line, personsOfReason(context, line))
    },
    of: (subject) => [...backwards(subject)].reverse(),
    backwards,
    newest,
    log: () => {
      log ??= createLog(past, since)
      log.catchUp()
      return log
    },
    prepareLog: function* () {
      log ??= createLog(past, since)
      yield* log.prepare()
    },
    kindsOf: (id) => {
      const kinds = new Set(past.kindsOf(id))
      return allKinds.filter((kind) => kinds.has(kind) || since.has({ kind, id }))
    },
    counts: () => countsOf(past, since.now()),
    contents: () => ({ past, since: since.now() }),
    fill: (other) => {
      past = other
      since = createRecordedLines()
      log = null
    },
  }
}
