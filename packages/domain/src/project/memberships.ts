import type { MembershipIndex } from '../kernel/decision.js'

/** Projects of a customer, closed ones too. Key: customer id. */
export const projectsOfCustomer: MembershipIndex = {
  name: 'projectsOfCustomer',
  joins: { ProjectRegistered: 'customerId' },
}

/** Projects in which an employee takes or took part. Key: employee id. */
export const projectsOfParticipant: MembershipIndex = {
  name: 'projectsOfParticipant',
  joins: { ProjectParticipantAdded: 'employeeId' },
}
