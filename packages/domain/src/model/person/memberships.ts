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

/** Persons merged into a person; those merged into them may be among the answers. Key: person id. */
export const personsAbsorbedBy: MembershipIndex = {
  name: 'personsAbsorbedBy',
  joins: { ContactMergedInto: 'survivorId' },
}

/** Persons whose card carries an e-mail address. Key: the address, folded; as it is personal, no event is matched by it. */
export const personsWithAddress: MembershipIndex = {
  name: 'personsWithAddress',
  joins: { ContactRegistered: null, ContactDetailsChanged: null },
  keysArePersonal: true,
}
