import { aggregate, type Evolve, streamByName, streamOf } from '../../kernel/aggregate.js'
import type { CalendarDate } from '../../kernel/values/calendar-date.js'
import { type GrowOnlyMap, growOnlyMap } from '../../kernel/values/grow-only.js'
import type { Instant } from '../../kernel/values/instant.js'
import { type Billing, evolveBilling, noBilling } from '../billing/state.js'
import { evolveTraits, noTraits, type Traits } from '../customer-traits/state.js'
import { evolveConsents, type Statement } from '../marketing/statements.js'
import { evolveResponsibilities, noResponsibilities, type Responsibilities } from '../responsibilities/state.js'
import type { CustomerKind } from './details.js'
import type { CustomerEvent } from './events.js'
import { groupsAfterMove } from './memberships.js'

/**
 * An invoice or sales order; `date` is the date on it, `at` when it was recorded. `moved` marks one that was first
 * recorded on a customer merged into this one: it comes after documents recorded later.
 */
export type Document = {
  readonly kind: 'invoice' | 'salesOrder'
  readonly date: CalendarDate
  readonly at: Instant
  readonly moved?: true
}

export type StartDate = {
  readonly date: CalendarDate
  readonly source: 'invoice' | 'salesOrder' | 'manual' | 'merge'
  readonly documentId: string | null
}

/** The state of a customer. Documents are a grow-only map, which Immer does not draft. */
export type Customer = {
  readonly kindOfSubject: 'customer'
  readonly registered: boolean
  readonly kind: CustomerKind
  readonly personId: string | null
  readonly details: ReadonlyMap<string, string>
  readonly number: number | null
  readonly groups: readonly string[]
  readonly specialGroups: readonly string[]
  readonly segment: string | null
  readonly status: string | null
  readonly attractionChannel: string | null
  readonly customerKind: string | null
  readonly ownerId: string | null
  readonly private: boolean
  readonly archived: boolean
  readonly mergedInto: string | null
  readonly deleted: boolean
  readonly responsibilities: Responsibilities
  readonly documents: GrowOnlyMap<string, Document>
  readonly voided: GrowOnlyMap<string, true>
  readonly startDate: StartDate | null
  /** Whether a start date was ever set automatically. */
  readonly startedAutomatically: boolean
  /** All consents and withdrawals, in the order of recording. */
  readonly statements: readonly Statement[]
  readonly billing: Billing
  readonly traits: Traits
}

const initial: Customer = {
  kindOfSubject: 'customer',
  registered: false,
  kind: 'company',
  personId: null,
  details: new Map(),
  number: null,
  groups: [],
  specialGroups: [],
  segment: null,
  status: null,
  attractionChannel: null,
  customerKind: null,
  ownerId: null,
  private: false,
  archived: false,
  mergedInto: null,
  deleted: false,
  responsibilities: noResponsibilities,
  documents: growOnlyMap(),
  voided: growOnlyMap(),
  startDate: null,
  startedAutomatically: false,
  statements: [],
  billing: noBilling,
  traits: noTraits,
}

const without = (list: readonly string[], gone: string): string[] => list.filter((one) => one !== gone)

type Recorded = { readonly documentId: string; readonly date: CalendarDate; readonly recordedAt?: Instant | undefined }

const withDocument =
  (kind: Document['kind'], { documentId, date, recordedAt }: Recorded, at: Instant) =>
  (customer: { documents: Customer['documents'] }): void => {
    const document: Document =
      recordedAt === undefined ? { kind, date, at } : { kind, date, at: recordedAt, moved: true }
    customer.documents = customer.documents.with(documentId, document)
  }

