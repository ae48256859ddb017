import type { MembershipIndex } from '../../kernel/decision.js'

/** Projects of a customer, closed ones too. Key: customer id. */
export const projectsOfCustomer: MembershipIndex = {
  name: 'projectsOfCustomer',
  joins: { ProjectRegistered: 'customerId', ProjectMovedToCustomer: 'to' },
}

/** Projects with a contact person as participant. Key: person id. */
export const projectsOfPerson: MembershipIndex = {
  name: 'projectsOfPerson',
  joins: { ProjectParticipantAdded: 'personId' },
}

/** Projects with an employee as participant, now or before. Key: employee id. */
export const projectsOfEmployee: MembershipIndex = {
  name: 'projectsOfEmployee',
  joins: { ProjectParticipantAdded: 'employeeId' },
}
