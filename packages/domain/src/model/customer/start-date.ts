import type { Message } from '../../kernel/message.js'
import type { CalendarDate } from '../../kernel/values/calendar-date.js'
import { isOn, type Settings } from '../settings/state.js'
import { CustomerStartDateSet } from './events.js'
import type { Customer, Document } from './state.js'

type Recorded = Document & { readonly documentId: string }

const settingOf = { invoice: 'STARTDATE_INVOICE', salesOrder: 'STARTDATE_SALESORDER' } as const

/** Whether documents of a kind set start dates. */
const counts = (settings: Settings, { kind }: Document): boolean => isOn(settings, settingOf[kind])

/** Under `fromActivation`, only documents recorded since the setting was switched on count. */
const isRecent = ({ policies, changedAt }: Settings, { kind, at }: Document): boolean =>
  policies.startDateLookBack === 'firstEver' || at >= (changedAt[settingOf[kind]] ?? '')

/** The document that the current command records or voids. */
type PendingDocument = { readonly added?: Recorded; readonly gone?: string }

function* qualifying(customer: Customer, settings: Settings, { added, gone }: PendingDocument): Iterable<Recorded> {
  const { documents, voided } = customer
  for (const [documentId, document] of documents.entries()) {
    const stands = !voided.has(documentId) && documentId !== gone
    if (stands && counts(settings, document) && isRecent(settings, document)) yield { documentId, ...document }
  }
  if (added !== undefined) yield added
}

const earliest = (documents: Iterable<Recorded>): Recorded | null => {
  let first: Recorded | null = null
  for (const document of documents) if (first === null || document.date < first.date) first = document
  return first
}

/** Returns the document recorded first; documents from a merge come after those recorded later. */
const next = (documents: Iterable<Recorded>): Recorded | null => {
  let first: Recorded | null = null
  for (const document of documents)
    if (first === null || (document.moved === true && document.at < first.at)) first = document
  return first
}

/** Returns the document that sets the start date: the one recorded first or, by policy, with the earliest date. */
export const firstQualifyingDocument = (
  customer: Customer,
  settings: Settings,
  pending: PendingDocument = {},
): Recorded | null =>
  settings.policies.startDateRule === 'firstRecorded'
    ? next(qualifying(customer, settings, pending))
    : earliest(qualifying(customer, settings, pending))

/** Creates the event that sets the start date from a document. */
export const startDateEvent = ({ documentId, kind, date }: Recorded, previous: CalendarDate | null): Message =>
  CustomerStartDateSet({ date, source: kind, documentId, previous })

/**
 * Whether a document may set the start date: it is empty, or set by hand and replaceable, and never was set
 * automatically.
 */
const maySetStartDate = ({ startDate, startedAutomatically }: Customer, { policies }: Settings): boolean =>
  !startedAutomatically &&
  (startDate === null || (policies.startDateManual === 'autoOverwritesManual' && startDate.source === 'manual'))

const movesBack = ({ startDate }: Customer, { policies }: Settings, { date }: Document): boolean =>
  policies.startDateRule === 'earliestDated' &&
  startDate !== null &&
  startDate.source !== 'manual' &&
  date < startDate.date

/** Returns the effect of recording a document on the start date: no event, or one in the same append. */
export const automaticStartDate = (customer: Customer, settings: Settings, document: Recorded): readonly Message[] => {
  if (!counts(settings, document)) return []
  const previous = customer.startDate?.date ?? null
  if (movesBack(customer, settings, document)) return [startDateEvent(document, previous)]
  if (!maySetStartDate(customer, settings)) return []
  return [startDateEvent(firstQualifyingDocument(customer, settings, { added: document }) ?? document, previous)]
}
