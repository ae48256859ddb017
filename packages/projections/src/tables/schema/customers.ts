import type { Billing, CalendarDate, CustomerKind, Instant, Statement, StreamName } from '@clientele/domain'
import { defineTable } from '../define-table.js'
import { keyOf } from '../keys.js'

/**
 * The current state of a customer. `details` contains every detail field except the name; `groupsSince` is the instant
 * of its last change of group.
 */
export type CustomerRow = {
  readonly customerId: string
  readonly kind: CustomerKind
  readonly name: string
  readonly personId: string | null
  readonly number: number | null
  readonly details: { readonly [field: string]: string | null }
  readonly segment: string | null
  readonly status: string | null
  readonly attractionChannel: string | null
  readonly customerKind: string | null
  readonly ownerId: string | null
  readonly private: boolean
  readonly archived: boolean
  readonly mergedInto: string | null
  readonly groupIds: readonly string[]
  readonly groupsSince: Instant | null
  readonly specialGroupIds: readonly string[]
  readonly startDate: CalendarDate | null
  readonly startSource: string | null
  readonly startDocumentId: string | null
  /** All consents and withdrawals, in the order of recording. */
  readonly statements: readonly Statement[]
}

/** Copies a customer row. An object literal, because `Object.assign` or spread makes rows this wide five times as large. */
const copyOfCustomer = (row: CustomerRow): CustomerRow => ({
  customerId: row.customerId,
  kind: row.kind,
  name: row.name,
  personId: row.personId,
  number: row.number,
  details: row.details,
  segment: row.segment,
  status: row.status,
  attractionChannel: row.attractionChannel,
  customerKind: row.customerKind,
  ownerId: row.ownerId,
  private: row.private,
  archived: row.archived,
  mergedInto: row.mergedInto,
  groupIds: row.groupIds,
  groupsSince: row.groupsSince,
  specialGroupIds: row.specialGroupIds,
  startDate: row.startDate,
  startSource: row.startSource,
  startDocumentId: row.startDocumentId,
  statements: row.statements,
})

/** The billing data and portal users of a customer; no row if there is none. */
export type BillingRow = Billing & { readonly customerId: string }

/** A customer's value in a tracking dimension from an instant (inclusive) until another (exclusive, `null` while it lasts). */
export type TrackingRow = {
  readonly customerId: string
  readonly dimension: string
  readonly value: string
  readonly from: Instant
  readonly until: Instant | null
}

export type CustomerPropertyRow = { readonly customerId: string; readonly property: string }

/** A customer in a group from an instant (inclusive) until another (exclusive, `null` while it lasts). */
export type MembershipRow = {
  readonly customerId: string
  readonly groupId: string
  readonly from: Instant
  readonly until: Instant | null
}

const memberships = defineTable(({ customerId, groupId, from }: MembershipRow) => keyOf(customerId, groupId, from), {
  indexes: ['customerId', 'groupId'],
})

/** An invoice or sales order; rows of one customer are in the order of recording. */
export type DocumentRow = {
  readonly customerId: string
  readonly documentId: string
  readonly kind: 'invoice' | 'salesOrder'
  readonly date: CalendarDate
  readonly voided: boolean
}

/**
 * A merge of one customer or person record (stream) into another; `moved` if events moved all data, `false` for legacy
 * merges. `at` is by the clock of the actor.
 */
export type AbsorptionRow = {
  readonly record: StreamName
  readonly into: StreamName
  readonly moved: boolean
  readonly at: Instant
}

/** Who could see a customer when it was deleted: its history and activities remain. */
export type DeletedCustomerRow = Pick<CustomerRow, 'customerId' | 'personId' | 'ownerId' | 'private' | 'groupIds'>

export const customerTables = {
  customers: defineTable((row: CustomerRow) => row.customerId, {
    indexes: ['groupIds', 'specialGroupIds', 'personId', 'ownerId'],
    blanks: ['groupIds'],
    lists: ['groupIds', 'specialGroupIds'],
    copyOf: copyOfCustomer,
  }),
  deletedCustomers: defineTable<DeletedCustomerRow, 'personId'>(({ customerId }) => customerId, {
    indexes: ['personId'],
  }),
  billing: defineTable((row: BillingRow) => row.customerId, { indexes: ['portalUserIds'] }),
  trackingItems: defineTable(({ customerId, dimension, from }: TrackingRow) => keyOf(customerId, dimension, from), {
    indexes: ['customerId', 'dimension'],
  }),
  customerProperties: defineTable(({ customerId, property }: CustomerPropertyRow) => keyOf(customerId, property), {
    indexes: ['customerId', 'property'],
  }),
  groupMemberships: memberships,
  specialMemberships: memberships,
  documents: defineTable(({ customerId, documentId }: DocumentRow) => keyOf(customerId, documentId), {
    indexes: ['customerId'],
  }),
  absorptions: defineTable((row: AbsorptionRow) => row.record, { indexes: ['into'] }),
}
