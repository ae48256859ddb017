import { type CalendarDate, rowFor, type Statement, statementOf } from '@clientele/domain'
import type { HistoryEntry, HistorySubject } from '../../history/line.js'
import { listIn } from '../../history/log/event-index.js'
import type { Messages } from '../../messages/texts.js'
import { type HistoryRow, rowsFor } from '../../views/history/history-row.js'
import type { AuditSource } from '../audit-source.js'
import { ownEvents, saidIn, thatChange } from '../field-history/field-history.js'
import { foldOf, isSingle, type Said, type State } from '../field-history/fold.js'
import { createTimes } from '../field-history/said-days.js'
import type { Known, Moments, Which } from './moments.js'

/** The kinds of subject whose fields are compared. */
export const comparedKinds = ['customer', 'contact', 'employee', 'project', 'customerGroup', 'specialGroup'] as const
export type ComparedKind = (typeof comparedKinds)[number]

/** A subject whose fields are compared. */
export type ComparedSubject = HistorySubject & { readonly kind: ComparedKind }

/** What lines say about an event, or about a part of the subject, but not about a field of the subject. */
const notFields: ReadonlySet<string> = new Set([
  ...['reason', 'cause', 'origin', 'topic', 'request', 'recordedAt', 'source', 'capturedAt', 'wordingVersion'],
  ...['invoice', 'salesOrder', 'document', 'note', 'products', 'configuration', 'registryCode', 'billedBy'],
  ...['ended', 'assigned', 'alreadyHeld', 'onClosed', 'customers', 'tasks', 'participations'],
  ...['customersLeft', 'tasksLeft', 'participationsLeft', 'contacts', 'contactsLeft'],
  // Responsibilities have days of their own.
  ...['responsible', 'role', 'from', 'lastDay'],
])

/** An event of a subject by its number, and whether it counts at the first moment and at the second. */
export type OwnEvent = { readonly event: number; readonly type: string; readonly counts: readonly [boolean, boolean] }

/** What an event says of a field, with the old value as a reader is shown it. */
type FieldStatement = Said & { readonly counts: OwnEvent['counts']; readonly shownOld: string | null }

/** What was said of a subject, in the order of the log: of the fields that may differ. */
export type Statements = {
  readonly events: readonly OwnEvent[]
  readonly fields: ReadonlyMap<string, readonly FieldStatement[]>
}

type Reader = { readonly viewer?: string | undefined; readonly messages: Messages }

const isMarketing = (type: string): boolean => rowFor<Statement>(statementOf, type) !== undefined

/** Whether an event that happened at a time, or has a day of its own, counts; none counts before the first of its subject. */
const countsAt = (
  { count, end, day }: Known,
  said: { readonly event: number; readonly at: number; readonly first: number; readonly ownDay: CalendarDate | null },
): boolean => said.event < count && said.first < end && (said.ownDay === null ? said.at < end : said.ownDay <= day)

/** The events of a subject that the viewer may see, and at which moments they count. */
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
    const ownDay = isMarketing(type) ? log.entryAt(event).effectiveDate : null
    const said = { event, at: columns.ats[event] ?? 0, first, ownDay }
    return { event, type, counts: [countsAt(from, said), countsAt(to, said)] }
  })
}

/** The fields that events which count at one of the moments only say something of. */
const differingFields = ({ history }: AuditSource, events: readonly OwnEvent[]): readonly string[] => {
  const { columns, fields } = history.log().index
  const differing = events.filter(({ counts }) => counts[0] !== counts[1])
  const named = differing.flatMap(({ event }) => listIn(fields.lookup(columns.fields[event] ?? 0)))
  return [...new Set(named)].filter((field) => !notFields.has(field))
}

const statementIn = (
  { counts }: OwnEvent,
  said: Said,
  { row, field }: { readonly row: HistoryRow; readonly field: string },
): FieldStatement => ({
  ...said,
  counts,
  shownOld: row.changes.findLast((one) => one.field === field)?.old ?? null,
})

/** What was ever said of the fields of a subject that may differ between two moments, as far as the viewer may see. */
export const statementsOf = (
  source: AuditSource,
  subject: HistorySubject,
  reader: Reader,
  moments: Moments,
): Statements => {
  const { register, history } = source
  const log = history.log()
  const events = eventsOf(source, subject, reader.viewer, moments)
  const names = differingFields(source, events)
  const { timeZone } = register.settings.policies
  const [first] = events
  const entryOf = ({ event }: OwnEvent): HistoryEntry => log.entryAt(event)
  const timesOf = createTimes(subject.kind, first === undefined ? null : entryOf(first), timeZone)
  const rowOf = rowsFor(register, { subject, viewer: reader.viewer, messages: reader.messages })
  const fields = new Map<string, FieldStatement[]>()
  const changing = new Set(
    thatChange(
      log,
      events.map(({ event }) => event),
      names,
    ),
  )
  for (const one of events.filter(({ event }) => changing.has(event))) {
    const entry = entryOf(one)
    const [times, row] = [timesOf(entry), rowOf(entry)]
    for (const field of new Set(row.changes.map((change) => change.field))) {
      if (!names.includes(field)) continue
      const said = saidIn(entry, row, field, times).map((what) => statementIn(one, what, { row, field }))
      fields.set(field, [...(fields.get(field) ?? []), ...said])
    }
  }
  return { events, fields }
}

/** Whether the subject was there at a moment. */
const isThere = ({ events }: Statements, which: Which): boolean => events.some(({ counts }) => counts[which])

/** The values of a field that count at a moment, sorted; `null` where nothing that counts was said. */
const heldAt = (said: readonly FieldStatement[], field: string, which: Which): readonly string[] | null => {
  const fold = foldOf(field)
  const counted = said.filter(({ counts }) => counts[which])
  if (counted.length === 0) return null
  const state = counted.reduce<State>((before, one) => fold.after(before, one), [])
  return fold
    .held(state)
    .flatMap(({ shown }) => shown ?? [])
    .sort()
}

/** The values of a field at two moments, each as one text; `null` for none. */
export const valuesAt = (statements: Statements, field: string): readonly [string | null, string | null] => {
  const said = statements.fields.get(field) ?? []
  // What nothing was said of yet had the value that the first statement replaced.
  const isKept = isSingle(field) && isThere(statements, 0) && isThere(statements, 1)
  const unsaid = isKept ? (said[0]?.shownOld ?? null) : null
  const valueAt = (which: Which): string | null => {
    const held = heldAt(said, field, which)
    return held === null ? unsaid : held.join(', ') || null
  }
  return [valueAt(0), valueAt(1)]
}
