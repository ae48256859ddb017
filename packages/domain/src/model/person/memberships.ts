import type { MembershipIndex } from '../../kernel/decision.js'

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

/** Persons with a ban or a property at a customer. Key: customer id. */
export const personsWithTermsAt: MembershipIndex = {
  name: 'personsWithTermsAt',
  joins: { MarketingBanSet: 'customerId', ContactPropertyAssigned: 'customerId' },
}

/** Private contacts that an employee owns or owned. Key: employee id. */
export const contactsOfOwner: MembershipIndex = {
  name: 'contactsOfOwner',
  joins: { ContactMarkedPrivate: 'ownerId' },
}

/** Persons merged into a person; may include those merged into them. Key: person id. */
export const personsAbsorbedBy: MembershipIndex = {
  name: 'personsAbsorbedBy',
  joins: { ContactMergedInto: 'survivorId' },
}

/**
 * Persons with an e-mail address on their card. Key: the normalized address; it is personal, so no event joins by it.
 */
export const personsWithAddress: MembershipIndex = {
  name: 'personsWithAddress',
  joins: { ContactRegistered: null, ContactDetailsChanged: null },
  keysArePersonal: true,
}
