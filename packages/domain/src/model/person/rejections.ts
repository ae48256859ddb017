import { type Outcome, when, whenFound } from '../../kernel/decision.js'
import { rejection } from '../../kernel/rejection.js'
import { PersonIsErased } from '../privacy/rejections.js'
import type { Person } from './state.js'

export const ContactNotFound = rejection('ContactNotFound', { personId: 'text' }, 'notFound')
export const ContactAlreadyRegistered = rejection('ContactAlreadyRegistered', { personId: 'text' })
export const AlreadyPrivateCustomer = rejection('AlreadyPrivateCustomer', { personId: 'text', customerId: 'text' })
export const NotACompany = rejection('NotACompany', { customerId: 'text' })
export const ContactAlreadyLinked = rejection('ContactAlreadyLinked', { customerId: 'text' })
export const ContactNotLinked = rejection('ContactNotLinked', { customerId: 'text' })
export const ContactWasMerged = rejection('ContactWasMerged', { personId: 'text', survivorId: 'text' })
export const ContactLinksLimited = rejection('ContactLinksLimited', { customerId: 'text' })
export const EmailAccessNotRestricted = rejection('EmailAccessNotRestricted', { personId: 'text' })
export const EmailAccessAlreadyRestricted = rejection('EmailAccessAlreadyRestricted', { personId: 'text' })
export const ContactOwnerRequired = rejection('ContactOwnerRequired', { personId: 'text' })
/** Only a private contact has an owner. */
export const ContactNotPrivate = rejection('ContactNotPrivate', { personId: 'text' })

export const personRejections = {
  ContactNotFound,
  ContactAlreadyRegistered,
  AlreadyPrivateCustomer,
  NotACompany,
  ContactAlreadyLinked,
  ContactNotLinked,
  ContactWasMerged,
  ContactLinksLimited,
  EmailAccessNotRestricted,
  EmailAccessAlreadyRestricted,
  ContactOwnerRequired,
  ContactNotPrivate,
}

/** The rejections of `unlessPerson`. */
export const noPerson = [ContactNotFound, ContactWasMerged, PersonIsErased] as const

/** Refuses unless the person exists and was neither merged nor erased. */
export const unlessPerson = (person: Person, personId: string): Outcome | null =>
  when(!person.registered, ContactNotFound({ personId })) ??
  whenFound(person.mergedInto, (survivorId) => ContactWasMerged({ personId, survivorId })) ??
  when(person.privacy.erasure !== null, PersonIsErased({ personId }))
