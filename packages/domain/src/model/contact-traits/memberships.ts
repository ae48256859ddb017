import type { MembershipIndex } from '../../kernel/decision.js'

/** Persons with a contact property. Key: its number as text. */
export const personsWithProperty: MembershipIndex = {
  name: 'personsWithProperty',
  joins: { ContactPropertyAssigned: null },
}
