import type { CalendarDate, Instant, Origin } from '@clientele/domain'
import { type HistoryEntry, type HistoryKind, noPersons, type RecordedChange } from '../../history/line.js'
import { employeeName } from '../../history/names.js'
import { customerOfMark, personOfParty, replaceWords } from '../../history/word.js'
import { summaryOf } from '../../messages/change-text.js'
import { columnLabel, fieldLabel, translate } from '../../messages/messages.js'
import type { Messages } from '../../messages/texts.js'
import { visibleActivities } from '../../query/visibility/activities.js'
import { hasCrmAccess } from '../../query/visibility/viewer.js'
import { erasedScope } from '../../register/erasure.js'
import { personOfCustomer } from '../../register/private-customers.js'
import type { Register } from '../../register/register.js'

/**
 * A field with its value before and after, as of that time: names, not ids; dates inclusive; `null` for none. `field`
 * is a stable key; `label` and built-in values are in the requested language.
 */
export type FieldChange = {
  readonly field: string
  readonly label: string
  readonly old: string | null
  readonly new: string | null
}

/**
 * One event. `effectiveDate` is the day from which it counts; `at` is by the clock of the actor; `on` is the customer
 * or project of a line that is also in other histories; `reason` is the reason given by the actor; each is `null` if
 * there is none.
 */
export type HistoryRow = {
  readonly recordedAt: Instant
  readonly at: Instant
  readonly effectiveDate: CalendarDate | null
  readonly by: string
  /** The name of the acting employee; the id if the actor is no employee. */
  readonly byName: string
  readonly type: string
  readonly summary: string
  readonly on: string | null
  readonly changes: readonly FieldChange[]
  readonly reason: string | null
  readonly origin: Origin
  readonly commandId: string
  readonly correlationId: string | null
  readonly causationId: string | null
  readonly position: string
}

/** Personal fields that invoices do not need. */
const notNeededForInvoices: readonly string[] = [
  ...['email', 'phone', 'mobile', 'title', 'website', 'meeting', 'task', 'file', 'note'],
  ...['reason', 'source', 'capturedAt', 'wordingVersion'],
]

/** Whether a personal text is hidden because one of its persons was erased, fully or except for invoicing. */
export const isErased = ({ tables }: Register, whose: readonly string[], field: string): boolean =>
  whose.length > 0 &&
  whose.some((mark) => {
    const customerId = customerOfMark(mark)
    const personId = customerId === null ? mark : personOfCustomer(tables, customerId)
    const erased = personId === null ? null : erasedScope(tables, personId)
    return erased === 'full' || (erased === 'exceptInvoicing' && notNeededForInvoices.includes(field))
  })

/** The kind of subject, viewer and language of a history query. */
export type Reader = {
  readonly kind: HistoryKind
  readonly viewer: string | undefined
  readonly messages: Messages
}

const listOf = (one: string | readonly string[] | null): readonly string[] => {
  if (one === null) return []
  return typeof one === 'string' ? [one] : one
}

/**
 * Returns a predicate: whether the text of a note is shown, by the rule of `contactNotes` for the records of the line.
 */
const notesShown = (register: Register, { viewer }: Reader) => {
  const hasAccess = hasCrmAccess(register, { viewer })
  const isVisible = visibleActivities(register, { viewer })
  return ({ customerId }: HistoryEntry, { whose = [] }: RecordedChange): boolean =>
    hasAccess &&
    isVisible({
      personIds: whose,
      customerIds: listOf(customerId).filter((party) => personOfParty(party) === null),
      projectIds: [],
    })
}

const isNote = ({ field }: RecordedChange): boolean => field === 'note'

const topLevelWords = ['yes', 'no', 'noGroup'] as const

const wordText = (messages: Messages, name: string): string => {
  const known = topLevelWords.find((one) => one === name)
  return known === undefined ? translate(messages, name) : messages[known]
}

// Lists of columns and filters of a list, stored by their names.
const namingColumns: readonly string[] = ['columns', 'shownColumns', 'shownFilters']

const valueIn = (messages: Messages, value: string | null, field: string): string | null => {
  if (value === null) return null
  if (!namingColumns.includes(field)) return replaceWords(value, (name) => wordText(messages, name))
  return value
    .split(', ')
    .map((name) => columnLabel(messages, name))
    .join(', ')
}

const ownNameKinds: readonly HistoryKind[] = ['customer', 'project']

/** Returns a function that maps entries to rows, with erased data hidden. */
export const rowsFor = (register: Register, reader: Reader): ((entry: HistoryEntry) => HistoryRow) => {
  const { messages, kind } = reader
  const showsNote = notesShown(register, reader)

  const text = (value: string | null, whose: readonly string[] | null | undefined, field: string): string | null =>
    value !== null && isErased(register, whose ?? noPersons, field) ? messages.erased : valueIn(messages, value, field)

  const changeOf = ({ field, old, new: after, whose }: RecordedChange): FieldChange => ({
    field,
    label: fieldLabel(messages, field),
    old: text(old, whose, field),
    new: text(after, whose, field),
  })

  const shownIn = (entry: HistoryEntry): readonly RecordedChange[] =>
    entry.changes.some(isNote) ? entry.changes.filter((one) => !isNote(one) || showsNote(entry, one)) : entry.changes

  return (entry) => {
    const changes = shownIn(entry).map(changeOf)
    const on = text(entry.on, entry.onOf, 'name')
    const names = [ownNameKinds.includes(kind) ? null : on, text(entry.topic, entry.topicOf, 'name')]
    return {
      recordedAt: entry.recordedAt,
      at: entry.at,
      effectiveDate: entry.effectiveDate,
      by: entry.by,
      byName: employeeName(register, entry.by) ?? entry.by,
      type: entry.type,
      summary: summaryOf(messages, entry.type, names, changes),
      on,
      changes,
      reason: text(entry.reason, entry.reasonOf, 'reason'),
      origin: entry.origin,
      commandId: entry.commandId,
      correlationId: entry.correlationId,
      causationId: entry.causationId,
      position: entry.position,
    }
  }
}
