import type { MembershipIndex } from '../kernel/decision.js'

/** Persons linked to more than one company. Key: `several`. */
export const contactsWithSeveralCompanies: MembershipIndex = {
  name: 'contactsWithSeveralCompanies',
  joins: { ContactLinkedToCompany: null },
}

/** Persons linked to a company. Key: customer id. */
export const contactsOfCompany: MembershipIndex = {
  name: 'contactsOfCompany',
  joins: { ContactLinkedToCompany: 'customerId' },
}

/** Persons whose card carries an e-mail address. Key: the address, folded; as it is personal, no event is matched by it. */
export const personsWithAddress: MembershipIndex = {
  name: 'personsWithAddress',
  joins: { ContactRegistered: null, ContactDetailsChanged: null },
  keysArePersonal: true,
}
