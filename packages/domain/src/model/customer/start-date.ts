import type { Message } from '../../kernel/message.js'
import type { CalendarDate } from '../../kernel/values/calendar-date.js'
import { isOn, type Settings } from '../settings/state.js'
import { CustomerStartDateSet } from './events.js'
import type { Customer, Document } from './state.js'

type Recorded = Document & { readonly documentId: string }

const settingOf = { invoice: 'STARTDATE_INVOICE', salesOrder: 'STARTDATE_SALESORDER' } as const

/** Whether documents of a kind set start dates. */
const counts = (settings: Settings, { kind }: Document): boolean => isOn(settings, settingOf[kind])

/** Under `fromActivation`, only documents recorded since the setting was switched count. */
const isRecent = ({ policies, changedAt }: Settings, { kind, at }: Document): boolean =>
  policies.startDateLookBack === 'firstEver' || at >= (changedAt[settingOf[kind]] ?? '')

/** A document that is being recorded or voided right now. */
type Meanwhile = { readonly added?: Recorded; readonly gone?: string }

function* qualifying(customer: Customer, settings: Settings, { added, gone }: Meanwhile): Iterable<Recorded> {
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

/** The first one recorded; one that came with a merge stands behind those that were recorded after it. */
const next = (documents: Iterable<Recorded>): Recorded | null => {
  let first: Recorded | null = null
  for (const document of documents)
    if (first === null || (document.moved === true && document.at < first.at)) first = document
  return first
}

/** The document that tells the start date: recorded first, or by policy dated first. */
export const firstQualifying = (customer: Customer, settings: Settings, meanwhile: Meanwhile = {}): Recorded | null =>
  settings.policies.startDateRule === 'firstRecorded'
    ? next(qualifying(customer, settings, meanwhile))
    : earliest(qualifying(customer, settings, meanwhile))

/** The event that sets a start date by a document. */
export const startSet = ({ documentId, kind, date }: Recorded, previous: CalendarDate | null): Message =>
  CustomerStartDateSet({ date, source: kind, documentId, previous })

/** Whether a recorded document may set the date: it is empty, or manual and to be replaced, and never was set. */
const mayBegin = ({ startDate, startedAutomatically }: Customer, { policies }: Settings): boolean =>
  !startedAutomatically &&
  (startDate === null || (policies.startDateManual === 'autoOverwritesManual' && startDate.source === 'manual'))

const movesBack = ({ startDate }: Customer, { policies }: Settings, { date }: Document): boolean =>
  policies.startDateRule === 'earliestDated' &&
  startDate !== null &&
  startDate.source !== 'manual' &&
  date < startDate.date

/** What recording a document does to the start date: nothing, or one event in the same append. */
export const automaticStart = (customer: Customer, settings: Settings, document: Recorded): readonly Message[] => {
  if (!counts(settings, document)) return []
  const previous = customer.startDate?.date ?? null
  if (movesBack(customer, settings, document)) return [startSet(document, previous)]
  if (!mayBegin(customer, settings)) return []
  return [startSet(firstQualifying(customer, settings, { added: document }) ?? document, previous)]
}
