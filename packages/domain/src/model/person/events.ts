// Stored forever: a released name or field is never changed, only superseded.

import { CustomerId, EmployeeId, PersonId } from '../../ids.js'
import { boolean, listOf, nullable, optional, personal, text } from '../../kernel/input/codec.js'
import { event, type MessageOf } from '../../kernel/message.js'
import { contactTraitEvents } from '../contact-traits/events.js'
import { banEvents, consentEvents } from '../marketing/events.js'
import { privacyEvents } from '../privacy/events.js'
import { PersonDetailChange } from './details.js'

const mine = personal(nullable(text), 'stream')

export const ContactRegistered = event('ContactRegistered', {
  personId: optional(PersonId),
  firstName: optional(mine),
  lastName: personal(text, 'stream'),
  email: optional(mine),
  phone: optional(mine),
  mobile: optional(mine),
  title: optional(mine),
})

export const ContactDetailsChanged = event('ContactDetailsChanged', {
  changes: personal(listOf(PersonDetailChange), 'stream'),
})

/** `reason: 'merge'`: the person was linked because its company, or another record of it, was merged. */
export const ContactLinkedToCompany = event('ContactLinkedToCompany', {
  customerId: CustomerId,
  reason: optional(nullable(text)),
})

export const ContactUnlinkedFromCompany = event('ContactUnlinkedFromCompany', {
  customerId: CustomerId,
  reason: optional(nullable(text)),
})

export const PrivateCustomerCreated = event('PrivateCustomerCreated', { customerId: CustomerId })

/**
 * The survivor's side of a merge; what it takes over from the duplicate follows as further events. `absorbed` lists the
 * persons merged into the duplicate before.
 */
export const ContactAbsorbed = event('ContactAbsorbed', {
  duplicateId: PersonId,
  absorbed: optional(listOf(PersonId)),
})

/**
 * The duplicate's side of a merge: it stays readable and points to the survivor. `moved` means that events of the same
 * append moved everything to the survivor; older merges moved only a part, and the register moves the rest.
 */
export const ContactMergedInto = event('ContactMergedInto', { survivorId: PersonId, moved: optional(boolean) })

export const ContactEmailAccessRestricted = event('ContactEmailAccessRestricted', { personId: optional(PersonId) })

export const ContactEmailAccessGranted = event('ContactEmailAccessGranted', { personId: optional(PersonId) })

/**
 * Hides the contact from everybody but this owner and, by policy, administrators; a further event changes the owner.
 */
export const ContactMarkedPrivate = event('ContactMarkedPrivate', {
  personId: optional(PersonId),
  ownerId: EmployeeId,
  reason: optional(text),
})

export const ContactMarkedPublic = event('ContactMarkedPublic', { personId: optional(PersonId) })

export const personEvents = {
  ContactRegistered,
  ContactDetailsChanged,
  ContactLinkedToCompany,
  ContactUnlinkedFromCompany,
  PrivateCustomerCreated,
  ContactAbsorbed,
  ContactMergedInto,
  ContactEmailAccessRestricted,
  ContactEmailAccessGranted,
  ContactMarkedPrivate,
  ContactMarkedPublic,
  ...banEvents,
  ...consentEvents,
  ...contactTraitEvents,
  ...privacyEvents,
}

export type PersonEvent = MessageOf<typeof personEvents>
