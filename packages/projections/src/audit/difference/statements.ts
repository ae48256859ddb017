import type { CalendarDate } from '@clientele/domain'
import type { HistoryEntry, HistorySubject } from '../../history/line.js'
import type { Messages } from '../../messages/texts.js'
import { type HistoryRow, rowsFor } from '../../views/history/history-row.js'
import type { AuditSource } from '../audit-source.js'
import { ownEvents, saidIn } from '../field-history/field-history.js'
import { foldOf, isSingle, type Said, type State } from '../field-history/fold.js'
import { createTimes, type Times } from '../field-history/said-days.js'
import { countsAt, type Known } from './moments.js'

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
  ...['customersLeft', 'tasksLeft', 'participationsLeft'],
  // Responsibilities have days of their own.
  ...['responsible', 'role', 'from', 'lastDay'],
])

/** An event of a subject: its number, type and times. */
export type OwnEvent = { readonly event: number; readonly type: string; readonly day: CalendarDate }

/** What an event says of a field, with the old value as a reader is shown it. */
type Statement = Said & { readonly event: number; readonly shownOld: string | null }

/** What was said of a subject, in the order of the log. */
export type Statements = {
  readonly events: readonly OwnEvent[]
  readonly fields: ReadonlyMap<string, readonly Statement[]>
}

type Reader = { readonly viewer?: string | undefined; readonly messages: Messages }

const statementsIn = (
  { event, times }: { readonly event: number; readonly times: Times },
  entry: HistoryEntry,
  row: HistoryRow,
): readonly (readonly [string, Statement])[] =>
  [...new Set(row.changes.map(({ field }) => field))]
    .filter((field) => !notFields.has(field))
    .flatMap((field) =>
      saidIn(entry, row, field, times).map((said) => {
        const shownOld = row.changes.findLast((one) => one.field === field)?.old ?? null
        return [field, { ...said, event, shownOld }] as const
      }),
    )

/** What was ever said of a subject, as far as the viewer may see. */
export const statementsOf = (source: AuditSource, subject: HistorySubject, reader: Reader): Statements => {
  const { register, history } = source
  const log = history.log()
  const numbers = ownEvents(source, subject, reader.viewer)
  const [first] = numbers
  const { timeZone } = register.settings.policies
  const timesOf = createTimes(subject.kind, first === undefined ? null : log.entryAt(first), timeZone)
  const rowOf = rowsFor(register, { subject, viewer: reader.viewer, messages: reader.messages })
  const events: OwnEvent[] = []
  const fields = new Map<string, Statement[]>()
  for (const event of numbers) {
    const entry = log.entryAt(event)
    const times = timesOf(entry)
    events.push({ event, type: entry.type, day: times.day })
    for (const [field, said] of statementsIn({ event, times }, entry, rowOf(entry))) {
      const known = fields.get(field)
      if (known === undefined) fields.set(field, [said])
      else known.push(said)
    }
  }
  return { events, fields }
}

/** Whether the subject was there at a moment. */
export const isThere = ({ events }: Statements, known: Known): boolean => events.some((one) => countsAt(known, one))

/** The values of a field that count at a moment, sorted; `null` where nothing that counts was said. */
const heldAt = (said: readonly Statement[], field: string, known: Known): readonly string[] | null => {
  const fold = foldOf(field)
  const counted = said.filter((one) => countsAt(known, one))
  if (counted.length === 0) return null
  const state = counted.reduce<State>((before, one) => fold.after(before, one), [])
  return fold
    .held(state)
    .flatMap(({ shown }) => shown ?? [])
    .sort()
}

/** The values of a field at two moments, each as one text; `null` for none. */
export const valuesAt = (
  statements: Statements,
  field: string,
  [from, to]: readonly [Known, Known],
): readonly [string | null, string | null] => {
  const said = statements.fields.get(field) ?? []
  // What nothing was said of yet had the value that the first statement replaced.
  const isKept = isSingle(field) && isThere(statements, from) && isThere(statements, to)
  const unsaid = isKept ? (said[0]?.shownOld ?? null) : null
  const valueAt = (known: Known): string | null => {
    const held = heldAt(said, field, known)
    return held === null ? unsaid : held.join(', ') || null
  }
  return [valueAt(from), valueAt(to)]
}
