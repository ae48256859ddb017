import { type Outcome, when } from '../kernel/decision.js'
import { rejection } from '../kernel/rejection.js'
import type { Person } from './state.js'

export const ContactNotFound = rejection('ContactNotFound', { personId: 'text' })
export const ContactAlreadyRegistered = rejection('ContactAlreadyRegistered', { personId: 'text' })
export const AlreadyPrivateCustomer = rejection('AlreadyPrivateCustomer', { personId: 'text', customerId: 'text' })
export const NotACompany = rejection('NotACompany', { customerId: 'text' })
export const ContactAlreadyLinked = rejection('ContactAlreadyLinked', { customerId: 'text' })
export const ContactNotLinked = rejection('ContactNotLinked', { customerId: 'text' })
export const ContactLinksLimited = rejection('ContactLinksLimited', { customerId: 'text' })

export const personRejections = {
  ContactNotFound,
  ContactAlreadyRegistered,
  AlreadyPrivateCustomer,
  NotACompany,
  ContactAlreadyLinked,
  ContactNotLinked,
  ContactLinksLimited,
}

/** Refused unless the person was saved before (S09). */
export const unlessPerson = (person: Person, personId: string): Outcome | null =>
  when(!person.registered, ContactNotFound({ personId }))
