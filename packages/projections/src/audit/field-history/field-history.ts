import type { HistoryEntry, HistorySubject } from '../../history/line.js'
import { listIn } from '../../history/log/event-index.js'
import type { HistoryLog } from '../../history/log/history-log.js'
import { subjectKey } from '../../history/subject-keys.js'
import { wordIn } from '../../history/word.js'
import { messagesFor } from '../../messages/messages.js'
import { paginate } from '../../query/paging/paginate.js'
import { type HistoryRow, rowsFor } from '../../views/history/history-row.js'
import { historyViewer, mayRead } from '../../views/history/subject-history.js'
import type { AuditSource } from '../audit-source.js'
import { eventIn, someOf } from '../changes/selection.js'
import { whereVisible } from '../changes/visibility.js'
import { foldFor, isContactName, nameChangesIn, toldBy } from './contact-names.js'
import { endedByDeletion, isDeletion } from './deletion.js'
import { createTimes, type Times } from './event-times.js'
import { type FieldChange, shownIn } from './fold.js'
import type { FieldHistoryQuestion, FieldHistoryRow } from './question.js'
import { rectanglesOf } from './rectangles.js'
import { responsibleRows } from './responsible.js'

export type { FieldHistoryQuestion, FieldHistoryRow }

/**
 * The numbers of a subject's own events that a viewer may read, in the order of the log. Records merged into it are
 * left out.
 */
export const ownEvents = (
  { register, history }: AuditSource,
  subject: HistorySubject,
  viewer: string | undefined,
): readonly number[] => {
  const log = history.log()
  if (!mayRead(register, subject, historyViewer(register, viewer))) return []
  const { columns, subjects, ofSubject } = log.index
  const number = subjects.numberOf(subjectKey(subject))
  const own = [...ofSubject(subjectKey(subject))].filter((event) => columns.subjects[event] === number).reverse()
  const visible = whereVisible(register, log.index, someOf(Uint32Array.from(own)), viewer)
  return Array.from({ length: visible.count }, (_, at) => eventIn(visible, at))
}

/** Keeps the events that change one of the fields, and, if there are any, the deletion of the subject. */
export const eventsChanging = (
  { index: { columns, fields, types } }: HistoryLog,
  events: readonly number[],
  wanted: readonly string[],
): readonly number[] => {
  const changes = (event: number): boolean =>
    listIn(fields.lookup(columns.fields[event] ?? 0)).some((field) => wanted.includes(field))
  const deletes = (event: number): boolean => isDeletion(types.lookup(columns.types[event] ?? 0))
  return events.some(changes) ? events.filter((event) => changes(event) || deletes(event)) : []
}

const isLateMove = ({ type, changes }: HistoryEntry): boolean =>
  type === 'CustomerMovedToGroup' &&
  changes.some(({ field, new: after }) => field === 'reason' && after !== null && wordIn(after) === 'groupDeleted')

/** The change of a field in a line, also by deletion; empty if there is none or the reader may not see it. */
export const fieldChangesIn = (
  entry: HistoryEntry,
  row: HistoryRow,
  field: string,
  times: Times,
): readonly FieldChange[] => {
  const change = entry.changes.findLast((one) => one.field === field)
  if (change === undefined && isDeletion(entry.type)) return [endedByDeletion(times)]
  const shown = row.changes.findLast((one) => one.field === field)
  if (change === undefined || shown === undefined) return []
  return [
    {
      ...times,
      old: change.old,
      new: change.new,
      shown: shown.new,
      replacesAll: entry.type === 'CustomerMovedToGroup',
      needsOld: isLateMove(entry) && change.old !== null,
    },
  ]
}

const fieldChanges = (
  source: AuditSource,
  { subject, field, viewer, locale }: FieldHistoryQuestion,
): readonly FieldChange[] => {
  const { register, history } = source
  const log = history.log()
  const all = ownEvents(source, subject, viewer)
  const [first] = all
  const messages = messagesFor(locale)
  const rowOf = rowsFor(register, { kind: subject.kind, viewer, messages })
  const { timeZone } = register.settings.policies
  const timesOf = createTimes(subject.kind, first === undefined ? null : log.entryAt(first), timeZone)
  return eventsChanging(log, all, toldBy(subject.kind, field)).flatMap((event) => {
    const entry = log.entryAt(event)
    const times = timesOf(entry)
    return isContactName(subject.kind, field)
      ? nameChangesIn(source, { subject, event, entry, field, times }, messages)
      : fieldChangesIn(entry, rowOf(entry), field, times)
  })
}

/**
 * The values of a field: the days on which each applied, and when each was known. Each row is a rectangle of days and
 * instants, sorted by day, then by when it was known. For a day D and an instant K one row tells the value on D as
 * known at K, as `crm.knownAt(K)` returns it as of D; before the first change there is none. A backdated change or a
 * correction ends what was known of its days. Records merged into the subject have histories of their own.
 */
export const fieldHistory = (source: AuditSource, question: FieldHistoryQuestion): readonly FieldHistoryRow[] => {
  const { subject, field, viewer } = question
  if (field === 'responsible' && (subject.kind === 'customer' || subject.kind === 'project'))
    return [...paginate(responsibleRows(source, question, ownEvents(source, subject, viewer)), question)]
  const rectangles = rectanglesOf(fieldChanges(source, question), foldFor(subject.kind, field))
  return Array.from(paginate(rectangles, question), ({ current, from, until, knownFrom, knownUntil }) => ({
    value: shownIn(current),
    from,
    until,
    knownFrom,
    knownUntil,
  }))
}
