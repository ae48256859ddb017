import type { CalendarDate } from '@clientele/domain'
import type { HistoryEntry, HistoryKind, HistorySubject } from '../../history/line.js'
import { listIn } from '../../history/log/event-index.js'
import { isMarketingStatement } from '../../history/own-day.js'
import type { Messages } from '../../messages/texts.js'
import { type HistoryRow, rowsFor } from '../../views/history/history-row.js'
import type { AuditSource } from '../audit-source.js'
import { foldFor, isContactName, nameChangesIn, toldBy } from '../field-history/contact-names.js'
import { isDeletion } from '../field-history/deletion.js'
import { createTimes } from '../field-history/event-times.js'
import { eventsChanging, fieldChangesIn, ownEvents } from '../field-history/field-history.js'
import { type FieldChange, type FieldState, type Fold, isSingle } from '../field-history/fold.js'
import type { MomentIndex, MomentScope, Moments } from './moments.js'

/** The kinds of subject whose fields can be compared. */
export const comparedKinds = ['customer', 'contact', 'employee', 'project', 'customerGroup', 'specialGroup'] as const
export type ComparedKind = (typeof comparedKinds)[number]

/** A subject whose fields can be compared. */
export type ComparedSubject = HistorySubject & { readonly kind: ComparedKind }

/** Names in history lines that describe the event or a part of the subject, not a field of the subject. */
const notFields: ReadonlySet<string> = new Set([
  ...['reason', 'cause', 'origin', 'topic', 'request', 'recordedAt', 'source', 'capturedAt', 'wordingVersion'],
  ...['invoice', 'salesOrder', 'document', 'note', 'products', 'configuration', 'registryCode', 'billedBy'],
  ...['ended', 'assigned', 'alreadyHeld', 'onClosed', 'customers', 'tasks', 'participations'],
  ...['customersLeft', 'tasksLeft', 'participationsLeft', 'contacts', 'contactsLeft', 'meetings', 'meetingsLeft'],
  // Responsibilities are compared separately: they have days of their own.
  ...['responsible', 'role', 'from', 'lastDay'],
])

/** Whether a name in history lines is that of a field of the subject, responsibilities included. */
export const isFieldOfSubject = (name: string): boolean => name === 'responsible' || !notFields.has(name)

/** An event of a subject, and whether it counts at the first and at the second moment. */
export type OwnEvent = { readonly event: number; readonly type: string; readonly counts: readonly [boolean, boolean] }

/** A change of a field, with the old value as the reader sees it. */
type ComparedChange = FieldChange & { readonly counts: OwnEvent['counts']; readonly shownOld: string | null }

/** The events of a subject, and the changes of the fields that may differ, in the order of the log. */
export type FieldChanges = {
  readonly kind: HistoryKind
  readonly events: readonly OwnEvent[]
  readonly fields: ReadonlyMap<string, readonly ComparedChange[]>
}

type Reader = { readonly viewer?: string | undefined; readonly messages: Messages }

/**
 * Whether an event counts at a moment, by its own day if it has one. None counts before the first event of its subject.
 */
const countsAt = (
  { count, end, day }: MomentScope,
  one: { readonly event: number; readonly at: number; readonly first: number; readonly ownDay: CalendarDate | null },
): boolean => one.event < count && one.first < end && (one.ownDay === null ? one.at < end : one.ownDay <= day)

/** The events of a subject that the viewer may see, and whether each counts at the moments. */
const eventsOf = (
  source: AuditSource,
  subject: HistorySubject,
  viewer: string | undefined,
  [from, to]: Moments,
): readonly OwnEvent[] => {
  const log = source.history.log()
  const { columns, types } = log.index
  const numbers = ownEvents(source, subject, viewer)
  const first = columns.ats[numbers[0] ?? 0] ?? 0
  return numbers.map((event) => {
    const type = types.lookup(columns.types[event] ?? 0)
    const ownDay = isMarketingStatement(type) ? log.entryAt(event).effectiveDate : null
    const timed = { event, at: columns.ats[event] ?? 0, first, ownDay }
    return { event, type, counts: [countsAt(from, timed), countsAt(to, timed)] }
  })
}

/** Whether an event counts at only one of the moments. */
export const differs = ({ counts }: OwnEvent): boolean => counts[0] !== counts[1]

