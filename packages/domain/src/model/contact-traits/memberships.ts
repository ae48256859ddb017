import type { MembershipIndex } from '../../kernel/decision.js'

/** Persons who have a contact property. Key: its number, written as a text. */
export const personsWithProperty: MembershipIndex = {
  name: 'personsWithProperty',
  joins: { ContactPropertyAssigned: null },
}
