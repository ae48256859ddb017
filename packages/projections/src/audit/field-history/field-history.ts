import type { CalendarDate, Instant } from '@clientele/domain'
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
import type { AuditContext } from '../changes/changes.js'
import { eventIn, someOf } from '../changes/selection.js'
import { whereVisible } from '../changes/sight.js'
import { foldOf, type Said, shownIn } from './fold.js'
import { rectanglesOf } from './rectangles.js'
import { createTimes, type Times } from './said-days.js'

/** Which field of which subject is asked about; it is named as in history lines, such as `status` or `phone`. */
export type FieldHistoryQuestion = AuditContext & { readonly subject: HistorySubject; readonly field: string }

/**
 * A value, by name: it was so on the days from `from` up to `until`, which is left out, and this was known from the instant
 * `knownFrom` up to `knownUntil`, which is left out. `null` stands for no value, and for an open end. Several values at a
 * time are one text, separated by commas.
 */
export type FieldHistoryRow = {
  readonly value: string | null
  readonly from: CalendarDate
  readonly until: CalendarDate | null
  readonly knownFrom: Instant
  readonly knownUntil: Instant | null
}

/** The events of a subject itself that a viewer may read, in the order of the log. */
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

/** Those of some events that change a field. */
export const thatChange = ({ index }: HistoryLog, events: readonly number[], fields: readonly string[]) =>
  events.filter((event) =>
    listIn(index.fields.lookup(index.columns.fields[event] ?? 0)).some((field) => fields.includes(field)),
  )

const isLateMove = ({ type, changes }: HistoryEntry): boolean =>
  type === 'CustomerMovedToGroup' &&
  changes.some(({ field, new: after }) => field === 'reason' && after !== null && wordIn(after) === 'groupDeleted')

/** What a line says of a field; nothing if the reader may not see it. */
export const saidIn = (entry: HistoryEntry, row: HistoryRow, field: string, times: Times): readonly Said[] => {
  const change = entry.changes.findLast((one) => one.field === field)
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

const statements = (source: AuditSource, { subject, field, viewer, locale }: FieldHistoryQuestion): readonly Said[] => {
  const { register, history } = source
  const log = history.log()
  const all = ownEvents(source, subject, viewer)
  const [first] = all
  const rowOf = rowsFor(register, { subject, viewer, messages: messagesFor(locale) })
  const { timeZone } = register.settings.policies
  const timesOf = createTimes(subject.kind, first === undefined ? null : log.entryAt(first), timeZone)
  return thatChange(log, all, [field]).flatMap((event) => {
    const entry = log.entryAt(event)
    return saidIn(entry, rowOf(entry), field, timesOf(entry))
  })
}

/**
 * The values that a field had, on which days, and when each was known: a row for every rectangle of days and instants, by
 * day, then by when it was known. For a day D and an instant K one row tells what was known at K of D, as
 * `crm.knownAt(K)` shows it as of D; before the first statement there is none. A backdated statement, or a correction, ends
 * what was known of its days. Of one and the same subject: what was merged into it has a history of its own.
 */
export const fieldHistory = (source: AuditSource, question: FieldHistoryQuestion): readonly FieldHistoryRow[] => {
  const rectangles = rectanglesOf(statements(source, question), foldOf(question.field))
  return Array.from(paginate(rectangles, question), ({ held, from, until, knownFrom, knownUntil }) => ({
    value: shownIn(held),
    from,
    until,
    knownFrom,
    knownUntil,
  }))
}