/** The fields changed by events that count at only one of the moments; after a deletion, all fields. */
const differingFields = ({ history }: AuditSource, events: readonly OwnEvent[]): readonly string[] => {
  const { columns, fields } = history.log().index
  const differing = events.some((one) => differs(one) && isDeletion(one.type)) ? events : events.filter(differs)
  const named = differing.flatMap(({ event }) => listIn(fields.lookup(columns.fields[event] ?? 0)))
  return [...new Set(named)].filter((field) => !notFields.has(field))
}

const comparedChange = (
  { counts }: OwnEvent,
  change: FieldChange,
  { row, field }: { readonly row: HistoryRow; readonly field: string },
): ComparedChange => ({
  ...change,
  counts,
  shownOld: row.changes.findLast((one) => one.field === field)?.old ?? null,
})

/** All changes of the fields that may differ between two moments, as far as the viewer may see them. */
export const fieldChangesOf = (
  source: AuditSource,
  subject: HistorySubject,
  reader: Reader,
  moments: Moments,
): FieldChanges => {
  const { register, history } = source
  const log = history.log()
  const events = eventsOf(source, subject, reader.viewer, moments)
  const names = differingFields(source, events)
  const { timeZone } = register.settings.policies
  const [first] = events
  const entryOf = ({ event }: OwnEvent): HistoryEntry => log.entryAt(event)
  const timesOf = createTimes(subject.kind, first === undefined ? null : entryOf(first), timeZone)
  const rowOf = rowsFor(register, { kind: subject.kind, viewer: reader.viewer, messages: reader.messages })
  const fields = new Map<string, ComparedChange[]>()
  const changing = new Set(
    eventsChanging(
      log,
      events.map(({ event }) => event),
      names.flatMap((field) => toldBy(subject.kind, field)),
    ),
  )
  for (const one of events.filter(({ event }) => changing.has(event))) {
    const entry = entryOf(one)
    const [times, row] = [timesOf(entry), rowOf(entry)]
    const told = row.changes.flatMap(({ field }) => toldBy(subject.kind, field))
    for (const field of new Set(isDeletion(one.type) ? names : told)) {
      if (!names.includes(field)) continue
      const changes = isContactName(subject.kind, field)
        ? nameChangesIn(source, { subject, event: one.event, entry, field, times }, reader.messages)
        : fieldChangesIn(entry, row, field, times)
      const found = changes.map((change) => comparedChange(one, change, { row, field }))
      fields.set(field, [...(fields.get(field) ?? []), ...found])
    }
  }
  return { kind: subject.kind, events, fields }
}

/** Whether the subject had been registered at a moment. */
const isRegistered = ({ events }: FieldChanges, index: MomentIndex): boolean =>
  events.some(({ counts }) => counts[index])

/** Whether the subject existed at a moment: it was registered, and not deleted. */
export const isThere = (changes: FieldChanges, index: MomentIndex): boolean =>
  isRegistered(changes, index) && !changes.events.some(({ counts, type }) => counts[index] && isDeletion(type))

/** The values of a field at a moment, sorted; `null` if no change of it counts. */
const valuesIn = (changes: readonly ComparedChange[], fold: Fold, index: MomentIndex): readonly string[] | null => {
  const counted = changes.filter(({ counts }) => counts[index])
  if (counted.length === 0) return null
  const state = counted.reduce<FieldState>((before, one) => fold.after(before, one), [])
  return fold
    .current(state)
    .flatMap(({ shown }) => shown ?? [])
    .sort()
}

/** The values of a field at both moments, each as one text; `null` for none. */
export const valuesAt = (fieldChanges: FieldChanges, field: string): readonly [string | null, string | null] => {
  const changes = fieldChanges.fields.get(field) ?? []
  // Before its first change a field had the old value of that change.
  const hasInitialValue = isSingle(field) && isRegistered(fieldChanges, 0) && isRegistered(fieldChanges, 1)
  const initial = hasInitialValue ? (changes[0]?.shownOld ?? null) : null
  const valueAt = (index: MomentIndex): string | null => {
    const current = valuesIn(changes, foldFor(fieldChanges.kind, field), index)
    return current === null ? initial : current.join(', ') || null
  }
  return [valueAt(0), valueAt(1)]
}
