// Stored forever: a released name or field is never changed, only superseded.

import { ClassifierValue, CustomerId, DocumentId, EmployeeId, GroupId, PersonId, SpecialGroupId } from '../../ids.js'
import { boolean, integer, listOf, nullable, oneOf, optional, personal, text } from '../../kernel/input/codec.js'
import { event, type MessageOf } from '../../kernel/message.js'
import { CalendarDate } from '../../kernel/values/calendar-date.js'
import { Instant } from '../../kernel/values/instant.js'
import { billingEvents } from '../billing/events.js'
import { traitEvents } from '../customer-traits/events.js'
import { consentEvents } from '../marketing/events.js'
import { responsibilityEvents } from '../responsibilities/events.js'
import { ContactInfo, CustomerKind, DetailChange } from './details.js'

/** `name` and `contactInfo` are personal when `personId` names the private customer. */
export const CustomerRegistered = event('CustomerRegistered', {
  customerId: CustomerId,
  kind: CustomerKind,
  name: personal(text, 'personId'),
  personId: optional(nullable(PersonId)),
  segment: optional(nullable(ClassifierValue)),
  status: optional(nullable(ClassifierValue)),
  attractionChannel: optional(nullable(ClassifierValue)),
  customerKind: optional(nullable(ClassifierValue)),
  ownerId: optional(nullable(EmployeeId)),
  private: optional(nullable(boolean)),
  contactInfo: optional(personal(ContactInfo, 'personId')),
})

export const CustomerDetailsChanged = event('CustomerDetailsChanged', {
  personId: optional(nullable(PersonId)),
  changes: personal(listOf(DetailChange), 'personId'),
})

export const CustomerNumberAssigned = event('CustomerNumberAssigned', { number: integer })

export const CustomerNumberChanged = event('CustomerNumberChanged', { from: nullable(integer), to: integer })

/** `null` is "No group". One event holds both groups, so the customer is never in two at once. */
export const CustomerMovedToGroup = event('CustomerMovedToGroup', {
  from: nullable(GroupId),
  to: nullable(GroupId),
  reason: optional(text),
})

export const CustomerAddedToGroup = event('CustomerAddedToGroup', { groupId: GroupId })

export const CustomerRemovedFromGroup = event('CustomerRemovedFromGroup', {
  groupId: GroupId,
  reason: optional(text),
})

export const CustomerAddedToSpecialGroup = event('CustomerAddedToSpecialGroup', {
  specialGroupId: SpecialGroupId,
  reason: optional(text),
})

export const CustomerRemovedFromSpecialGroup = event('CustomerRemovedFromSpecialGroup', {
  specialGroupId: SpecialGroupId,
  reason: optional(text),
})

const classification = { from: optional(nullable(ClassifierValue)), to: nullable(ClassifierValue) }

export const CustomerSegmentChanged = event('CustomerSegmentChanged', classification)
export const CustomerStatusChanged = event('CustomerStatusChanged', classification)
export const AttractionChannelChanged = event('AttractionChannelChanged', classification)
export const CustomerKindSet = event('CustomerKindSet', classification)

/**
 * The order of these events in the stream is the order of recording; `date` is the date on the document. `recordedAt`
 * is set if the document comes from a merged customer: when it was first recorded there.
 */
const document = { documentId: DocumentId, date: CalendarDate, recordedAt: optional(Instant) }

export const InvoiceRecorded = event('InvoiceRecorded', document)
export const SalesOrderRecorded = event('SalesOrderRecorded', document)
export const DocumentVoided = event('DocumentVoided', { documentId: DocumentId })

export const CustomerStartDateSet = event('CustomerStartDateSet', {
  date: CalendarDate,
  source: oneOf('StartDateSource', ['invoice', 'salesOrder', 'manual', 'merge']),
  documentId: optional(nullable(DocumentId)),
  previous: optional(nullable(CalendarDate)),
})

export const CustomerStartDateCleared = event('CustomerStartDateCleared', {
  previous: optional(nullable(CalendarDate)),
})

export const CustomerOwnerChanged = event('CustomerOwnerChanged', {
  from: optional(nullable(EmployeeId)),
  to: nullable(EmployeeId),
  reason: optional(nullable(text)),
})

export const CustomerMarkedPrivate = event('CustomerMarkedPrivate', {})
export const CustomerMarkedPublic = event('CustomerMarkedPublic', {})

// The reason may be about the person that a private customer is.
const reasonText = { reason: optional(personal(nullable(text), 'stream')) }

export const CustomerArchived = event('CustomerArchived', reasonText)
export const CustomerRestored = event('CustomerRestored', reasonText)

/** The survivor's side of a merge; what it takes over from the duplicate follows as further events. */
export const CustomerAbsorbed = event('CustomerAbsorbed', { duplicateId: CustomerId })

/**
 * The duplicate's side of a merge: it stays readable and points to the survivor. `moved` means that events of the same
 * append moved everything to the survivor; older merges moved only a part, and the register moves the rest.
 */
export const CustomerMergedInto = event('CustomerMergedInto', { survivorId: CustomerId, moved: optional(boolean) })

/** The customer is removed, except for its history and its number. */
export const CustomerDeleted = event('CustomerDeleted', reasonText)

export const customerEvents = {
  CustomerRegistered,
  CustomerDetailsChanged,
  CustomerNumberAssigned,
  CustomerNumberChanged,
  CustomerMovedToGroup,
  CustomerAddedToGroup,
  CustomerRemovedFromGroup,
  CustomerAddedToSpecialGroup,
  CustomerRemovedFromSpecialGroup,
  CustomerSegmentChanged,
  CustomerStatusChanged,
  AttractionChannelChanged,
  CustomerKindSet,
  InvoiceRecorded,
  SalesOrderRecorded,
  DocumentVoided,
  CustomerStartDateSet,
  CustomerStartDateCleared,
  CustomerOwnerChanged,
  CustomerMarkedPrivate,
  CustomerMarkedPublic,
  CustomerArchived,
  CustomerRestored,
  CustomerAbsorbed,
  CustomerMergedInto,
  CustomerDeleted,
  ...responsibilityEvents,
  ...consentEvents,
  ...billingEvents,
  ...traitEvents,
}

export type CustomerEvent = MessageOf<typeof customerEvents>
