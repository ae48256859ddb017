import {
  accept,
  decision,
  type Meta,
  nothing,
  type Outcome,
  reading,
  steppedDecision,
  when,
  write,
} from '../../kernel/decision.js'
import type { Definition, Message, NamedDefinition } from '../../kernel/message.js'
import type { CalendarDate } from '../../kernel/values/calendar-date.js'
import { RecordInvoice, RecordSalesOrder, VoidDocument } from '../../model/customer/commands.js'
import {
  CustomerStartDateCleared,
  CustomerStartDateSet,
  DocumentVoided,
  InvoiceRecorded,
  SalesOrderRecorded,
} from '../../model/customer/events.js'
import {
  DocumentAlreadyRecorded,
  DocumentNotFound,
  NotInvoiceable,
  noOpenCustomer,
  unlessCustomer,
  whenArchived,
} from '../../model/customer/rejections.js'
import { automaticStartDate, firstQualifyingDocument, startDateEvent } from '../../model/customer/start-date.js'
import { type Customer, customerStream, type Document } from '../../model/customer/state.js'
import { personStream } from '../../model/person/state.js'
import { type Settings, settingsStream } from '../../model/settings/state.js'

type Recording = {
  readonly customerId?: string | undefined
  readonly personId?: string | undefined
  readonly documentId: string
  readonly date: CalendarDate
}

const reads = reading(({ personId }: Recording) => ({
  person: personStream(personId ?? ''),
  settings: settingsStream,
})).also(({ customerId }, _meta, { person }) => ({
  customer: customerStream(customerId ?? person.privateCustomerId ?? ''),
}))

const isSame = (known: Document, kind: Document['kind'], date: CalendarDate): boolean =>
  known.kind === kind && known.date === date

const recordDocument = (
  customer: Customer,
  customerId: string,
  document: Document & { readonly documentId: string },
  settings: Settings,
  event: Message,
): Outcome => {
  const { documentId, kind, date } = document
  const known = customer.documents.get(documentId)
  return (
    unlessCustomer(customer, customerId) ??
    when(known !== undefined && isSame(known, kind, date), nothing) ??
    when(known !== undefined, DocumentAlreadyRecorded({ documentId })) ??
    whenArchived(customer, customerId) ??
    accept(write(customerStream(customerId), event, ...automaticStartDate(customer, settings, document)))
  )
}

type RecordingDefinition<T extends string> = Definition<T, Recording>

/** Records a document; the first qualifying one sets the start date in the same append. */
const documentDecision = <T extends string, E extends string>(
  command: RecordingDefinition<T>,
  kind: Document['kind'],
  recorded: NamedDefinition<E> & ((data: { readonly documentId: string; readonly date: CalendarDate }) => Message),
) => {
  const appends: readonly NamedDefinition<E | 'CustomerStartDateSet'>[] = [recorded, CustomerStartDateSet]
  return steppedDecision({
    command,
    appends,
    rejects: [NotInvoiceable, ...noOpenCustomer, DocumentAlreadyRecorded],
    reads,
    decide: ({ person, customer, settings }, { customerId, personId, documentId, date }, { at }: Meta) => {
      const invoicedCustomerId = customerId ?? person.privateCustomerId
      if (invoicedCustomerId === null) return NotInvoiceable({ personId: personId ?? '' })
      const document = { documentId, kind, date, at }
      return recordDocument(customer, invoicedCustomerId, document, settings, recorded({ documentId, date }))
    },
  })
}

export const recordInvoice = documentDecision(RecordInvoice, 'invoice', InvoiceRecorded)
export const recordSalesOrder = documentDecision(RecordSalesOrder, 'salesOrder', SalesOrderRecorded)

const recalculateStartDate = (customer: Customer, settings: Settings, documentId: string): readonly Message[] => {
  const { startDate } = customer
  if (settings.policies.startDateOnVoid === 'keep' || startDate?.documentId !== documentId) return []
  const next = firstQualifyingDocument(customer, settings, { gone: documentId })
  return next === null
    ? [CustomerStartDateCleared({ previous: startDate.date })]
    : [startDateEvent(next, startDate.date)]
}

export const voidDocument = decision({
  command: VoidDocument,
  appends: [DocumentVoided, CustomerStartDateCleared, CustomerStartDateSet],
  rejects: [...noOpenCustomer, DocumentNotFound],
  reads: ({ customerId }) => ({ customer: customerStream(customerId), settings: settingsStream }),
  decide: ({ customer, settings }, { customerId, documentId }) =>
    unlessCustomer(customer, customerId) ??
    when(!customer.documents.has(documentId), DocumentNotFound({ documentId })) ??
    when(customer.voided.has(documentId), nothing) ??
    whenArchived(customer, customerId) ??
    accept(
      write(
        customerStream(customerId),
        DocumentVoided({ documentId }),
        ...recalculateStartDate(customer, settings, documentId),
      ),
    ),
})