const evolve: Evolve<CustomerEvent, Customer> = {
  CustomerRegistered: (data) => (customer) => {
    customer.registered = true
    customer.kind = data.kind
    customer.personId = data.personId ?? null
    customer.segment = data.segment ?? null
    customer.status = data.status ?? null
    customer.attractionChannel = data.attractionChannel ?? null
    customer.customerKind = data.customerKind ?? null
    customer.ownerId = data.ownerId ?? null
    customer.private = data.private ?? false
    customer.details.set('name', data.name)
    for (const [field, value] of Object.entries(data.contactInfo ?? {})) {
      if (value != null) customer.details.set(field, value)
    }
  },
  CustomerDetailsChanged:
    ({ changes }) =>
    ({ details }) => {
      for (const { field, new: value } of changes) value === null ? details.delete(field) : details.set(field, value)
    },
  CustomerNumberAssigned:
    ({ number }) =>
    (customer) => {
      customer.number = number
    },
  CustomerNumberChanged:
    ({ to }) =>
    (customer) => {
      customer.number = to
    },
  CustomerMovedToGroup: (move) => (customer) => {
    customer.groups = [...groupsAfterMove(customer.groups, move)]
  },
  CustomerAddedToGroup:
    ({ groupId }) =>
    (customer) => {
      customer.groups = [...without(customer.groups, groupId), groupId]
    },
  CustomerRemovedFromGroup:
    ({ groupId }) =>
    (customer) => {
      customer.groups = without(customer.groups, groupId)
    },
  CustomerAddedToSpecialGroup:
    ({ specialGroupId }) =>
    (customer) => {
      customer.specialGroups = [...without(customer.specialGroups, specialGroupId), specialGroupId]
    },
  CustomerRemovedFromSpecialGroup:
    ({ specialGroupId }) =>
    (customer) => {
      customer.specialGroups = without(customer.specialGroups, specialGroupId)
    },
  CustomerSegmentChanged:
    ({ to }) =>
    (customer) => {
      customer.segment = to
    },
  CustomerStatusChanged:
    ({ to }) =>
    (customer) => {
      customer.status = to
    },
  AttractionChannelChanged:
    ({ to }) =>
    (customer) => {
      customer.attractionChannel = to
    },
  CustomerKindSet:
    ({ to }) =>
    (customer) => {
      customer.customerKind = to
    },
  InvoiceRecorded: (data, { at }) => withDocument('invoice', data, at),
  SalesOrderRecorded: (data, { at }) => withDocument('salesOrder', data, at),
  DocumentVoided:
    ({ documentId }) =>
    (customer) => {
      customer.voided = customer.voided.with(documentId, true)
    },
  CustomerStartDateSet:
    ({ date, source, documentId }) =>
    (customer) => {
      customer.startDate = { date, source, documentId: documentId ?? null }
      // A merge names a document only if one had set the date of the duplicate.
      const isAutomatic = source === 'invoice' || source === 'salesOrder'
      customer.startedAutomatically ||= isAutomatic || (source === 'merge' && documentId != null)
    },
  CustomerStartDateCleared: () => (customer) => {
    customer.startDate = null
  },
  CustomerOwnerChanged:
    ({ to }) =>
    (customer) => {
      customer.ownerId = to
    },
  CustomerMarkedPrivate: () => (customer) => {
    customer.private = true
  },
  CustomerMarkedPublic: () => (customer) => {
    customer.private = false
  },
  CustomerArchived: () => (customer) => {
    customer.archived = true
  },
  CustomerRestored: () => (customer) => {
    customer.archived = false
  },
  CustomerAbsorbed: () => () => {},
  CustomerDeleted: () => (customer) => {
    customer.deleted = true
    customer.groups = []
    customer.specialGroups = []
    customer.responsibilities = { assignments: [], removed: [] }
  },
  CustomerMergedInto:
    ({ survivorId }) =>
    (customer) => {
      customer.mergedInto = survivorId
    },
  ...evolveConsents,
  ...evolveResponsibilities,
  ...evolveBilling,
  ...evolveTraits,
}

export const customerAggregate = aggregate<CustomerEvent, Customer>('customer', initial, evolve)

export const customerStream = streamOf(customerAggregate)

/** Returns the customer stream with a name. */
export const customerOfStream = streamByName(customerStream)
