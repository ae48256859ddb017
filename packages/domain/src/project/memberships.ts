import type { MembershipIndex } from '../kernel/decision.js'

/** Projects of a customer, closed ones too. Key: customer id. */
export const projectsOfCustomer: MembershipIndex = {
  name: 'projectsOfCustomer',
  joins: { ProjectRegistered: 'customerId', ProjectMovedToCustomer: 'to' },
}

/** Projects in which a contact person takes part. Key: person id. */
export const projectsOfParticipant: MembershipIndex = {
  name: 'projectsOfParticipant',
  joins: { ProjectParticipantAdded: 'personId' },
}
