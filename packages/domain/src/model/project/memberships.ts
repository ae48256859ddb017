import type { MembershipIndex } from '../../kernel/decision.js'

/** Projects of a customer, closed ones too. Key: customer id. */
export const projectsOfCustomer: MembershipIndex = {
  name: 'projectsOfCustomer',
  joins: { ProjectRegistered: 'customerId', ProjectMovedToCustomer: 'to' },
}

/** Projects in which a contact person takes part. Key: person id. */
export const projectsOfPerson: MembershipIndex = {
  name: 'projectsOfPerson',
  joins: { ProjectParticipantAdded: 'personId' },
}

/** Projects in which an employee takes or took part. Key: employee id. */
export const projectsOfEmployee: MembershipIndex = {
  name: 'projectsOfEmployee',
  joins: { ProjectParticipantAdded: 'employeeId' },
}
